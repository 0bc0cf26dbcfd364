"""Sequences of unlike length in one batch; tests/core/networks compares with PyTorch's packed sequences."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import cell_highway, cell_paths, follow_change, influence, jacobians, mse, saturation
from rnnlstm.core.flow.truncation import truncated_gradients
from support import reference
from support.cases import KINDS, assert_close, brief, cases, make

LENGTHS = [5, 2, 4]


def padded(kind, activation):
    return replace(make(kind, activation, T=5, B=3, D=2, H=3, O=2, seed=4), lengths=LENGTHS)


def alone(case, b):
    """Return sequence b by itself, as long as it is."""
    one = np.s_[: case.lengths[b], b : b + 1]
    cut = {name: getattr(case, name)[one] for name in ("x", "dy", "dh")}
    first = {name: getattr(case, name)[b : b + 1] for name in ("h0", "c0")}
    return replace(case, lengths=None, **cut, **first)


@brief
@given(cases(clamped=True, padded=True))
def test_against_autograd(case):
    """Every node of the graph in which a state stays what it was once its sequence has ended."""
    p, states = case.cell.params, (case.x, case.h0, case.c0)
    hs, cs, ys = reference.run(case.kind, p, *states, **case.reference)
    trace = case.forward()
    assert_close(trace.h, np.array(hs), what="h")
    assert_close(trace.y, np.array(ys), what="y")
    if "c" in case.cell.states:
        assert_close(trace.c, np.array(cs), what="c")

    grads = case.cell.backward(trace, dy=case.dy, dh=case.dh)
    params, dx, dh0, _, nudges = reference.gradients(
        case.kind, p, *states, case.dy, case.dh, **case.reference
    )
    for name, expected in params.items():
        assert_close(grads.params[name], expected, what=name)
        assert_close(grads.contribution(name).sum(axis=0), expected, what=f"contributions of {name}")
    assert_close(grads.x, dx, what="x")
    assert_close(grads.h0, dh0, what="h0")
    for node, expected in nudges.items():
        assert_close(getattr(grads, node), expected, what=node)
    np.testing.assert_array_equal(grads.h, grads.h_future + grads.h_loss)


@brief
@given(cases(padded=True))
def test_a_batch_is_its_sequences_one_by_one(case):
    """What stands in the padding, and what a masked loss leaves out, moves nothing."""
    trace = case.forward()
    case.x[~trace.mask] = 1e6
    trace, dy, dh = case.forward(), case.dy * trace.mask[..., None], case.dh * trace.mask[..., None]
    together = case.cell.backward(trace, dy=dy, dh=dh)
    summed = {name: np.zeros_like(p) for name, p in case.cell.params.items()}
    for b, length in enumerate(case.lengths):
        one = alone(case, b)
        expected = one.cell.backward(one.forward(), dy=one.dy, dh=one.dh)
        assert_close(together.x[:length, b], expected.x[:, 0], what="x")
        assert not together.x[length:, b].any()
        assert_close(trace.y[-1, b], one.forward().y[-1, 0], what="what it ends with")
        summed = {name: total + expected.params[name] for name, total in summed.items()}
    for name, total in summed.items():
        assert_close(together.params[name], total, what=name)


@pytest.mark.parametrize("kind, activation", KINDS)
def test_gradient_flow_beyond_the_end_is_the_identity(kind, activation):
    case = padded(kind, activation)
    trace, H = case.forward(), case.cell.hidden_size
    for of in case.cell.states:
        J = jacobians(case.cell, trace, of=of)
        for b, length in enumerate(LENGTHS):
            one = alone(case, b)
            assert_close(J[:length, b], jacobians(one.cell, one.forward(), of=of)[:, 0], what=of)
            np.testing.assert_array_equal(J[length:, b], np.broadcast_to(np.eye(H), (5 - length, H, H)))
    one = alone(case, 1).forward()
    assert_close(influence(case.cell, trace, sequence=1)[:2, :2], influence(case.cell, one), what="influence")
    dx = 1e-3 * np.ones((5, 1, 2))
    change, of_one = follow_change(case.cell, trace, dx), follow_change(case.cell, one, dx[:2])
    for name in ("h", "y"):
        assert_close(change.predicted[name][:2, 1], of_one.predicted[name][:, 0], what=name)
        assert_close(change.predicted[name][4, 1], of_one.predicted[name][1, 0], what=name)
        assert_close(change.real[name][4, 1], of_one.real[name][1, 0], rtol=1e-8, what=name)


def test_the_highway_goes_through_the_padding_whole():
    case = padded("LSTM", None)
    highway = cell_highway(case.forward())
    np.testing.assert_array_equal(highway[2:, 1], 1)
    assert_close(highway[:2, 1], cell_highway(alone(case, 1).forward())[:, 0], what="highway")


def test_saturation_counts_steps_only():
    case = padded("LSTM", None)
    one_by_one = [alone(case, b) for b in range(3)]
    shares = [saturation(one.cell, one.forward()) for one in one_by_one]
    for name, share in saturation(case.cell, case.forward()).items():
        expected = sum(length * of[name] for length, of in zip(LENGTHS, shares, strict=True)) / sum(LENGTHS)
        assert share == pytest.approx(expected, abs=1e-12)


def test_a_loss_takes_the_mask():
    case = padded("GRU", "before")
    trace = case.forward()
    np.testing.assert_array_equal(trace.mask.sum(axis=0), LENGTHS)
    _, dy = mse(trace.y, np.zeros_like(trace.y), trace.mask)
    assert not case.cell.backward(trace, dy=dy).h[~trace.mask].any()


def test_bad_lengths_and_what_needs_one_length():
    case = padded("LSTM", None)
    for lengths, says in (
        ([5, 2], r"lengths must be whole numbers of shape \(B,\) = \(3,\)"),
        ([5, 2.0, 1], "lengths must be whole numbers"),
        ([5, 0, 1], r"lengths must lie in 1 .. T = 1 .. 5, got \[5, 0, 1\]"),
        ([6, 1, 1], "lengths must lie in 1 .. T"),
    ):
        with pytest.raises(ValueError, match=says):
            replace(case, lengths=lengths).forward()
    assert replace(case, lengths=[5, 5, 5]).forward().lengths is None
    trace = case.forward()
    with pytest.raises(ValueError, match="the split into paths needs sequences of one length"):
        cell_paths(case.cell, trace)
    with pytest.raises(ValueError, match="truncation needs sequences of one length, got a padded batch"):
        list(truncated_gradients(case.cell, trace, dy=case.dy))
