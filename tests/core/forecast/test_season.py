"""The season, found from the autocorrelation."""

import numpy as np
import pytest

from rnnlstm.core.forecast.season import autocorrelation, find_season


def by_definition(values, k):
    t = np.arange(len(values))
    e = values - np.polyval(np.polyfit(t, values, 1), t)
    return sum(e[i] * e[i - k] for i in range(k, len(e))) / sum(e * e)


def test_autocorrelation_is_its_definition_on_the_residuals_of_the_line():
    values = np.random.default_rng(0).normal(size=50).cumsum() + 3 * np.arange(50)
    r = autocorrelation(values, 10)
    np.testing.assert_allclose(r, [by_definition(values, k) for k in range(11)], atol=1e-10)


@pytest.mark.parametrize("season", [4, 7, 12, 24])
def test_season_is_found_under_trend_and_noise(season):
    rng = np.random.default_rng(season)
    t = np.arange(10 * season)
    values = 0.1 * t + np.sin(2 * np.pi * t / season) + 0.2 * rng.normal(size=len(t))
    found = find_season(values, 100)
    assert found is not None
    assert found[0] == season
    assert found[1] == pytest.approx(by_definition(values, season))


@pytest.mark.parametrize(
    "values",
    [
        np.arange(40.0),
        np.full(40, 5.0),
        np.random.default_rng(0).normal(size=300),
        [1.0],
        [1.0, 2.0],
        1e9 + np.arange(40) / 3,
    ],
)
def test_a_line_and_noise_have_none(values):
    assert find_season(values, 100) is None


def test_no_season_is_longer_than_half_the_series_or_than_what_is_asked():
    t = np.arange(30)
    assert find_season(np.sin(2 * np.pi * t / 20), 100) is None
    assert find_season(np.sin(2 * np.pi * np.arange(100) / 20), 15) is None
