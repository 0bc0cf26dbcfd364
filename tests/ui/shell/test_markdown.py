import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.ui.shell.markdown import literal, plain

LINE_ENDS = r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+"


@given(st.text(st.sampled_from("ab1 字\\`*_[]()$<>~:#|&;!{}.-+"), max_size=20) | st.text())
def test_only_backslashes_are_added(text):
    # CommonMark 0.31, 2.4: a backslash before a sign shows the sign itself.
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", literal(text)).replace("\u2060", "")
    assert shown == " ".join(re.split(LINE_ENDS, text.replace("\u2060", "")))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n", "\v", "\x85"])
def test_lines_become_one_so_that_no_list_begins(end):
    assert literal(f"a{end}- x") == "a - x"


@pytest.mark.parametrize(
    "text", ["www.evil.com", "WWW.evil.com", "http://evil.com", "https://evil.com", "a@b.co", "x@y.z@b.co"]
)
def test_addresses_do_not_become_links(text):
    """By the patterns of GitHub's Markdown, which look at the text once its signs have been read."""
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", literal(text))
    assert not re.search(r"(https?://|www(?=\.))([-.\w]+)", shown, re.IGNORECASE | re.ASCII)
    assert not re.search(r"[-.\w+]+@[-\w]+(?:\.[-\w]+)+", shown, re.ASCII)
    assert shown.replace("\u2060", "") == text


@pytest.mark.parametrize(
    "sign",
    # Emphasis, code, links, mathematics, HTML, strike-through, icons and colours, tables, entities.
    list("*_`[]$<>~:|&\\"),
)
def test_signs_with_a_meaning_lose_it(sign):
    assert literal(f"a{sign}b") == f"a\\{sign}b"


def test_plain_words_stay_as_they_are():
    assert literal("循环 two 1.5e9, -3") == "循环 two 1.5e9, -3"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("RNN", "RNN"),
        ("‖∂E/∂h<sub>t</sub>‖", "‖∂E/∂h_t‖"),
        ("(γσ<sub>max</sub>)<sup>T−t</sup>", "(γσ_max)^(T−t)"),
    ],
)
def test_label_of_a_chart_reads_without_tags(label, text):
    assert plain(label) == text
