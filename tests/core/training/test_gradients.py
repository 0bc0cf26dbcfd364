"""An update goes by the gradient that the cell's own backward gives."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN, mse
from rnnlstm.core.training.gradients import gradients
from support.cases import assert_close


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("kind", [RNN, LSTM, GRU], ids=lambda kind: kind.__name__)
def test_as_forward_and_backward_say(kind, dtype):
    rng = np.random.default_rng(1)
    cell = kind.init(3, 4, 2, seed=2, dtype=dtype)
    x, target = rng.normal(size=(6, 5, 3)), rng.normal(size=(6, 5, 2))
    trace = cell.forward(x)
    expected, dy = mse(trace.y, target)
    E, grads = gradients(cell, x, lambda y: mse(y, target))
    assert pytest.approx(expected, rel=1e-5 if dtype is np.float32 else 1e-12) == E
    found = grads.apart()
    for name, value in cell.backward(trace, dy=dy).params.items():
        assert found[name].dtype == dtype
        assert_close(found[name], value, rtol=1e-4 if dtype is np.float32 else 1e-10)


@pytest.mark.parametrize("kind", [RNN, LSTM, GRU], ids=lambda kind: kind.__name__)
def test_where_outputs_overflow_there_is_no_gradient_and_the_loss_is_not_finite(kind):
    cell = kind.init(1, 2, 1, seed=0)
    huge = cell.with_params({"W_hy": np.full((1, 2), 1e308), "b_y": np.array([1.7e308])})
    E, grads = gradients(huge, np.full((3, 1, 1), 9.0), lambda y: mse(y, np.zeros_like(y)))
    assert not np.isfinite(E) and grads is None
    with pytest.raises(ValueError, match="x must"):
        gradients(cell, np.full((3, 1, 1), np.nan), lambda y: mse(y, np.zeros_like(y)))
