"""Eigenvalues in the plane, and singular values by rank."""

import numpy as np
import pytest

from rnnlstm.core import matrix_spectrum
from rnnlstm.figures.palette import NETWORKS
from rnnlstm.figures.spectra import PlaneWords, RankWords, by_rank, complex_plane
from support.checks import assert_readable, checked

SHEAR = matrix_spectrum([[0.5, 3.0], [0.0, -0.25]])
TURN = matrix_spectrum([[0.0, -0.9], [0.9, 0.0]])
PLANE = PlaneWords("title", "re", "im", "eigenvalues", "unit", "radius", "norm")
RANKS = RankWords("title", "rank", "size", "singular", "moduli", "one")


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


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_saved_figures_can_be_read_anywhere(mode):
    for figure in (plane(SHEAR, mode), ranks(mode)):
        assert_readable(figure, mode)
