"""The series that come with the course."""

import numpy as np
import pytest

from rnnlstm.ui.lessons.forecast.settings import SERIES
from rnnlstm.ui.lessons.forecast.sources import COMPUTED, FOLDER, GIVEN, MEASURED, given


@pytest.mark.parametrize(
    ("name", "count", "first", "last", "ends"),
    [
        ("sunspots", 309, 5.0, 2.9, ("1700", "2008")),
        ("co2", 526, 316.1, 371.02, ("1958-03", "2001-12")),
        ("sea", 732, 23.11, 22.07, ("1950-01", "2010-12")),
        ("nile", 100, 1120, 740, ("1871", "1970")),
    ],
)
def test_measured_series_are_read_as_their_files_have_them(name, count, first, last, ends):
    series = given(name)
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(series.values) == len(lines) == count
    assert series.values[0] == float(lines[0].split(",")[1]) == first
    assert series.values[-1] == float(lines[-1].split(",")[1]) == pytest.approx(last)
    assert (series.labels[0], series.labels[-1]) == ends


def test_five_months_of_mauna_loa_were_not_measured():
    series = given("co2")
    missing = [series.labels[k] for k in np.flatnonzero(~series.known)]
    assert missing == ["1958-06", "1958-10", "1964-02", "1964-03", "1964-04"]
    assert series.values[3] == series.values[2]
    assert all(given(name).known.all() for name in GIVEN if name != "co2")


def test_computed_series_are_what_is_said_of_them():
    steps = np.diff(given("walk").values)
    assert abs(steps.mean()) < 0.15 and steps.std() == pytest.approx(1, abs=0.1)
    t = 0.1 * np.arange(400)
    noise = given("waves").values - np.sin(t) - np.sin(10 * t)
    assert noise.std() == pytest.approx(0.3, abs=0.03)
    np.testing.assert_array_equal(np.diff(given("ramp").values), 1)


def test_every_series_can_be_chosen():
    assert {*GIVEN, "paste", "file"} == set(SERIES.options)
    assert set(MEASURED) | set(COMPUTED) == set(GIVEN)
