"""Both directions; test_stack checks their gradients against autograd."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN, Bidirectional, turned
from support.cases import assert_close

X = np.random.default_rng(3).normal(size=(5, 3, 2))
LENGTHS = [5, 2, 4]


def test_each_direction_is_its_cell_on_the_sequence_so_turned():
    there, back = LSTM.init(2, 3, 1, seed=0), GRU.init(2, 4, 1, seed=1)
    trace = Bidirectional(there, back).forward(X)
    np.testing.assert_array_equal(trace.h[..., :3], there.forward(X).h)
    assert_close(trace.h[..., 3:], back.forward(X[::-1]).h[::-1], 1e-14)
    np.testing.assert_array_equal(trace.right_to_left.x[0], X[-1])


def test_the_second_cell_begins_at_the_end_of_each_sequence():
    layer = Bidirectional(RNN.init(2, 3, 1, seed=0), RNN.init(2, 3, 1, seed=1))
    together = layer.forward(X, lengths=LENGTHS)
    for b, length in enumerate(LENGTHS):
        alone = layer.forward(X[:length, b : b + 1])
        assert_close(together.h[:length, b], alone.h[:, 0], 1e-13)
        # Beyond the end each cell's state is the one that it ended with.
        for direction in ("left_to_right", "right_to_left"):
            ended = getattr(alone, direction).h[-1, 0]
            assert_close(getattr(together, direction).h[-1, b], ended, 1e-13)


def test_turned_twice_is_as_it_was():
    np.testing.assert_array_equal(turned(turned(X, np.array(LENGTHS)), np.array(LENGTHS)), X)
    np.testing.assert_array_equal(turned(X, np.array(LENGTHS))[:2, 1], X[1::-1, 1])


def test_gradients_of_both_meet_in_x_and_h():
    layer = Bidirectional(RNN.init(2, 3, 1, seed=0), RNN.init(2, 3, 1, seed=1))
    trace = layer.forward(X)
    dh = np.random.default_rng(0).normal(size=trace.h.shape)
    grads = layer.backward(trace, dh)
    one = layer.left_to_right.backward(trace.left_to_right, dh=dh[..., :3])
    other = layer.right_to_left.backward(trace.right_to_left, dh=dh[::-1, :, 3:])
    assert_close(grads.x, one.x + other.x[::-1], 1e-14)
    assert_close(grads.h, np.concatenate([one.h, other.h[::-1]], axis=-1), 1e-14)
    assert list(grads.params) == list(layer.params)
    np.testing.assert_array_equal(grads.params["right_to_left.W_hh"], other.params["W_hh"])


def test_cells_that_do_not_fit():
    with pytest.raises(ValueError, match="both cells must have the same input size and floating type"):
        Bidirectional(RNN.init(2, 3, 1, seed=0), RNN.init(3, 3, 1, seed=0))
    layer = Bidirectional(RNN.init(2, 3, 1, seed=0), RNN.init(2, 3, 1, seed=0))
    with pytest.raises(ValueError, match="each name in params must be one of left_to_right"):
        layer.with_params({"W_hh": np.eye(3)})
