"""Symbols as books write them: read off the books themselves, and the same in the browser."""

import json

import pytest

from rnnlstm.ui.walk.notation.books import BOOKS, notation
from rnnlstm.ui.walk.notation.legend import legend
from rnnlstm.ui.walk.notation.tex import tex
from support.root import ROOT

WRITTEN = json.loads((ROOT / "tests/ui/walk/notation/written.json").read_text(encoding="utf-8"))
"""Of each book and network: what the browser is told, and texts of the course as the book has them."""
CASES = [(each["book"], each["model"], case) for each in WRITTEN for case in each["texts"]]


@pytest.mark.parametrize(("book", "model", "case"), CASES)
def test_text_reads_as_in_the_book(book, model, case):
    course, expected = case
    assert notation(book, model).text(course) == expected


@pytest.mark.parametrize("each", WRITTEN, ids=lambda each: f"{each['book']}-{each['model']}")
def test_what_the_browsers_tests_are_given_is_what_it_is_sent(each):
    """On these records ``notation.test.mjs`` holds the browser's own reading to the same texts."""
    assert json.loads(json.dumps(notation(each["book"], each["model"]).sent())) == each["sent"]


def test_every_book_writes_every_network():
    assert {(each["book"], each["model"]) for each in WRITTEN} == {
        (book, model) for book in BOOKS for model in ("RNN", "LSTM", "GRU")
    }
    assert notation("olah", "PeepholeLSTM") is notation("olah", "LSTM")
    assert notation("course", "LSTM") is None


def test_only_olah_counts_the_update_gate_from_the_other_end():
    kept = {book: notation(book, "GRU").text("z_t⊙h_{t−1}") for book in BOOKS}
    assert kept == {
        "goodfellow": "u^{(t)}⊙h^{(t−1)}",
        "d2l": "Z_t⊙H_{t−1}",
        "olah": "(1−z_t)∗h_{t−1}",
        "pytorch": "z_t⊙h_{t−1}",
        "keras": "z_t∗h_{t−1}",
    }


def test_names_of_functions_and_words_stay():
    d2l, goodfellow = notation("d2l", "LSTM"), notation("goodfellow", "LSTM")
    assert d2l.text("1 − tanh^2(c_t)") == "1 − tanh^2(C_t)"
    assert goodfellow.text("the end of h and t, E, e^{−a}") == "the end of h and t, E, e^{−a}"
    assert d2l.text("W^⊤, W_m, h_k") == "W^⊤, W_m, h_k"


def test_a_legend_names_what_differs_and_nothing_else():
    words = "f_t keeps c_{t-1}, g_t = {g} and W_f [h_{t-1}, x_t]; again c_t."
    assert legend(words, [notation("olah", "LSTM")]) == [("c_t", "C_t"), ("g_t", "C\u0303_t")]
    assert legend(words, [notation("pytorch", "LSTM")]) == [("W_f", "W_{if},W_{hf}")]
    assert legend("z_t and h_t", [notation("olah", "GRU")]) == [("z_t", "1 − z_t")]
    both = [notation("goodfellow", model) for model in ("GRU", "LSTM")]
    assert legend("i_t and z_t", both) == [("i_t", "g^{(t)}"), ("z_t", "u^{(t)}")]
    every = [notation("goodfellow", model) for model in ("RNN", "LSTM", "GRU")]
    assert ("W_{hh}", "W") in legend("W_{hh}h_{t-1}", every)


def test_tex_of_a_symbol():
    assert tex("C\u0303_t⊤−1 ∗ x⊙y") == r"\tilde{C}_t\top -1 * x\odot y"
