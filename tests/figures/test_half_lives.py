"""Half-lives against forget biases."""

import numpy as np
import pytest

from rnnlstm.figures.half_lives import HalfLifeWords, HalfLives, half_life_chart
from support.checks import assert_readable, checked

LIVES = HalfLifeWords("title", "bias", "steps", "theory", "measured", "longer", "own", "needed")


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
def test_a_saved_figure_can_be_read_anywhere(mode):
    assert_readable(lives([0.5, 1, np.inf], mode), mode)
