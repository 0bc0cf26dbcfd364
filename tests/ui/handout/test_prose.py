"""Lesson prose as HTML: formulas become MathML, and nothing that was typed becomes markup."""

import re

import pytest

from rnnlstm.ui.handout import prose
from rnnlstm.ui.lessons.course import PAGES
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson


def test_formula_becomes_mathml():
    html = prose.html("**So** $h_t = 2$.")
    assert "<strong>So</strong>" in html
    assert re.search(r"<math[^>]*><mrow><msub><mi>h</mi><mi>t</mi></msub><mo>&#x0003D;</mo><mn>2</mn>", html)


def test_lines_of_equations_are_rows():
    html = prose.html("$$\n\\begin{aligned}\na &= b \\\\\nc &= d\n\\end{aligned}\n$$")
    assert html.count("<mtr>") == 2
    assert 'display="block"' in html


def test_markup_is_shown_as_typed():
    html = prose.html("<script>alert(1)</script> <b>x</b> [link](javascript:alert(1))")
    assert "<script" not in html
    assert "<b>" not in html
    assert "href" not in html


def test_icons_of_streamlit_are_left_out():
    assert prose.inline(":material/info: Note") == "Note"


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_no_command_of_a_lesson_is_left_as_it_was_written(name, language):
    for section, text in lesson(name, language).items():
        html = prose.html(text)
        pieces = re.findall(r"<m[a-z]+(?: [^>]*)?>([^<]*)<", html)
        assert not [piece for piece in pieces if re.search(r"\\|\$|&(?!#)", piece)], section
        assert "$" not in re.sub(r"<[^>]*>", "", html), section
