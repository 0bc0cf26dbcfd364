from itertools import combinations

import pytest

from rnnlstm.figures.palette import MODELS, PAGE, QUANTITIES


def luminance(colour):
    """Relative luminance of WCAG 2.2."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", [*MODELS, *QUANTITIES])
def test_every_hue_can_be_read_on_its_page(name, mode):
    hue = (MODELS | QUANTITIES)[name]
    assert contrast(hue.on(mode), PAGE.on(mode)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("hues", [MODELS, QUANTITIES], ids=["models", "quantities"])
def test_no_two_meanings_share_a_colour(hues, mode):
    for (_, one), (_, other) in combinations(hues.items(), 2):
        assert one.on(mode) != other.on(mode)
