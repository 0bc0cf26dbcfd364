"""Figures that can be saved as one file: what the page comes with, before its charts are drawn into it."""

import json
import re

import pytest

from support.visit import unfold, visit_page


def offered(test):
    """What each button that saves figures is told."""
    mounted = [each.proto for each in test.get("bidi_component")]
    return [json.loads(each.json) for each in mounted if each.component_name == "rnnlstm.figure"]


def test_nothing_is_made_before_the_numbers_are_opened():
    assert not offered(visit_page("pages/gradients.py", {"lang": "en"}))


@pytest.mark.parametrize("name", ["gradients", "film", "influence", "exploding", "forecast"])
def test_every_figure_has_its_place_its_words_and_little_weight(name):
    test = unfold(visit_page(f"pages/{name}.py", {"lang": "en"}))
    keys = {each.proto.id.split("-", 2)[2] for each in test.get("plotly_chart")}
    told = offered(test)
    assert told
    for each in told:
        assert set(each["charts"]) <= keys
        assert re.findall("<!--figure:(.*?)-->", each["page"]) == each["charts"]
        assert each["page"].count('role="img" aria-label=') == len(each["charts"])
        # What is left for the charts themselves: that of the film, of many curves, has 200 kB.
        assert len(each["page"].encode()) < 200_000


def test_page_says_what_is_set_and_has_the_numbers_of_the_table():
    test = unfold(visit_page("pages/gradients.py", {"lang": "en", "seed": "3", "input": "wave"}))
    (told,) = offered(test)
    assert "Seed: 3" in told["page"]
    assert "Wave: Sine" in told["page"]
    assert "one character a step" not in told["page"]  # that control is not on the page
    table = test.dataframe[0].value
    assert f">{table.iloc[5, 1]:.6g}<" in told["page"]
    assert told["file"] == "gradients.en.html"
