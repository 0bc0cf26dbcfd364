"""What is stored safely has no gradient: the recorded RNN that keeps a parity for 60 steps.

Bengio, Simard and Frasconi (1994), as the lessons ``compare`` and ``influence`` tell it.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from rnnlstm.core import influence
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.walk.recordings import kept_at, recorded

T, SEQUENCES = 60, 256


@cache
def trained():
    """Return the network, its task at 60 bits, and 256 sequences that it was not trained on."""
    history = recorded("parity").histories["RNN"]
    task = replace(history.recipe.task, T=T)
    return kept_at(history, 1)[1], task, task.held_out_batch(0, SEQUENCES)


def changed(amount):
    """Return what the network makes of the sequences, and of those whose first bit is moved by so much."""
    cell, _, batch = trained()
    x = batch.x.copy()
    x[0] += np.where(x[0] > 0.5, -amount, amount)
    return cell.forward(batch.x), cell.forward(x)


def distance(one, other):
    return np.linalg.norm(one.h - other.h, axis=-1)


def test_the_network_is_right_on_all():
    cell, task, batch = trained()
    assert task.accuracy(cell.forward(batch.x).y, batch) == 1


def test_flipping_the_first_bit_flips_every_last_answer():
    whole, flipped = changed(1.0)
    flips = whole.y[-1].argmax(axis=-1) != flipped.y[-1].argmax(axis=-1)
    assert flips.sum() == SEQUENCES
    apart = distance(whole, flipped)
    assert f"{np.median(apart[0]):.0f}" == f"{np.median(apart[-1]):.0f}" == "4"
    assert apart.min() > 3.4 and apart.max() < 5.5


def test_a_small_change_of_the_first_bit_is_forgotten():
    whole, nudged = changed(0.01)
    assert distance(whole, nudged)[0].min() > 0.01
    assert distance(whole, nudged)[-1].max() < 1e-12


def test_the_derivative_has_vanished():
    cell, _, batch = trained()
    trace = cell.forward(batch.x)
    sizes = [influence(cell, trace, "y", sequence=b)[-1, 0] for b in range(SEQUENCES)]
    assert f"{np.median(sizes):.0e}" == "2e-14"


@pytest.mark.parametrize("sequence", range(8))
def test_whatever_state_it_starts_from_it_ends_in_one_of_two(sequence):
    cell, _, batch = trained()
    h0 = np.random.default_rng(0).uniform(-1, 1, (500, cell.hidden_size))
    trace = cell.forward(np.repeat(batch.x[:, sequence : sequence + 1], 500, axis=1), h0=h0)
    answers = trace.y[-1].argmax(axis=-1)
    ends = [trace.h[-1, answers == answer] for answer in (0, 1)]
    for each in ends:
        assert len(each) > 40
        assert np.linalg.norm(each - each[0], axis=-1).max() < 0.01
    assert np.linalg.norm(ends[0][0] - ends[1][0]) > 3


def test_the_lessons_say_so():
    for language in LANGUAGES:
        for text in (lesson("compare", language)["question"], lesson("influence", language)["try"]):
            assert all(claim in text for claim in ("60", "256", r"2 \times 10^{-14}", "Bengio"))
