"""The static site: pages of the course as they are, with a way from each to the next."""

import re

import pytest

from rnnlstm.site import write as site
from rnnlstm.site.write import site_page, write
from rnnlstm.ui.handout.parts import Chart, Live, Table, within
from rnnlstm.ui.lessons.course import PAGES
from support.sent import decode
from support.unpacked import messages


def kinds(page):
    return {type(part) for part in within(page.parts)}


def test_step_page_is_live_and_says_its_settings():
    page = site_page("lstm_forward", "en", link={"text": "abc", "learned": "0", "hidden": "5"})
    header, _ = decode(messages(page.html)[0])
    assert header["symbols"] == ["a", "b", "c"]
    assert header["hidden"] == 5
    assert {"Hidden units: 5", "Your text, one character a step: abc"} <= set(page.settings)
    assert page.why.startswith("A plain RNN rewrites")
    assert Table in kinds(page)


def test_two_walks_stand_side_by_side():
    page = site_page("compare", "zh")
    assert sum(isinstance(part, Live) for part in within(page.parts)) == 2
    assert page.language == "zh"


def test_figures_have_their_words_and_their_script():
    page = site_page("gradients", "en", ["en", "zh"])
    (chart,) = [part for part in within(page.parts) if isinstance(part, Chart)]
    assert chart.alt.startswith("The gradient of the last step's loss")
    assert page.scripts == ("../plotly.min.js",)
    assert 'href="../zh/gradients.html"' in page.html


def test_graph_is_live():
    assert Live in kinds(site_page("vectors", "en"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_home_leads_to_every_lesson(language):
    html = site_page("home", language).html
    assert {f"{page.name}.html" for page in PAGES[1:]} <= set(re.findall(r'href="([^"]+)"', html))


def test_site_is_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(site, "PAGES", PAGES[:2])
    paths = list(write(tmp_path / "site", ["en", "zh"]))
    for path in paths:
        assert path.stat().st_size
        for address in re.findall(r'(?:href|src)="([^"#]+)"', path.read_text(encoding="utf-8")):
            if path.suffix == ".html" and address not in {f"{page.name}.html" for page in PAGES[2:]}:
                assert (path.parent / address).exists(), address
    assert "MIT" in (tmp_path / "site" / "plotly.LICENSE.txt").read_text()
    assert {path.name for path in paths} >= {"index.html", "home.html", "glossary.html", "plotly.min.js"}
