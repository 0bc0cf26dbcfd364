from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import cross_entropy, gradient_check, mse
from support.cases import KINDS, make


@pytest.mark.parametrize("kind, activation", KINDS)
def test_a_right_gradient_passes(kind, activation):
    case = make(kind, activation, T=5, B=2, D=2, H=3, O=3, seed=2, scale=0.7)
    target, labels = np.ones((5, 2, 3)), np.array([[0, 1], [2, 2], [1, 0], [0, 0], [1, 2]])
    for loss in (lambda y: mse(y, target), lambda y: cross_entropy(y, labels)):
        errors = gradient_check(case.cell, case.x, loss, **case.states)
        assert list(errors) == list(case.cell.params)
        assert max(errors.values()) < 1e-7


def test_a_wrong_gradient_shows():
    case = make("LSTM", None, T=4, B=1, D=2, H=3, O=2, seed=0)
    target = np.zeros((4, 1, 2))

    def wrong(y):
        E, dy = mse(y, target)
        return E, 1.01 * dy

    errors = gradient_check(case.cell, case.x, wrong)
    assert all(0.005 < error < 0.02 for error in errors.values())


def test_a_gradient_of_zero_is_no_error():
    case = make("RNN", "relu", T=4, B=1, D=2, H=3, O=2, seed=0)
    dead = replace(case.cell, b_h=np.full(3, -100.0))
    errors = gradient_check(dead, case.x, lambda y: mse(y, np.ones((4, 1, 2))))
    assert errors["W_hh"] == errors["W_xh"] == errors["b_h"] == 0
    assert errors["b_y"] < 1e-8


def test_bad_input():
    case = make("RNN", "tanh", T=4, B=1, D=2, H=3, O=2, seed=0)

    def loss(y):
        return mse(y, np.zeros((4, 1, 2)))

    with pytest.raises(ValueError, match="step and floor must be positive"):
        gradient_check(case.cell, case.x, loss, step=0)
    with pytest.raises(ValueError, match="c0 needs an LSTM, got RNN"):
        gradient_check(case.cell, case.x, loss, c0=np.zeros(3))
    with pytest.raises(ValueError, match="width D = 2"):
        gradient_check(case.cell, case.x[..., :1], loss)
