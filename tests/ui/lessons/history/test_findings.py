"""The findings of the history: their order, their papers, and the screens that they lead to."""

import re

import numpy as np
import pytest

from rnnlstm.core import half_life_of_bias
from rnnlstm.figures.palette import NETWORKS
from rnnlstm.ui.lessons.history.findings import FINDINGS
from rnnlstm.ui.lessons.history.views import history_table, history_view
from rnnlstm.ui.lessons.link_keys import PAGES
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.walk.edits import understood
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take

EACH = pytest.mark.parametrize("name", FINDINGS)

# From the bibliographies of two textbooks and the publishers' own pages.
YEARS = {
    "elman": 1990,
    "werbos": 1990,
    "hochreiter": 1991,
    "dilemma": 1994,
    "lstm": 1997,
    "forget": 2000,
    "peepholes": 2000,
    "clipping": 2013,
    "gru": 2014,
    "attention": 2015,
    "bias": 2015,
    "transformer": 2017,
    "lru": 2023,
    "mamba": 2023,
}


def test_years():
    assert {name: each.year for name, each in FINDINGS.items()} == YEARS
    assert list(YEARS.values()) == sorted(YEARS.values())


@EACH
def test_what_a_finding_sets_is_set_on_its_page(name):
    finding = FINDINGS[name]
    settings = {each.key: each for each in PAGES[finding.page]}
    for key, value in finding.values.items():
        text = value if isinstance(value, str) else f"{value:g}"
        assert settings[key].now()._read(text) is not None, key


@EACH
def test_each_finding_has_its_words_and_its_hue(name):
    assert FINDINGS[name].about in (*NETWORKS, "")
    for language in LANGUAGES:
        words = lesson("history", language)[f"found_{name}"]
        sentences = re.findall(r"[.。](?:\s|$|(?=[^\d]))", words)
        assert 2 <= len(sentences) <= 6


def test_the_table_has_a_row_for_each_and_the_words_all_of_them():
    table = history_table()
    assert table["year"].tolist() == list(YEARS.values())
    assert all(title in history_view().alt for title in table["what"])
    assert sum(not address for address in table["address"]) == 1  # the thesis was never published


def test_the_lesson_counts_them():
    assert len(FINDINGS) == 14
    for language, count in (("en", "Fourteen"), ("zh", "十四项")):
        assert count in lesson("history", language)["why"]
        assert count in lesson("home", language)["card_history"]


@pytest.mark.parametrize("seed", range(4))
def test_the_cell_of_1997_cannot_forget(seed):
    """As the lesson says: `hello` ten times over, and some units of c grow and grow."""
    (held,) = (understood(FINDINGS["lstm"].values["lstm_edits"])[0],)
    largest = {}
    for name, edits in (("1997", held), ("2000", ())):
        walk = take("LSTM", Text(text="hello" * 10), Network(seed=seed), edits)
        largest[name] = np.abs(walk.trace.c[[9, 19, 29, 39, 49], 0]).max(axis=-1)
    assert (np.diff(largest["1997"]) > 0.3).all()
    assert largest["1997"][-1] > 5
    assert largest["2000"].max() < 1


def test_how_far_a_bias_reaches():
    assert f"{half_life_of_bias(1.0):.1f}" == "2.2"
    assert f"{half_life_of_bias(5.0):.0f}" == "103"
    for language in LANGUAGES:
        assert all(claim in lesson("history", language)["try"] for claim in ("2.2", "103"))
