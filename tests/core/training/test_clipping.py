"""Clipping of gradients, by norm and by value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import clip, clip_by_norm, clip_by_value, global_norm
from support.cases import assert_close, brief, cases


@brief
@given(cases(), st.floats(1e-3, 1e3))
def test_clipping_a_real_gradient(case, limit):
    grads = case.cell.backward(case.forward(), dy=case.dy, dh=case.dh).params
    long = np.concatenate([g.ravel() for g in grads.values()])
    length = np.sqrt(np.square(long).sum())
    assert global_norm(grads) == pytest.approx(length, rel=1e-12)

    by_norm = clip_by_norm(grads, limit)
    assert {name: g.shape for name, g in by_norm.items()} == {name: g.shape for name, g in grads.items()}
    expected = long * min(1, limit / length) if length else long
    assert_close(np.concatenate([g.ravel() for g in by_norm.values()]), expected, 1e-12)
    assert global_norm(by_norm) <= limit * (1 + 1e-12)
    if length <= limit:
        assert all(by_norm[name] is grads[name] for name in grads)

    by_value = clip_by_value(grads, limit)
    for name, g in grads.items():
        np.testing.assert_array_equal(by_value[name], np.sign(g) * np.minimum(np.abs(g), limit))


def test_the_direction_is_kept_or_not():
    grads = {"w": np.array([30.0, 4.0])}
    np.testing.assert_allclose(clip_by_norm(grads, 1.0)["w"], [30 / np.sqrt(916), 4 / np.sqrt(916)])
    np.testing.assert_array_equal(clip_by_value(grads, 5.0)["w"], [5, 4])


def test_sizes_at_the_edge_of_the_floats():
    huge = {"a": np.full(4, 1e308), "b": np.full(4, -1e308)}
    clipped = clip_by_norm(huge, 2.0)
    assert global_norm(clipped) == pytest.approx(2)
    np.testing.assert_allclose(clipped["b"], -2 / np.sqrt(8))
    tiny = {"a": np.full(4, 1e-300)}
    assert clip_by_norm(tiny, 1.0)["a"] is tiny["a"]
    assert global_norm(clip_by_norm(tiny, 1e-305)) == pytest.approx(1e-305)
    infinite = clip_by_norm({"a": np.array([np.inf, 5.0]), "b": np.array([-np.inf])}, 2.0)
    np.testing.assert_allclose(infinite["a"], [np.sqrt(2), 0])
    np.testing.assert_allclose(infinite["b"], [-np.sqrt(2)])
    np.testing.assert_array_equal(clip_by_value({"a": np.array([np.inf, -np.inf])}, 3.0)["a"], [3, -3])
    zero = {"a": np.zeros(3)}
    assert not clip_by_norm(zero, 1.0)["a"].any()
    for clipped_by in (clip_by_norm, clip_by_value):
        assert clipped_by({"a": np.full(3, 9, np.float32)}, 1.0)["a"].dtype == np.float32


@pytest.mark.parametrize("clipped_by", [clip_by_norm, clip_by_value])
def test_bad_clips(clipped_by):
    one = {"a": np.ones(3)}
    for limit in (0, -1, np.inf, np.nan, "1"):
        with pytest.raises(ValueError, match="limit must be"):
            clipped_by(one, limit)
    for grads, text in (({}, "at least one, got none"), ({"a": np.array([np.nan])}, "'a' must hold real"),
                        ({"a": np.array([1])}, "dtype int64")):  # fmt: skip
        with pytest.raises(ValueError, match=text):
            clipped_by(grads, 1.0)


@brief
@given(st.integers(0, 2**32), st.floats(1e-3, 1e3))
def test_clip_keeps_the_direction(seed, max_norm):
    rng = np.random.default_rng(seed)
    grads = {"w": rng.normal(size=(3, 2)), "b": 10 * rng.normal(size=4)}
    length = np.sqrt(sum((g**2).sum() for g in grads.values()))
    clipped, norm = clip(grads, max_norm)
    assert norm == pytest.approx(length, rel=1e-12)
    factor = min(1.0, max_norm / length)
    for name, g in grads.items():
        np.testing.assert_allclose(clipped[name], factor * g, rtol=1e-12)
    assert np.sqrt(sum((g**2).sum() for g in clipped.values())) <= max_norm * (1 + 1e-12)
    same, norm = clip(grads, None)
    assert norm == pytest.approx(length, rel=1e-12)
    assert all(same[name] is g for name, g in grads.items())


def test_clip_of_gradients_whose_squares_overflow():
    clipped, norm = clip({"w": np.array([3e200, 4e200])}, 1.0)
    assert norm == pytest.approx(5e200)
    np.testing.assert_allclose(clipped["w"], [0.6, 0.8])
    np.testing.assert_array_equal(clip({"w": np.zeros(2)}, 1.0)[0]["w"], [0, 0])


def test_bad_norm_and_no_gradient():
    with pytest.raises(ValueError, match=r"max_norm must be above 0, got 0\.0"):
        clip({"w": np.ones(2)}, 0.0)
    with pytest.raises(ValueError, match="grads must map names to arrays, at least one, got none"):
        clip({}, 1.0)
