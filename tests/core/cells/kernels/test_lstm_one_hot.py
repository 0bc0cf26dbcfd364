"""The quick passes over one-hot inputs agree with those that keep every quantity."""

import numpy as np
import pytest

from rnnlstm import LSTM
from rnnlstm.core.cells.kernels import lstm_one_hot
from rnnlstm.core.cells.kernels.lstm_one_hot import backward, forward, halve, summed_by

V, H = 6, 5


@pytest.mark.parametrize("together", [1, 2, 3, 100])
@pytest.mark.parametrize(("T", "B"), [(1, 1), (7, 3), (4, 40)])
def test_as_the_cell_itself(monkeypatch, T, B, together):
    monkeypatch.setattr(lstm_one_hot, "NEAR", together * 4 * B * H * np.dtype(float).itemsize)
    rng = np.random.default_rng(T)
    cell = LSTM.init(V, H, V, seed=0, forget_bias=0.5)
    cell = cell.with_params(
        {name: rng.normal(size=cell.params[name].shape) for name in ("b_f", "b_i", "b_o")}
    )
    places = rng.integers(V, size=(T, B)).astype(np.int32)
    h0, c0, dh = rng.normal(size=(B, H)), rng.normal(size=(B, H)), rng.normal(size=(T, B, H))
    trace = cell.forward(np.eye(V)[places], h0, c0)
    steps = forward(halve(cell), places, h0, c0)
    for gate, ours in zip("ofig", steps.records[1:, :-1], strict=True):
        np.testing.assert_allclose(ours, getattr(trace, gate), rtol=1e-12, atol=1e-14)
    made = trace.f * trace.c_prev, trace.i * trace.g
    for ours, theirs in zip(
        (steps.h[1:], steps.c, steps.tanh_c, *steps.products),
        (trace.h, trace.c[-1], trace.tanh_c, *made),
        strict=True,
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-14)
    np.testing.assert_array_equal(steps.h[0], h0)

    expected = cell.backward(trace, dh=dh).params
    found = backward(cell, places, steps, dh)
    assert set(found) == set(expected) - {"W_hy", "b_y"}
    for name, value in found.items():
        np.testing.assert_allclose(value, expected[name], rtol=1e-10, atol=1e-12, err_msg=name)


def test_float32_stays_float32():
    cell = LSTM.init(V, H, V, seed=0, dtype=np.float32)
    places = np.zeros((3, 2), np.int32)
    steps = forward(halve(cell), places, np.zeros((2, H), np.float32), np.zeros((2, H), np.float32))
    assert {part.dtype for part in steps} == {np.dtype(np.float32)}
    found = backward(cell, places, steps, np.ones((3, 2, H), np.float32))
    assert {value.dtype for value in found.values()} == {np.dtype(np.float32)}


def test_rows_are_summed_by_their_places():
    rng = np.random.default_rng(0)
    places, rows = rng.integers(4, size=(5, 3)), rng.normal(size=(4, 15, 2))
    expected = np.eye(7)[places.ravel()].T @ rows
    np.testing.assert_allclose(summed_by(places, rows, 7), expected)
