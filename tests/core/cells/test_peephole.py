"""What is special about peepholes; all that cells share is tested with the other cells."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import LSTM, PeepholeLSTM, gradient_check, mse
from support.cases import assert_close, brief, cases, make

peephole_cases = cases(kinds=[("PeepholeLSTM", None)], clamped=True)


@brief
@given(peephole_cases)
def test_without_peepholes_it_is_the_lstm(case):
    none = dict.fromkeys(("p_f", "p_i", "p_o"), np.zeros_like(case.cell.p_f))
    cell = replace(case.cell, **none)
    lstm = LSTM(**{name: value for name, value in cell.params.items() if name not in none})
    trace, other = (each.forward(case.x, case.h0, case.c0, clamp=case.clamp) for each in (cell, lstm))
    for name in ("f", "i", "g", "o", "c", "h", "y", "a_o"):
        assert_close(getattr(trace, name), getattr(other, name), 1e-12, name)
    grads, expected = cell.backward(trace, case.dy, case.dh), lstm.backward(other, case.dy, case.dh)
    for name, value in expected.params.items():
        assert_close(grads.params[name], value, 1e-11, name)
    for name in ("x", "h0", "c0", "c", "c_future", "c_hidden"):
        assert_close(getattr(grads, name), getattr(expected, name), 1e-11, name)


def test_gradient_check():
    case = make("PeepholeLSTM", None, T=5, B=2, D=2, H=3, O=2, seed=0)
    errors = gradient_check(case.cell, case.x, lambda y: mse(y, np.zeros_like(y)), case.h0, case.c0)
    assert list(errors) == list(case.cell.params) and max(errors.values()) < 1e-7


def test_its_other_weights_are_those_of_the_lstm():
    cell, lstm = PeepholeLSTM.init(3, 4, 2, seed=7), LSTM.init(3, 4, 2, seed=7)
    assert list(cell.params) == [*lstm.params, "p_f", "p_i", "p_o"]
    for name, value in lstm.params.items():
        np.testing.assert_array_equal(cell.params[name], value)
    assert len(set(np.concatenate([cell.p_f, cell.p_i, cell.p_o]))) == 12
    with pytest.raises(ValueError, match="trace must be the LSTMTrace of this cell, got PeepholeTrace"):
        lstm.backward(cell.forward(np.zeros((1, 1, 3))), dh=np.zeros((1, 1, 4)))
