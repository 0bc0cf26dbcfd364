"""Networks that learn to listen: in slices as at once, and one of them without a memory."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core.sound.learning import FRAME, KINDS, Recipe, accuracy, advance, begin, has_memory, is_over
from rnnlstm.core.sound.listening import Listening
from rnnlstm.core.training.optimisers import Adam
from rnnlstm.core.training.train import train

SMALL = Recipe(Listening(24), hidden_size=6, steps=4, batch_size=2)


def test_a_training_in_slices_is_the_training_at_once():
    whole = advance(SMALL, begin(SMALL))
    sliced = begin(SMALL)
    while not all(is_over(SMALL, learner) for learner in sliced.values()):
        sliced = advance(SMALL, sliced, rounds=1)
    for kind in KINDS:
        np.testing.assert_array_equal(whole[kind].loss, sliced[kind].loss)
        assert whole[kind].scores == sliced[kind].scores and list(whole[kind].scores) == [0, 1, 2, 3, 4]
        for name, value in whole[kind].progress.cell.params.items():
            np.testing.assert_array_equal(value, sliced[kind].progress.cell.params[name])
            assert value.dtype == np.float32
    assert advance(SMALL, whole)[FRAME] is whole[FRAME]


def test_with_a_memory_it_is_the_training_of_the_course():
    learner = advance(SMALL, begin(SMALL))["GRU"]
    *_, last = train(
        SMALL.cell("GRU"), SMALL.task, optimizer=Adam(0.01), steps=4, batch_size=2, seed=0, clip_norm=1.0
    )
    assert learner.loss[-1] == last.loss
    np.testing.assert_array_equal(learner.progress.cell.W_z, last.cell.W_z)


def test_without_a_memory_only_the_frame_itself_counts():
    learner = advance(SMALL, begin(SMALL))[FRAME]
    cell = learner.progress.cell
    assert not has_memory(cell) and has_memory(SMALL.cell("RNN")) and has_memory(SMALL.cell("LSTM"))
    assert not np.array_equal(cell.W_xh, SMALL.cell(FRAME).W_xh), "the other weights learn"
    x = SMALL.task.held_out_batch(0, 2).x
    shuffled = np.random.default_rng(0).permutation(len(x))
    np.testing.assert_array_equal(cell.forward(x[shuffled]).y, cell.forward(x).y[shuffled])
    # One layer of tanh on each frame, written out.
    expected = np.tanh(x @ cell.W_xh.T + cell.b_h) @ cell.W_hy.T + cell.b_y
    np.testing.assert_allclose(cell.forward(x).y, expected, rtol=1e-4, atol=1e-5)


def test_the_accuracy_is_measured_on_melodies_held_out():
    cell = SMALL.cell("RNN")
    batch = SMALL.task.held_out_batch(3, 5)
    assert accuracy(cell, SMALL.task, 3, 5) == SMALL.task.accuracy(cell.forward(batch.x).y, batch)


def test_one_that_overflows_ends_and_the_others_go_on():
    wild = replace(SMALL, learning_rate=1e38)
    learners = advance(wild, begin(wild))
    ended = [kind for kind, learner in learners.items() if not learner.progress.finite]
    assert all(is_over(wild, learner) for learner in learners.values())
    for kind in ended:
        assert all(np.isfinite(value).all() for value in learners[kind].progress.cell.params.values())


def test_an_unknown_network_is_refused():
    with pytest.raises(ValueError, match="each of kinds must be one of frame, RNN, LSTM, GRU"):
        Recipe(Listening(24), kinds=("IRNN",))
