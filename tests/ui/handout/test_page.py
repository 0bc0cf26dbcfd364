"""A page by itself: what it weighs, what it says of itself, and that it asks nobody."""

import re
import tomllib
from dataclasses import replace

import pandas as pd
import pytest

from rnnlstm.ui.handout.page import Page, place
from rnnlstm.ui.handout.parts import Chart, Code, Drawing, Folded, Heading, Live, Table, Words
from rnnlstm.ui.handout.sources import OWN
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.root import ROOT
from support.unpacked import messages

PAGE = Page("en", "A lesson", (Words("Some *words*."),), "2026-11-27")
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


def of_lesson(model, direction):
    """A step page as it is saved: the walk with its guide, and all the prose of its lesson."""
    name = f"{model.lower()}_{direction}"
    message = payload(take(model, Text(), Network(updates=50)), direction, lesson=name)
    words = tuple(Words(text) for text in lesson(name, "en").values())
    return replace(PAGE, parts=(Live("index.js", message), *words), place="t=3"), message


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU", "PeepholeLSTM"])
def test_usual_walk_weighs_little_and_carries_what_the_stepper_is_sent(model, direction):
    if model == "PeepholeLSTM":
        message = payload(take(model, Text(), Network()), direction)
        page = replace(PAGE, parts=(Live("index.js", message),))
    else:
        page, message = of_lesson(model, direction)
    html = page.html
    assert len(html.encode()) < 400_000
    assert messages(html) == [message]


def test_page_asks_nobody():
    html = of_lesson("LSTM", "backward")[0].html
    asked = re.findall(r"""(?:src|href|url\(|action|import\()\s*[=(]?\s*["']?([a-z]+:[^"')\s>]*)""", html)
    assert not [each for each in asked if not each.startswith(("data:", "blob:"))]
    # And the browser would not let it.
    rules = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert "default-src 'none'" in rules
    assert "http" not in rules
    assert "*" not in rules


def test_page_says_what_it_is():
    html = replace(PAGE, settings=("Seed: 3",), why="Because.").html
    assert "<title>A lesson · Recurrent networks, one step at a time</title>" in html
    assert "<h1>A lesson</h1>" in html
    assert "Seed: 3" in html
    assert "2026-11-27" in html
    assert re.search(r"version \d+\.\d+", html)
    assert '<html lang="zh-Hans">' in replace(PAGE, language="zh").html


def test_fonts_come_with_their_licence():
    assert "SIL OPEN FONT LICENSE" in of_lesson("RNN", "forward")[0].html
    assert "SIL OPEN FONT LICENSE" in replace(PAGE, parts=(Words("$x$"),)).html
    assert "SIL OPEN FONT LICENSE" not in PAGE.html  # no formula, no font


def test_what_was_typed_stays_text():
    parts = (
        Words(HOSTILE),
        Heading(HOSTILE),
        Folded(HOSTILE, (Code(HOSTILE),)),
        Table(pd.DataFrame({HOSTILE: [HOSTILE]})),
        Drawing("<svg></svg>", HOSTILE),
        Chart(f'{{"data": [], "name": "{HOSTILE}"}}', HOSTILE),
    )
    usual = PAGE.html
    html = replace(PAGE, title=HOSTILE, settings=(HOSTILE,), parts=parts, place=HOSTILE).html
    # A block for the chart; no other tag is there that ours are not.
    assert html.count("<script") == usual.count("<script") + 1
    assert html.count("</script") == usual.count("</script") + 1
    assert "<img" not in html


def test_numbers_of_a_table_have_no_more_digits_than_they_need():
    html = Table(pd.DataFrame({"t": [1, 2], "value": [1 / 3, float("nan")]})).html
    assert ">0.333333<" in html
    assert ">1<" in html
    assert "nan" not in html.lower()


def test_place_is_what_a_link_says_of_it():
    assert place("?lang=en&text=a&t=3&unit=2&depth=sequence", 3) == "t=3&unit=2&depth=sequence"
    assert place("?lang=en", 1) == "t=1"  # the guide was closed, and stays so
    assert place("?lang=en&card=2&t=4", 4) == "card=2&t=4"
    assert place("?t=%22%3E%3Cb%3E", 1) == "t=%22%3E%3Cb%3E"


def test_colours_are_those_of_the_course():
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"]
    css = (OWN / "page.css").read_text()
    rules = {"light": css.split(":root {")[1], "dark": css.split(':root[data-theme="dark"] {')[1]}
    for mode, rule in rules.items():
        for name, colour in theme[mode].items():
            variable = "--st-" + re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
            assert f"{variable}: {colour};" in rule.split("}")[0]
