"""The cliff: its surface against autograd, and descents with and without clipping."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import Cliff, clip_by_norm, clip_by_value
from support import reference
from support.cases import brief


@brief
@given(
    st.sampled_from(["sigmoid", "tanh"]),
    st.integers(1, 30),
    st.floats(-1, 1),
    st.one_of(st.none(), st.floats(-1, 1)),
    st.integers(0, 2**32 - 1),
)
def test_the_surface_against_autograd(activation, steps, target, h0, seed):
    rng = np.random.default_rng(seed)
    w, b = rng.uniform(-6, 6, 4), rng.uniform(-4, 4, 3)
    surface = Cliff(steps, activation, target, h0).surface(w, b)
    if h0 is None:
        h0 = reference.ACTIVATIONS[activation](0.5)
    expected = np.array([[reference.cliff(wk, bk, h0, target, steps, activation) for wk in w] for bk in b])
    # Each point relative to itself: beside a wall the flat ground must be right too.
    for got, of in zip((surface.E, surface.dE_dw, surface.dE_db), np.moveaxis(expected, -1, 0), strict=True):
        np.testing.assert_allclose(got, of, rtol=1e-9, atol=1e-14)


def test_there_is_a_cliff():
    surface = Cliff().surface(np.linspace(4, 7, 121), np.linspace(-3.5, -2, 121))
    steepness = np.hypot(surface.dE_dw, surface.dE_db)
    assert surface.E.min() < 1e-4 and surface.E.max() > 0.4  # low ground and a plateau
    assert steepness.max() > 100 * np.median(steepness)


def test_clipping_keeps_the_descent_near_the_wall():
    """From the same point with the same learning rate: one is thrown far away, one goes on along the wall."""
    cliff, start = Cliff(), {"w": 5.0, "b": -2.86}
    free = cliff.descend(**start, learning_rate=1.0, updates=100)
    by_norm = cliff.descend(**start, learning_rate=1.0, updates=100, clip=partial(clip_by_norm, limit=0.05))
    jump = [np.hypot(np.diff(d.w), np.diff(d.b)).max() for d in (free, by_norm)]
    assert jump[0] > 1 and jump[1] <= 0.05 * (1 + 1e-12)
    at = cliff.surface(free.w[3:4], free.b[3:4])
    assert (at.E[0, 0], at.dE_dw[0, 0], at.dE_db[0, 0]) == (free.E[3], free.dE_dw[3], free.dE_db[3])
    assert free.w[4] == free.w[3] - free.dE_dw[3] and free.b[4] == free.b[3] - free.dE_db[3]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_descents_in_step_are_those_taken_one_by_one(activation):
    cliff = Cliff(20, activation)
    clips = {
        "free": None,
        "norm": partial(clip_by_norm, limit=0.1),
        "value": partial(clip_by_value, limit=0.1),
    }
    together = cliff.descents(4.5, -2.5, clips, learning_rate=0.5, updates=30)
    assert list(together) == list(clips)
    for name, clip in clips.items():
        alone = cliff.descend(4.5, -2.5, learning_rate=0.5, updates=30, clip=clip)
        for one, other in zip(vars(together[name]).values(), vars(alone).values(), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)
        # Each step is the clipped gradient times the learning rate.
        for k in (0, 29):
            grads = {"w": alone.dE_dw[k : k + 1], "b": alone.dE_db[k : k + 1]}
            grads = grads if clip is None else clip(grads)
            assert alone.w[k + 1] == pytest.approx(alone.w[k] - 0.5 * grads["w"][0], rel=1e-12)
            assert alone.b[k + 1] == pytest.approx(alone.b[k] - 0.5 * grads["b"][0], rel=1e-12)
    with pytest.raises(ValueError, match="at least one descent, got none"):
        cliff.descents(0.0, 0.0, {}, learning_rate=1.0, updates=1)


def test_bad_cliffs():
    for wrong, text in (
        ({"steps": 0}, "steps must be an integer of at least 1"),
        ({"activation": "relu"}, "activation must be one of sigmoid, tanh"),
        ({"target": np.nan}, "target must be a finite number"),
        ({"h0": np.inf}, "h0 must be a finite number"),
    ):
        with pytest.raises(ValueError, match=text):
            Cliff(**wrong)
    cliff = Cliff()
    for w, text in ((3.0, "list of at least one number"), ([], "list of at least"), ([np.nan], "finite")):
        with pytest.raises(ValueError, match=text):
            cliff.surface(w, [0.0])
    for wrong in ({"learning_rate": -1.0}, {"updates": 0}, {"w": np.nan}):
        with pytest.raises(ValueError, match="must be"):
            cliff.descend(**{"w": 0.0, "b": 0.0, "learning_rate": 1.0, "updates": 1, **wrong})
