"""The passes of a training agree with those that keep every quantity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import LSTM
from rnnlstm.core.cells.kernels import lstm_update
from rnnlstm.core.cells.kernels.lstm_update import backward, forward, read_out


def drawn(D, H, O, rng, dtype=float):  # noqa: E741
    cell = LSTM.init(D, H, O, seed=0, dtype=dtype)
    return cell.with_params({name: rng.normal(size=w.shape).astype(dtype) for name, w in cell.params.items()})


SIZES = st.tuples(*(st.integers(1, most) for most in (9, 7, 4, 6, 3)))


@given(sizes=SIZES, together=st.integers(1, 12), seed=st.integers(0, 2**32 - 1))
def test_as_the_cell_itself(sizes, together, seed):
    (T, B, D, H, O), rng = sizes, np.random.default_rng(seed)  # noqa: E741
    cell, x, dy = drawn(D, H, O, rng), rng.normal(size=(T, B, D)), rng.normal(size=(T, B, O))
    trace = cell.forward(x)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lstm_update, "NEAR", together * 4 * B * H * np.dtype(float).itemsize)
        steps = forward(cell, x)
    h = steps.h.transpose(0, 2, 1)
    np.testing.assert_allclose(h[1:], trace.h, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(read_out(cell, steps), trace.y, rtol=1e-12, atol=1e-13)
    for k, gate in enumerate("ofig"):
        np.testing.assert_allclose(steps.gates[:, k].swapaxes(1, 2), getattr(trace, gate), rtol=1e-11)
    expected = cell.backward(trace, dy=dy).params
    found = backward(cell, steps, dy)
    assert list(found) == list(expected)
    scale = max(np.abs(value).max() for value in expected.values())
    for name, value in found.items():
        np.testing.assert_allclose(value, expected[name], rtol=1e-10, atol=1e-13 * scale, err_msg=name)


def test_float32_stays_float32():
    cell = drawn(2, 3, 1, np.random.default_rng(0), np.float32)
    steps = forward(cell, np.ones((4, 5, 2), np.float32))
    assert {part.dtype for part in vars(steps).values() if isinstance(part, np.ndarray)} == {
        np.dtype(np.float32)
    }
    found = backward(cell, steps, np.ones((4, 5, 1), np.float32))
    assert {value.dtype for value in found.values()} == {np.dtype(np.float32)}


def test_steps_that_are_used_again_leave_nothing_behind():
    """Batches of one shape have the same arrays, another shape or type has others."""
    rng = np.random.default_rng(0)
    cell, steps = drawn(2, 3, 2, rng), None
    for T, B in ((5, 2), (5, 2), (5, 2), (4, 2), (5, 3)):
        x, dy = rng.normal(size=(T, B, 2)), rng.normal(size=(T, B, 2))
        before, steps = steps, forward(cell, x, steps)
        assert (steps is before) == (before is not None and before.tanh_c.shape == (T, 3, B))
        found, expected = backward(cell, steps, dy), cell.backward(cell.forward(x), dy=dy).params
        for name, value in found.items():
            np.testing.assert_allclose(value, expected[name], rtol=1e-10, atol=1e-12, err_msg=name)
    in_float32 = forward(drawn(2, 3, 2, rng, np.float32), x.astype(np.float32), steps)
    assert in_float32 is not steps and in_float32.records.dtype == np.float32
