import tomllib
from itertools import combinations

import numpy as np
import pytest

from rnnlstm.figures.palette import (
    ATTENTION,
    BASELINES,
    CLIPPING,
    HIGHLAND,
    INK,
    LOWLAND,
    MUTED,
    NEGATIVE,
    NETWORKS,
    PAGE,
    POSITIVE,
    QUANTITIES,
)
from support.colours import linear, luminance
from support.root import ROOT

CONFIG = ROOT / ".streamlit/config.toml"
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
COLOUR_BLIND = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def lab(colour, eyes):
    """CIE L*a*b* (D65) of a colour as colour-blind eyes see it."""
    rgb = np.clip(np.array(COLOUR_BLIND[eyes]) @ linear(colour), 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ rgb / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)  # the well-known least grey


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", [*NETWORKS, *QUANTITIES, *CLIPPING, *ATTENTION, *BASELINES])
def test_every_hue_can_be_read_on_its_page(name, mode):
    hue = (NETWORKS | QUANTITIES | CLIPPING | ATTENTION | BASELINES)[name]
    assert contrast(hue.on(mode), PAGE.on(mode)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("hues", [NETWORKS, QUANTITIES, CLIPPING, NETWORKS | BASELINES])
def test_no_two_meanings_share_a_colour(hues, mode):
    for (_, one), (_, other) in combinations(hues.items(), 2):
        assert one.on(mode) != other.on(mode)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", CLIPPING)
def test_a_path_can_be_seen_on_low_ground_and_on_high(name, mode):
    # 3 : 1 is what WCAG 2.2 asks of a line.
    for ground in (LOWLAND, HIGHLAND):
        assert contrast(CLIPPING[name].on(mode), ground.on(mode)) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_can_be_read_on_their_page(mode):
    assert contrast(INK.on(mode), PAGE.on(mode)) >= 7
    assert contrast(MUTED.on(mode), PAGE.on(mode)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_page_and_ink_are_the_theme_that_streamlit_is_given(mode):
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][mode]
    assert theme["backgroundColor"].upper() == PAGE.on(mode).upper()
    assert theme["textColor"].upper() == INK.on(mode).upper()


@pytest.mark.parametrize("eyes", list(COLOUR_BLIND))
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_has_a_colour_differs_for_colour_blind_eyes(mode, eyes):
    # The input is grey on purpose: it is no quantity of the cell.
    quantities = [hue for name, hue in QUANTITIES.items() if name != "x"]
    pairs = [*combinations(NETWORKS.values(), 2), *combinations(quantities, 2), (POSITIVE, NEGATIVE)]
    pairs += [*combinations(CLIPPING.values(), 2), *combinations(BASELINES.values(), 2)]
    for one, other in pairs:
        # 2.3 is the least that can be noticed side by side; curves of a figure must differ from afar.
        assert np.linalg.norm(lab(one.on(mode), eyes) - lab(other.on(mode), eyes)) >= 15
