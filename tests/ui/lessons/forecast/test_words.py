"""Who is best, in words; and the table."""

import numpy as np
import pytest

from rnnlstm.core.forecast.errors import Errors
from rnnlstm.ui.lessons.forecast import words
from rnnlstm.ui.lessons.forecast.measured import Scored, Verdict


def scored(key, *rmse, free=()):
    none = np.zeros((len(rmse), 1))
    errors = tuple(Errors(0.8 * each, each) for each in rmse)
    return Scored(key, none, none, errors, tuple(Errors(each, each) for each in free))


LAST, LINEAR, GRU = (
    scored("last", 2.0),
    scored("autoregression", 1.0, free=(3.0,)),
    scored("GRU", 0.5, 0.7, 0.6),
)


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setattr(words, "_", lambda message: message)


@pytest.mark.parametrize(
    ("verdict", "scores", "said"),
    [
        (
            Verdict("untrained", "last", "last"),
            [LAST],
            ["Without training", "the last value is best, RMSE 2."],
        ),
        (
            Verdict("network", "GRU", "autoregression", "GRU"),
            [GRU, LAST, LINEAR],
            ["The GRU is best", "0.6 (three seeds: 0.5 to 0.7), 40% less", "the autoregression (1)"],
        ),
        (
            Verdict("baseline", "last", "last", "GRU", repeats=True),
            [scored("GRU", 3.0), LAST],
            ["The naive forecast wins", "50% more", "it has learned to repeat"],
        ),
        (
            Verdict("baseline", "autoregression", "autoregression", "GRU"),
            [scored("GRU", 3.0), scored("autoregression", 1.99), LAST],
            ["The autoregression wins", "hardly better than the last value"],
        ),
        (Verdict("close", "GRU", "autoregression", "GRU"), [GRU, LAST, LINEAR], ["Too close to call"]),
        (Verdict("exact", "last", "last"), [scored("last", 0.0)], ["makes no error at all"]),
    ],
)
def test_the_sentence_is_honest(verdict, scores, said):
    told = words.told(scores, verdict, 300)
    for each in said:
        assert each in told


def test_the_table_is_sorted_and_the_best_is_marked():
    head, _, *rows = words.table([LAST, LINEAR, GRU], "GRU").split("\n")
    assert "MAE" in head
    assert [row.split(" | ")[0].strip("| ") for row in rows] == ["**GRU** ✓", "autoregression", "last value"]
    assert "0.30" in rows[0] and "0.50" in rows[1] and "1.00" in rows[2]
    assert rows[1].endswith("| 3 |") and rows[2].endswith("| – |")


def test_whoever_makes_no_error_is_marked():
    rows = words.table([scored("last", 2.0), scored("season", 0.0), scored("autoregression", 0.0)], "season")
    assert "**last season** ✓" in rows and "**autoregression** ✓" in rows and "**last value**" not in rows


def test_what_has_overflowed_and_what_cannot_be_divided():
    table = words.table([scored("last", 0.0), scored("RNN", np.inf)], "last")
    assert "∞" in table and "nan" not in table


@pytest.mark.parametrize(
    ("value", "written"), [(0.0, "0"), (1234.0, "1.23e+03"), (1e6, "1.00e+06"), (np.nan, "–")]
)
def test_numbers(value, written):
    assert words.number(value) == written
