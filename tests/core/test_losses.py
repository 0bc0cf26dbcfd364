import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import cross_entropy, mse
from support.cases import assert_close, thorough


def textbook_mse(y, target, keep):
    errors = [
        (y[t, b, k] - target[t, b, k]) ** 2
        for t in range(y.shape[0])
        for b in range(y.shape[1])
        for k in range(y.shape[2])
        if keep[t, b]
    ]
    return sum(errors) / len(errors)


def textbook_cross_entropy(y, labels, keep):
    losses = [
        anp.log(anp.sum(anp.exp(y[t, b]))) - y[t, b, labels[t, b]]
        for t in range(y.shape[0])
        for b in range(y.shape[1])
        if keep[t, b]
    ]
    return sum(losses) / len(losses)


@st.composite
def outputs(draw):
    shape = draw(st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 4)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    keep = rng.random(shape[:2]) < 0.6
    keep[rng.integers(shape[0]), rng.integers(shape[1])] = True
    y, target = 3 * rng.normal(size=(2, *shape))
    return y, target, rng.integers(shape[2], size=shape[:2]), keep


@thorough
@given(outputs())
def test_mse_against_autograd(drawn):
    y, target, _, keep = drawn
    for mask, kept in ((keep, keep), (keep.astype(float), keep), (None, np.ones_like(keep))):
        E, dy = mse(y, target, mask)
        assert isinstance(E, float)
        assert pytest.approx(textbook_mse(y, target, kept), rel=1e-12) == E
        assert_close(dy, grad(textbook_mse)(y, target, kept), 1e-12)
        assert not dy[~kept].any()


@thorough
@given(outputs())
def test_cross_entropy_against_autograd(drawn):
    y, _, labels, keep = drawn
    for mask, kept in ((keep, keep), (None, np.ones_like(keep))):
        E, dy = cross_entropy(y, labels, mask)
        assert isinstance(E, float)
        assert pytest.approx(textbook_cross_entropy(y, labels, kept), rel=1e-12, abs=1e-14) == E
        assert_close(dy, grad(textbook_cross_entropy)(y, labels, kept), 1e-12)
        assert not dy[~kept].any()


def test_cross_entropy_of_equal_logits_is_log_of_their_number():
    assert cross_entropy(np.zeros((3, 2, 8)), np.zeros((3, 2), int))[0] == pytest.approx(np.log(8))


@pytest.mark.parametrize("size", [1e4, 1e200, 1.7e308, np.inf])
def test_cross_entropy_of_huge_logits(size):
    y = np.array([[[size, 0.0, -size]]])
    E, dy = cross_entropy(y, [[0]])
    assert E == 0
    np.testing.assert_array_equal(dy, np.zeros((1, 1, 3)))
    E, dy = cross_entropy(y, [[1]])
    assert E >= 1e4 and not np.isnan(E)
    np.testing.assert_array_equal(dy, [[[1.0, -1.0, 0.0]]])


def test_mse_of_an_exploded_network():
    E, dy = mse(np.array([[[np.inf, 1e300]]]), np.zeros((1, 1, 2)))
    assert np.isinf(E)
    np.testing.assert_array_equal(dy, [[[np.inf, 1e300]]])


def test_masked_steps_may_hold_anything():
    y = np.array([[[1.0, 2.0]], [[np.inf, -np.inf]]])
    E, dy = mse(y, np.zeros((2, 1, 2)), [[True], [False]])
    assert pytest.approx(2.5) == E
    np.testing.assert_array_equal(dy[1], 0)
    E, dy = cross_entropy(y, [[0], [-1]], [[True], [False]])
    assert pytest.approx(np.log(1 + np.e)) == E
    np.testing.assert_array_equal(dy[1], 0)


def test_outputs_may_lie_in_memory_in_any_order():
    y, labels = np.random.default_rng(0).normal(size=(4, 3, 5)), np.arange(12).reshape(4, 3) % 5
    expected, dy = cross_entropy(y, labels)
    E, other = cross_entropy(y.transpose(2, 0, 1).copy().transpose(1, 2, 0), labels)
    assert expected == pytest.approx(E, rel=1e-14)
    assert_close(other, dy)


def test_float32_stays_float32():
    y = np.ones((2, 1, 3), np.float32)
    assert mse(y, np.zeros((2, 1, 3)))[1].dtype == np.float32
    assert cross_entropy(y, np.zeros((2, 1), int))[1].dtype == np.float32


Y = np.zeros((3, 2, 4))
LABELS = np.zeros((3, 2), int)


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: mse(Y[0], Y[0]), r"y must have shape \(T, B, O\), three axes .*got \(2, 4\)"),
        (lambda: mse(Y[:0], Y[:0]), "none empty"),
        (lambda: mse(Y, Y[:2]), r"target must have shape \(T, B, O\) = \(3, 2, 4\), got \(2, 2, 4\)"),
        (lambda: mse(Y * np.nan, Y), "y must hold numbers, got NaN"),
        (lambda: mse(Y, Y * np.nan), "target must be finite"),
        (lambda: mse(Y, Y, np.zeros((3, 2))), "mask must keep at least one step"),
        (lambda: mse(Y, Y, np.ones((2, 3))), r"mask must have shape \(T, B\) = \(3, 2\), got \(2, 3\)"),
        (lambda: mse(Y, Y, np.full((3, 2), 0.5)), "mask must hold True and False"),
        (lambda: mse(Y, Y, np.full((3, 2), "a")), "mask must hold True and False"),
        (lambda: cross_entropy(Y, LABELS, np.zeros((3, 2), bool)), "mask must keep at least one step"),
        (lambda: cross_entropy(Y, LABELS[0]), r"labels must have shape \(T, B\) = \(3, 2\), got \(2,\)"),
        (lambda: cross_entropy(Y, LABELS + 4), "labels must lie in 0 .. O-1 = 0 .. 3, got 4"),
        (lambda: cross_entropy(Y, LABELS - 1), "labels must lie in 0 .. O-1 = 0 .. 3, got -1"),
        (lambda: cross_entropy(Y, LABELS * 1.0), "labels must be integers, got dtype float64"),
        (lambda: cross_entropy(Y * np.nan, LABELS), "y must hold numbers, got NaN"),
    ],
)
def test_bad_input(call, text):
    with pytest.raises(ValueError, match=text):
        call()
