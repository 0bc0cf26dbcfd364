import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.ui.shell.markdown import literal, plain


@given(st.text(st.sampled_from("ab1 字\\`*_[]()$<>~:#|&;!{}.-+"), max_size=20) | st.text())
def test_only_backslashes_are_added(text):
    # CommonMark 0.31, 2.4: a backslash before a sign shows the sign itself.
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", literal(text)) == text


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
