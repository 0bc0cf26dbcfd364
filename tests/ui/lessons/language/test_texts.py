"""The texts of the room: how they were read is said, what cannot be read too."""

import pytest

from rnnlstm.ui.lessons.language.texts import in_short, known, shipped_model, shipped_text
from rnnlstm.ui.shell.errors import InputError


@pytest.mark.parametrize("name", ["alice", "journey"])
def test_shipped_texts_and_networks_fit_together(name):
    """The network is read with the alphabet of its text, and beats what counting gives."""
    text, model = shipped_text(name), shipped_model(name)
    assert model.course.cell.output_size == text.corpus.alphabet.size
    assert model.bits < text.naive.bigram < text.naive.unigram < text.naive.uniform
    assert model.course.looks[0].bits == pytest.approx(text.naive.uniform, abs=0.1)


def test_it_is_said_what_was_read():
    text = known("ab\n" * 200, "own", "GB18030")
    said = in_short(text)
    assert "Read as GB18030" in said and "600 characters, an alphabet of 3" in said
    assert "10% of the text, 60 characters" in said
    assert "▯" not in said and "▯" in in_short(shipped_text("journey"))


@pytest.mark.parametrize(
    ("text", "says"), [("hi", "2 characters"), ("aaaa", "4 characters"), ("a" * 900, "one kind")]
)
def test_what_cannot_be_learned_is_said(text, says):
    with pytest.raises(InputError, match=says):
        known(text, "own")
