"""What all figures have in common: the page's typeface, and room for the title above the legend."""

import tomllib

import pytest

from rnnlstm.figures.frame import FONT, TEMPLATE, assembled, in_legend, layout
from support.checks import checked
from support.root import ROOT

CONFIG = ROOT / ".streamlit" / "config.toml"


def test_figures_are_set_in_the_pages_typeface():
    theme = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    assert layout("light", "", 400, 2)["font"]["family"] == FONT == theme["font"]


@pytest.mark.parametrize("curves", [2, 5])
def test_the_legend_keeps_a_line_free_for_the_title(curves):
    drawn = layout("dark", "A title", 400, curves)
    kept = drawn["legend"]["title"]
    assert drawn["title"]["text"] == "A title"
    assert kept["side"] == "top"
    assert not kept["text"].strip()
    assert kept["font"]["size"] == drawn["title"]["font"]["size"]


def test_without_a_legend_the_margin_holds_the_title():
    drawn = layout("light", "A title", 400, 1)
    title = drawn["title"]
    assert drawn["margin"]["t"] >= title["pad"]["t"] + 1.3 * title["font"]["size"]


def test_a_name_in_the_legend_has_room_for_wider_letters():
    for name, letters in (("RNN", 3), ("LSTM cell: highway ∏ f", 22), ("γ<sub>max</sub>", 4)):
        shown = in_legend(name)
        assert shown.strip() == name
        # A space is less than half as wide as a letter.
        assert 0.2 * letters <= len(shown) - len(name) <= 0.2 * letters + 1


def test_what_plotly_does_not_know_is_found():
    assert checked(assembled([], {"xaxis": {"title": {"text": "x"}}})).layout.xaxis.title.text == "x"
    with pytest.raises(ValueError, match="Invalid property"):
        checked(assembled([], {"no_such": 1}))
    # The short forms that only Python knows.
    for short in ({"title": "x"}, {"title_font": {"size": 15}}):
        with pytest.raises(AssertionError):
            checked(assembled([], {"xaxis": short}))


def test_a_figure_carries_a_small_template_of_its_own():
    """Plotly's, or Streamlit's where that is imported, would be longer than the figure."""
    figure = assembled([{"y": [1, 2]}], {"height": 300})
    assert figure.to_plotly_json()["layout"]["template"] == TEMPLATE
