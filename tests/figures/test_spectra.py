import json

import numpy as np
import pytest

from rnnlstm.core import matrix_spectrum
from rnnlstm.figures.half_lives import HalfLifeWords, HalfLives, half_life_chart
from rnnlstm.figures.palette import GATE_CLOSED, GATE_OPEN, NETWORKS, PAGE, SATURATED
from rnnlstm.figures.slopes import Slopes, SlopeWords, slope_map
from rnnlstm.figures.spectra import PlaneWords, RankWords, by_rank, complex_plane
from support.checks import checked

SHEAR = matrix_spectrum([[0.5, 3.0], [0.0, -0.25]])
TURN = matrix_spectrum([[0.0, -0.9], [0.9, 0.0]])
PLANE = PlaneWords("title", "re", "im", "eigenvalues", "unit", "radius", "norm")
RANKS = RankWords("title", "rank", "size", "singular", "moduli", "one")
SLOPES = SlopeWords("title", "t", "unit", "share", "t {t} unit {unit} slope {slope}")
LIVES = HalfLifeWords("title", "bias", "steps", "theory", "measured", "longer", "own", "needed")


def plane(spectrum, mode="light"):
    return checked(complex_plane(spectrum, mode=mode, hue=NETWORKS["RNN"], words=PLANE))


def ranks(mode="dark"):
    return checked(by_rank(SHEAR, mode=mode, hue=NETWORKS["LSTM"], words=RANKS))


def test_eigenvalues_lie_in_the_plane_with_three_circles():
    *circles, points = plane(TURN).data
    np.testing.assert_allclose(sorted(points.y), [-0.9, 0.9])
    np.testing.assert_allclose(points.x, 0, atol=1e-12)
    radii = [np.hypot(circle.x, circle.y) for circle in circles]
    for radius, expected in zip(radii, (1, 0.9, 0.9), strict=True):
        np.testing.assert_allclose(radius, expected)
    assert [circle.name for circle in circles] == ["unit", "radius", "norm"]
    assert len({circle.line.dash for circle in circles}) == 3


def test_a_circle_is_round_and_in_sight():
    figure = plane(SHEAR)
    assert figure.layout.yaxis.scaleanchor == "x"
    low, high = figure.layout.xaxis.range
    assert -low == high > SHEAR.spectral_norm > 3
    assert list(figure.layout.yaxis.range) == [low, high]
    assert plane(matrix_spectrum([[0.1]])).layout.xaxis.range[1] > 1  # the unit circle always


def test_singular_values_stand_by_rank_beside_the_moduli():
    singular, moduli, one = ranks().data
    np.testing.assert_array_equal(singular.x, [1, 2])
    np.testing.assert_allclose(np.prod(singular.y), 0.125)  # |det|
    np.testing.assert_allclose(moduli.y, [0.5, 0.25])
    assert set(one.y) == {1}
    assert singular.marker.symbol != moduli.marker.symbol


def slopes(below=0.1, steepest=1.0, T=3, mode="light"):
    values = np.tile([[0.05, 1.0], [0.5, 0.09], [0.0, 0.0]], (T // 3, 1))
    reads = ["<"] * len(values)
    return checked(slope_map(Slopes(values, reads, below, steepest), mode=mode, words=SLOPES))


def test_slopes_are_units_by_steps_with_the_share_above():
    heat, share = slopes().data
    np.testing.assert_allclose(heat.z, [[0.05, 0.5, 0], [1, 0.09, 0]], rtol=1e-6)
    np.testing.assert_array_equal(share.y, [0.5, 0.5, 1])
    assert (heat.zmin, heat.zmax) == (0, 1)
    assert heat.hovertemplate == "t %{x} unit %{y} slope %{z:.3g}<extra></extra>"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_break_at_the_threshold(mode):
    scale = slopes(below=0.1, steepest=0.25, mode=mode).data[0].colorscale
    assert [at for at, _ in scale] == pytest.approx([0, 0.4, 0.4, 1])
    hues = (SATURATED, SATURATED, GATE_CLOSED, GATE_OPEN)
    assert [colour for _, colour in scale] == [hue.on(mode) for hue in hues]


def test_a_threshold_above_the_steepest_slope_makes_all_small():
    assert {colour for _, colour in slopes(below=0.5, steepest=0.25).data[0].colorscale} == {SATURATED.light}


def test_short_axes_say_what_was_read():
    assert list(slopes().layout.xaxis.ticktext) == ["&lt;<br>1", "&lt;<br>2", "&lt;<br>3"]
    assert slopes(T=60).layout.xaxis.ticktext is None


def lives(measured, mode="light"):
    at = np.array([-1.0, 0.0, 5.0])
    given = HalfLives(at, np.array([0.5, 1, 100]), at, np.asarray(measured), 59, 0.0, 4.97, 100.0)
    return checked(half_life_chart(given, mode=mode, words=LIVES))


def test_half_lives_as_measured_and_out_of_reach():
    figure = lives([0.52, 0.97, np.inf])
    theory, measured, longer, own, needed = figure.data
    np.testing.assert_array_equal(theory.y, [0.5, 1, 100])
    np.testing.assert_array_equal(measured.y, [0.52, 0.97])
    np.testing.assert_array_equal([longer.x, longer.y], [[5.0], [59]])
    assert set(own.x) == {0.0}
    assert list(needed.x)[1:] == [4.97, 4.97] and list(needed.y)[:2] == [100, 100]
    assert figure.layout.yaxis.type == "log"
    low, high = figure.layout.yaxis.range
    assert 10**low < 0.5 and 10**high > 100


def test_nothing_out_of_reach_needs_no_mark():
    names = [each.name for each in lives([0.5, 1, 90], "dark").data]
    assert names == ["theory", "measured", "own", "needed"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_saved_figures_can_be_read_anywhere(mode):
    for figure in (
        plane(SHEAR, mode),
        ranks(mode),
        slopes(mode=mode),
        lives([0.5, 1, np.inf], mode),
    ):
        assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == PAGE.on(mode)
        assert figure.layout.title.text == "title"
        json.loads(figure.to_json())
