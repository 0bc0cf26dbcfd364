"""What the views of any room of the laboratory must bear: both languages, and settings that are far apart."""

import json

from support.charts import charts
from support.pages import PAGES
from support.visit import codes_of_figures
from support.words import CHINESE

SETTINGS = [
    {"nets": "irnn", "why_net": "irnn", "input": "numbers", "numbers": "0.5，−1、2"},
    {"nets": "relu,sigmoid", "why_net": "relu", "gain": "3", "init": "normal", "units": "1", "steps": "500"},
    {"nets": "gru", "why_net": "gru", "matrix": "step", "gain": "0", "span": "2", "steps": "2"},
    {"nets": "lstm", "why_net": "lstm", "matrix": "mean", "scale": "30", "text": "循环", "sized": "relative"},
    {"why_net": "sigmoid", "matrix": "gamma", "input": "wave", "wave": "pulse", "effect": "h", "fb": "-3"},
    {"why_net": "lstm", "matrix": "step", "weights": "trained", "task": "reber"},
]  # fmt: skip


def name_of(link):
    """Name a link of ``SETTINGS`` among the tests."""
    return "&".join(list(link.values())[:3])


def assert_speaks(test, page, language, count=1):
    """Check that a view of so many charts speaks one language only, asks first, and offers table and code."""
    chinese = language == "zh"
    assert test.title[0].value == PAGES[page][chinese]
    assert not test.error
    assert not test.warning
    alts = [chart.proto.alt for chart in test.get("plotly_chart")]
    assert len(alts) == count
    for alt in alts:
        assert bool(CHINESE.search(alt)) == chinese and "<sub>" not in alt
    for chart in charts(test):
        said = json.dumps(chart["layout"], ensure_ascii=False)
        assert bool(CHINESE.search(said)) == chinese
    asked = test.markdown[[each.value.startswith("**") for each in test.markdown].index(True)].value
    assert asked.startswith("**先猜一猜。**" if chinese else "**Predict first.**")
    assert len(codes_of_figures(test)) == len(test.dataframe) == 1


def assert_bears(test):
    """Check that a view is drawn without a word of complaint."""
    assert not test.error
    assert not test.warning
    assert charts(test)


def assert_explains_bad_numbers(test):
    """Check that of the numbers "1, two" the second is told in Chinese, and that both stay to be mended."""
    assert "“two”不是数" in test.error[0].value
    assert test.text_input[0].value == "1, two"
    assert len(test.header) >= 4
