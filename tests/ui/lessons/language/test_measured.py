"""A sentence as a network reads it."""

import numpy as np
import pytest

from rnnlstm.ui.lessons.language.measured import Model, read_sentence
from rnnlstm.ui.lessons.language.reading import as_sequence
from rnnlstm.ui.lessons.language.settings import LONGEST_SENTENCE, SENTENCES
from rnnlstm.ui.lessons.language.texts import shipped_model, shipped_text
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.walk import walk_through


def model(name):
    return Model(shipped_model(name).course.cell, shipped_text(name), 1, False)


@pytest.mark.parametrize("name", ["alice", "journey"])
def test_what_was_expected_is_what_the_network_says_before_each_character(name):
    found = read_sentence(model(name), SENTENCES[name])
    assert not found.unknown and found.text == SENTENCES[name]
    y = found.trace.y[:, 0].astype(float)
    p = np.exp(y - y.max(axis=-1, keepdims=True))
    p /= p.sum(axis=-1, keepdims=True)
    for t in (0, 1, len(found.ids) - 1):
        assert found.bits[t] == pytest.approx(-np.log2(p[t, found.ids[t]]), rel=1e-6)
        assert list(found.order[t]) == list(np.argsort(-p[t], kind="stable")[:5])
    assert len(found.unit("c", 3)) == len(found.unit("bits", 3)) == len(found.ids)
    np.testing.assert_array_equal(found.unit("f", 2), found.trace.f[1:, 0, 1])


def test_characters_that_it_does_not_know_are_left_out_or_read_as_the_rest():
    found = read_sentence(model("alice"), "I €5 wonder")
    assert (found.text, found.unknown) == ("I  wonder", ("€", "5"))
    found = read_sentence(model("journey"), "行者 x")
    assert (found.text, found.unknown) == ("行者▯▯", (" ", "x"))


@pytest.mark.parametrize("text", ["", "€€", "a" * (LONGEST_SENTENCE + 1)])
def test_what_cannot_be_read_is_said(text):
    with pytest.raises(InputError):
        read_sentence(model("alice"), text)


def test_the_stepper_walks_through_the_same_numbers():
    alice = model("alice")
    found = read_sentence(alice, "Alice said “why”")
    walk = walk_through(alice.cell, sequence := as_sequence(alice, found), sequence.mask())
    assert "".join(walk.targets) == "Alice␣said␣“why”" and walk.reading.symbols[0] == "⏎"
    n = len(found.ids)
    np.testing.assert_allclose(walk.trace.h[:, 0], found.trace.h[:n, 0], atol=1e-5)
    assert walk.loss / np.log(2) == pytest.approx(found.bits.mean(), rel=1e-4)
