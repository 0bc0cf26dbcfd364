"""The series that come with the course: measured ones, from files, and ones that are computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rnnlstm.ui.shell.catalogue import ASSETS, N_
from rnnlstm.ui.walk.tables.columns import Choices
from rnnlstm.ui.walk.tables.reading import read_table
from rnnlstm.ui.walk.tables.series import Series, Treatment, as_series

FOLDER = ASSETS / "data" / "series"


@dataclass(frozen=True)
class Given:
    """A series of the course.

    Attributes
    ----------
    title
        In the list of series.
    told
        What it is, and who measured it.
    window
        How many values a forecaster usually sees of it.
    """

    title: str
    told: str
    window: int


MEASURED = {
    "sunspots": Given(
        N_("Sunspots, by year"),
        N_("Yearly mean number of sunspots, 1700 to 2008 (NOAA)."),
        24,
    ),
    "co2": Given(
        N_("CO₂ on Mauna Loa, by month"),
        N_(
            "Monthly mean of the CO₂ in the air on Mauna Loa, in ppm, 1958 to 2001 (Keeling and Whorf). Five "
            "months were not measured."
        ),
        24,
    ),
    "sea": Given(
        N_("Sea temperature off Peru, by month"),
        N_("Monthly mean surface temperature of the sea off Peru, in °C, 1950 to 2010 (NOAA, Niño 1+2)."),
        24,
    ),
    "nile": Given(
        N_("Flow of the Nile, by year"),
        N_("Yearly flow of the Nile at Aswan, in 10⁸ m³, 1871 to 1970 (Cobb 1978)."),
        8,
    ),
}
COMPUTED = {
    "walk": Given(
        N_("Computed: a random walk"),
        N_("Each value is the one before it plus a random number of mean 0 and standard deviation 1."),
        12,
    ),
    "waves": Given(
        N_("Computed: two waves with noise"),
        N_(
            "sin(t) + sin(10t), a value every 0.1, plus random numbers of mean 0 and standard deviation "
            "{noise}."
        ),
        24,
    ),
    "ramp": Given(N_("Computed: a ramp"), N_("Each value is the one before it plus 1."), 8),
}
GIVEN = MEASURED | COMPUTED
NOISE = 0.3
LENGTHS = {"walk": 400, "waves": 400, "ramp": 120}


@cache
def given(name: str) -> Series:
    """Return a series of the course as its file has it, or as it is computed."""
    if name in COMPUTED:
        values = _computed(name)
        labels = tuple(str(k) for k in range(1, len(values) + 1))
        return Series(name, labels, values, np.ones(len(values), bool))
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return as_series(read_table(text, Choices()), Treatment())


def _computed(name: str) -> NDArray[np.float64]:
    """Return the values of a computed series; its random numbers are always the same."""
    n = LENGTHS[name]
    noise = np.random.default_rng(0).standard_normal(n)
    if name == "walk":
        return noise.cumsum()
    if name == "waves":
        t = 0.1 * np.arange(n)
        return np.asarray(np.sin(t) + np.sin(10 * t) + NOISE * noise)
    return np.arange(1.0, n + 1)
