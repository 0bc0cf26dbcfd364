"""Your book writes: pages with a stepper in the notation of a book, run by Streamlit's own AppTest."""

import pytest

from rnnlstm.ui.walk.notation.books import BOOKS
from support.sent import all_sent
from support.visit import unfold, visit_page

IN_BOOK = {"en": "| Your book |", "zh": "| 你的书 |"}
HERE = {"en": "Here stand the symbols of this course.", "zh": "这里用的是本课程的符号。"}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_step_page_has_the_switch_the_table_and_the_line(lang):
    test = unfold(visit_page("pages/gru_forward.py", {"lang": lang, "book": "olah"}))
    assert test.selectbox(key="book").value == "olah"
    ((header, _),) = all_sent(test)
    assert header["notation"]["mirrored"] == ["z"]
    (table,) = [each.value for each in test.markdown if IN_BOOK[lang] in each.value]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    here = {row[0]: row[1:] for row in rows}
    assert here["$z_t$"][:1] == ["$z_t$"]
    assert here["$z_t$"][2] == "$1 - z_t$"
    assert here["$W_z$"][0] == "$W_z$"
    assert here["$W_z$"][1] == "8 × 12"
    assert here["$n_t$"][0] == r"$\tilde{h}_t$"
    assert any(r"h_t &= (1 - z_t) * h_{t-1}" in each.value for each in test.latex)
    (line,) = [each.value for each in test.caption if each.value.startswith(HERE[lang])]
    assert "$z_t$" in line
    assert "$1 - z_t$" in line


def test_the_table_says_where_pytorch_keeps_what():
    test = unfold(visit_page("pages/lstm_backward.py", {"lang": "en", "book": "pytorch"}))
    (table,) = [each.value for each in test.markdown if "Where it is kept" in each.value]
    assert "| $W_f$ | $W_{if}$ | 8 × 4 | columns 9 to 12 | `weight_ih_l0[8:16]` |" in table
    assert "| $b_f$ | $b_{if} + b_{hf}$ | 8 | the same | `bias_ih_l0[8:16] + bias_hh_l0[8:16]` |" in table


def test_without_a_book_the_page_says_in_what_books_differ():
    test = unfold(visit_page("pages/gru_forward.py", {"lang": "en"}))
    ((header, _),) = all_sent(test)
    assert header["notation"] is None
    (table,) = [each.value for each in test.markdown if "What is kept" in each.value]
    assert table.count("\n") == 1 + len(BOOKS)
    assert "(1-z_t)*h_{t-1}" in next(line for line in table.splitlines() if "Olah" in line)
    assert not [each for each in test.caption if each.value.startswith(HERE["en"])]


@pytest.mark.parametrize(
    ("page", "link", "steppers"),
    [
        ("compare", {"cell1": "GRU", "cell2": "PeepholeLSTM"}, 2),
        ("yours", {}, 1),
        ("trained", {"network": "RNN"}, 1),
    ],
)
def test_every_page_with_a_stepper_heeds_the_book(page, link, steppers):
    test = visit_page(f"pages/{page}.py", {"lang": "en", "book": "d2l"} | link)
    assert test.selectbox(key="book").value == "d2l"
    sent = all_sent(test)
    assert len(sent) == steppers
    assert all(header["notation"]["names"]["h"] == "H" for header, _ in sent)


def test_prose_of_a_page_without_a_stepper_says_which_symbol_is_which():
    test = visit_page("pages/truncation.py", {"lang": "en", "book": "d2l"})
    (line,) = [each.value for each in test.caption if each.value.startswith(HERE["en"])]
    assert "In d2l, Dive into Deep Learning: " in line


def test_a_book_that_there_is_not_is_named():
    test = visit_page("pages/rnn_forward.py", {"lang": "en", "book": "bishop"})
    assert any("book" in each.value.lower() or "Symbols as in" in each.value for each in test.warning)
    assert test.selectbox(key="book").value == "course"
