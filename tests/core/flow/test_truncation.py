"""Truncated backpropagation, against autograd through as many steps and no more."""

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import GRU, LSTM, RNN, truncated_gradients, truncation_error
from rnnlstm.core.flow import truncation
from support import reference
from support.cases import KINDS, assert_close, brief, cases, make, thorough


@thorough
@given(cases(clamped=True))
def test_every_length_against_autograd(case):
    trace, T = case.forward(), len(case.x)
    lengths = sorted({1, 2, T - 1, T} & set(range(1, T + 1)))
    every = list(truncated_gradients(case.cell, trace, case.dy, case.dh))
    assert len(every) == T
    some = truncated_gradients(case.cell, trace, case.dy, case.dh, lengths=lengths)
    for length, got in zip(lengths, some, strict=True):
        expected = reference.truncated_gradients(
            case.kind, case.cell.params, case.x, case.h0, case.c0, case.dy, case.dh, length, **case.reference
        )
        assert list(got) == list(case.cell.params)
        for name, value in expected.items():
            assert_close(got[name], value, 1e-9, f"{name}, {length}")
            assert_close(every[length - 1][name], got[name], 1e-12, f"{name}, {length}")
    full = case.cell.backward(trace, case.dy, case.dh).params
    for name, value in full.items():
        assert_close(every[-1][name], value, 1e-10, name)


@brief
@given(cases(clamped=True))
def test_errors_and_cosines_are_those_of_the_gradients(case):
    trace = case.forward()
    full = case.cell.backward(trace, dy=case.dy).params
    result = truncation_error(case.cell, trace, dy=case.dy)
    np.testing.assert_array_equal(result.lengths, np.arange(1, len(case.x) + 1))
    for k, grads in enumerate(truncated_gradients(case.cell, trace, dy=case.dy)):
        for name, g in grads.items():
            whole, part = full[name].ravel(), g.ravel()
            if not whole.any():
                assert np.isnan(result.error[name][k]) and np.isnan(result.cosine[name][k])
                continue
            size = np.linalg.norm(whole)
            assert abs(result.error[name][k] - np.linalg.norm(part - whole) / size) < 1e-12
            if part.any():
                cosine = part @ whole / size / np.linalg.norm(part)
                assert abs(result.cosine[name][k] - cosine) < 1e-12
            else:
                assert np.isnan(result.cosine[name][k])


def test_the_read_out_is_never_truncated():
    case = make("LSTM", None, T=6, B=2, D=3, H=4, O=2, seed=0)
    result = truncation_error(case.cell, case.forward(), dy=case.dy)
    for name in ("W_hy", "b_y"):
        assert result.error[name].max() < 1e-14
        np.testing.assert_allclose(result.cosine[name], 1, rtol=1e-14)


def test_a_network_that_forgets_needs_few_steps_and_one_that_does_not_needs_all():
    rng, T = np.random.default_rng(0), 60
    x, dh = 0.01 * rng.normal(size=(T, 1, 2)), np.zeros((T, 1, 8))
    dh[-1] = rng.normal(size=8)
    errors = {}
    for gain in (0.5, 1.0):
        cell = RNN.init(2, 8, 1, seed=0, recurrent="orthogonal", gain=gain)
        errors[gain] = truncation_error(cell, cell.forward(x), dh=dh).error["b_h"]
    assert errors[0.5][9] < 2 * 0.5**10
    assert errors[1.0][9] > 0.5 and errors[1.0][-1] < 1e-12


def test_lengths_beyond_all_that_is_left():
    """The gradient is gone, to the last bit, long before step 1; nothing is NaN and nothing slow."""
    cell = RNN.init(2, 5, 1, seed=0, activation="sigmoid")
    T = 1500
    trace = cell.forward(np.random.default_rng(0).normal(size=(T, 1, 2)))
    result = truncation_error(cell, trace, dy=np.ones((T, 1, 1)), lengths=[1, 700, 1400, 1500])
    assert result.error["W_hh"][0] > 1e-3 and result.error["W_hh"][1:].max() < 1e-14


def test_an_exploded_gradient_has_no_error_to_speak_of():
    cell = RNN.init(1, 4, 1, seed=0, recurrent="orthogonal", gain=3.0)
    trace = cell.forward(np.zeros((1000, 1, 1)))
    dh = np.zeros((1000, 1, 4))
    dh[-1] = 1
    result = truncation_error(cell, trace, dh=dh, lengths=[1, 1000])
    assert np.isnan(result.error["b_h"]).all()


def test_a_gradient_of_tiny_numbers():
    case = make("GRU", None, T=5, B=1, D=2, H=3, O=2, seed=0)
    trace = case.forward()
    usual = truncation_error(case.cell, trace, dy=case.dy)
    tiny = truncation_error(case.cell, trace, dy=1e-200 * case.dy)
    for name in usual.error:
        np.testing.assert_allclose(tiny.error[name], usual.error[name], rtol=1e-9, atol=1e-14)
        np.testing.assert_allclose(tiny.cosine[name], usual.cosine[name], rtol=1e-9)


@pytest.mark.parametrize("kind, activation", KINDS)
def test_bad_input(kind, activation):
    case = make(kind, activation, T=4, B=2, D=3, H=3, O=2, seed=0)
    trace = case.forward()
    for call in (truncation_error, truncated_gradients):
        for lengths, text in (([0, 1], r"in 1 .. T = 1 .. 4, got \[0, 1\]"), ([5], "must rise and lie in"),
                              ([2, 2], "must rise"), ([3, 1], "must rise"), ([], "whole numbers"),
                              ([1.5], "whole numbers"), (3, "whole numbers")):  # fmt: skip
            with pytest.raises(ValueError, match=text):
                call(case.cell, trace, case.dy, lengths=lengths)
        with pytest.raises(ValueError, match=r"needs dy .* got neither"):
            call(case.cell, trace)
        with pytest.raises(ValueError, match=r"dy must have shape \(T, B, O\)"):
            call(case.cell, trace, case.dy[1:])
        with pytest.raises(ValueError, match="trace must be"):
            stranger = GRU if kind == "RNN" else RNN
            call(stranger.init(3, 3, 2, seed=0), trace, case.dy)


def test_lengths_compared_a_few_at_a_time_give_the_same(monkeypatch):
    cell = LSTM.init(3, 4, 2, seed=1)
    trace = cell.forward(np.random.default_rng(0).normal(size=(9, 2, 3)))
    dy = np.random.default_rng(1).normal(size=trace.y.shape)
    together = truncation_error(cell, trace, dy)
    monkeypatch.setattr(truncation, "AT_ONCE", 1)
    one_by_one = truncation_error(cell, trace, dy)
    for name in cell.params:
        np.testing.assert_allclose(one_by_one.error[name], together.error[name], rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(one_by_one.cosine[name], together.cosine[name], rtol=1e-12)
