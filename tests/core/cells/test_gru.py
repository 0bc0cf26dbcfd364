"""The two forms of the GRU beside each other; autograd checks both with all other cells in test_gradients."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import GRU
from support.cases import assert_close, make

SIZES = {"T": 5, "B": 2, "D": 3, "H": 4, "O": 2, "seed": 1}


def test_without_a_reset_the_two_forms_are_one():
    """At r = 1 nothing is reset, wherever the gate stands."""
    case = replace(make("GRU", "before", **SIZES), clamp={"r": 1.0})
    after = replace(case, cell=replace(case.cell, reset="after"))
    one, other = case.forward(), after.forward()
    assert_close(one.h, other.h, 1e-14)
    theirs = after.cell.backward(other, dy=case.dy).params
    for name, gradient in case.cell.backward(one, dy=case.dy).params.items():
        assert_close(gradient, theirs[name], 1e-12, name)


def test_with_a_reset_they_differ():
    before = make("GRU", "before", **SIZES)
    after = replace(before, cell=replace(before.cell, reset="after"))
    assert np.abs(before.forward().h - after.forward().h).max() > 0.01


def test_both_are_drawn_alike():
    one, other = (GRU.init(3, 4, 2, seed=0, reset=reset) for reset in ("after", "before"))
    assert GRU.init(3, 4, 2, seed=0).reset == "after"
    for name, value in one.params.items():
        np.testing.assert_array_equal(other.params[name], value)


def test_gradient_at_what_was_reset():
    """By central differences of a step whose r * h is moved, written here from the equation."""
    case = make("GRU", "before", **{**SIZES, "T": 1, "B": 1})
    cell, trace = case.cell, case.forward()
    grads = cell.backward(trace, dy=case.dy)

    def loss(rh):
        n = np.tanh(trace.a_xn[0, 0] + cell.W_hn @ rh + cell.b_hn)
        z = trace.z[0, 0]
        return case.dy[0, 0] @ cell.W_hy @ ((1 - z) * n + z * case.h0[0])

    moves = 1e-5 * np.eye(4)
    rh = trace.rh[0, 0]
    slopes = [(loss(rh + move) - loss(rh - move)) / 2e-5 for move in moves]
    np.testing.assert_allclose(grads.rh[0, 0], slopes, rtol=1e-7)


def test_one_form_does_not_take_the_other_s_trace():
    before, after = (GRU.init(3, 4, 2, seed=0, reset=reset) for reset in ("before", "after"))
    trace = before.forward(np.ones((2, 1, 3)))
    with pytest.raises(ValueError, match="of a GRU with reset='after', got one of reset='before'"):
        after.backward(trace, dy=np.ones((2, 1, 2)))
    with pytest.raises(ValueError, match="reset must be one of after, before, got 'never'"):
        replace(before, reset="never")
