"""The figures of the cliff: what they draw is what they are given."""

import json

import numpy as np
import pytest

from rnnlstm.core import Cliff
from rnnlstm.figures.cliff import (
    MapWords,
    NamedDescent,
    ProfileWords,
    descent_chart,
    map_chart,
    profile_chart,
)
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import CLIPPING, PAGE
from support.checks import checked

CLIFF = Cliff(steps=8)
DESCENT = CLIFF.descend(4.5, -2.5, learning_rate=0.3, updates=5)
DESCENTS = [NamedDescent(kind, f"the {kind}", DESCENT) for kind in CLIPPING]


def above(mode="light"):
    surface = CLIFF.surface(np.linspace(3, 7, 9), np.linspace(-4, 1, 7))
    return surface, checked(map_chart(surface, DESCENTS, mode=mode, words=MapWords("map", "w", "b", "here")))


def test_map_shows_how_far_the_state_is_from_its_target():
    surface, figure = above()
    heat = figure.data[0]
    # h_T itself, step by step.
    h = np.full((7, 9), 1 / (1 + np.exp(-0.5)))
    for _ in range(8):
        h = 1 / (1 + np.exp(-(surface.w * h + surface.b[:, None])))
    np.testing.assert_allclose(heat.z, np.abs(h - 0.7), rtol=1e-6)
    np.testing.assert_array_equal(heat.x, surface.w)
    np.testing.assert_array_equal(heat.y, surface.b)
    # The bar names losses where their colours are.
    np.testing.assert_allclose(np.square(heat.colorbar.tickvals), [float(t) for t in heat.colorbar.ticktext])


def test_map_ends_where_the_surface_ends_whatever_leaves_it():
    _, figure = above()
    assert (list(figure.layout.xaxis.range), list(figure.layout.yaxis.range)) == ([3, 7], [-4, 1])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_ways_are_told_apart_without_colour(mode):
    _, figure = above(mode)
    ways = [trace for trace in figure.data if trace.name in {way.name for way in DESCENTS}]
    assert len(ways) == 3
    assert len({trace.marker.symbol for trace in ways}) == len({trace.line.dash for trace in ways}) == 3
    for trace in ways:
        np.testing.assert_array_equal(trace.x, DESCENT.w)
        np.testing.assert_array_equal(trace.y, DESCENT.b)
    assert figure.layout.paper_bgcolor == PAGE.on(mode)
    assert "here" in figure.to_json()


def test_profile_draws_the_loss_and_the_length_of_its_gradient():
    profile = CLIFF.surface(np.linspace(3, 7, 50), [-2.5])
    words = ProfileWords("wall", "w", "loss", "slope", "here")
    figure = checked(profile_chart(profile, (4.5, 0.3), mode="light", words=words))
    loss, slope, start = figure.data
    np.testing.assert_array_equal(loss.y, profile.E[0])
    np.testing.assert_allclose(slope.y, np.sqrt(profile.dE_dw[0] ** 2 + profile.dE_db[0] ** 2))
    assert (list(start.x), list(start.y)) == ([4.5], [0.3])
    assert figure.layout.yaxis2.type == "log"


def test_losses_stand_on_a_scale_that_holds_them_all():
    figure = checked(descent_chart(DESCENTS, mode="light", words=Words("loss", "update", "E")))
    low, high = figure.layout.yaxis.range
    assert low <= np.log10(DESCENT.E.min())
    assert high >= np.log10(DESCENT.E.max())
    for trace in figure.data:
        np.testing.assert_array_equal(trace.x, range(6))
        np.testing.assert_array_equal(trace.y, DESCENT.E)
    json.loads(figure.to_json())
