"""The lessons' prose: its marks, its mathematics, and that both languages say the same."""

import re

import pytest

from rnnlstm.ui.lessons.course import LESSONS
from rnnlstm.ui.lessons.home import SOURCE as HOME_SOURCE
from rnnlstm.ui.shell.catalogue import ASSETS, LANGUAGES, catalogue
from rnnlstm.ui.shell.prose import lesson, question_and_answer

NAMES = sorted(path.stem for path in (ASSETS / "lessons/en").glob("*.md") if "." not in path.stem)
# Goodfellow, Bengio and Courville, *Deep Learning*, chapter 10, and its Chinese edition.
TERMS = {
    "recurrent network": "循环(神经)?网络",
    "forget gate": "遗忘门",
    "reset gate": "重置门",
    "update gate": "更新门",
    "gated recurrent unit": "门控循环单元",
    "input gate": "输入门",
    "output gate": "输出门",
    "cell state": "细胞状态",
    "hidden state": "隐藏状态",
    "vanish": "消失",
    "explod": "爆炸",
    "candidate": "候选",
    "gradient check": "梯度检验",
    "orthogonal": "正交",
}
TRUNCATING = ("truncation", "language")
"""The lessons that speak of truncated BPTT."""
every_lesson = pytest.mark.parametrize("name", NAMES)
every_file = pytest.mark.parametrize(("name", "language"), [(n, lang) for n in NAMES for lang in LANGUAGES])


ASKING = ("question", "story_", "predict_")
"""How the sections begin that ask: each has a question and an answer."""


def formulas(text):
    """Return what stands between dollar signs: displayed formulas first, then those in the line."""
    shown = re.findall(r"\$\$(.+?)\$\$", text, re.DOTALL)
    return shown + re.findall(r"\$([^$]+)\$", re.sub(r"\$\$.+?\$\$", "", text, flags=re.DOTALL))


def names_in(formula):
    """Return the symbols of a formula: letters and TeX commands, words set as text left out."""
    return set(re.findall(r"\\?[A-Za-z]+", re.sub(r"\\(text|mathrm)\{[^}]*\}", "", formula)))


@every_file
def test_marks_stand_once(name, language):
    text = (ASSETS / "lessons" / language / f"{name}.md").read_text(encoding="utf-8")
    assert text.startswith("<!-- section: ")
    marks = re.findall(r"<!-- section: (\w+) -->", text)
    assert marks == list(lesson(name, language))  # a section named twice would hide the first one
    asked = [mark for mark in marks if mark.startswith(ASKING)]
    assert text.count("<!-- answer -->") == len(asked)
    assert ("question" in asked) == (name != "home")
    assert len(re.findall("<!--", text)) == len(marks) + text.count("<!-- answer -->")


@every_file
def test_mathematics_is_whole(name, language):
    for title, text in lesson(name, language).items():
        assert text.count("$$") % 2 == 0, title
        for formula in formulas(text):
            bare = re.sub(r"\\[{}]", "", formula)
            assert bare.count("{") == bare.count("}"), formula
            assert formula.count(r"\left") - formula.count(r"\leftarrow") == formula.count(
                r"\right"
            ) - formula.count(r"\rightarrow"), formula
            opened = re.findall(r"\\begin\{(\w+)\}", formula)
            assert sorted(opened) == sorted(re.findall(r"\\end\{(\w+)\}", formula)), formula
        for paragraph in re.split(r"\n\s*\n", text):
            assert paragraph.count("$") % 2 == 0, paragraph


@every_lesson
def test_languages_show_the_same_equations(name):
    english, chinese = lesson(name, "en"), lesson(name, "zh")
    for title in english:
        shown = [re.findall(r"\$\$(.+?)\$\$", text, re.DOTALL) for text in (english[title], chinese[title])]
        assert shown[0] == shown[1], title


@every_lesson
def test_languages_use_the_same_symbols(name):
    for title, text in lesson(name, "en").items():
        one, other = (
            set().union(*map(names_in, formulas(words))) for words in (text, lesson(name, "zh")[title])
        )
        assert one == other, title


@every_lesson
def test_languages_make_the_same_points(name):
    for title, text in lesson(name, "en").items():
        chinese = lesson(name, "zh")[title]
        assert len(re.findall("^- ", text, re.MULTILINE)) == len(re.findall("^- ", chinese, re.MULTILINE)), (
            title
        )


@every_lesson
def test_terms_are_those_of_the_book(name):
    for title, text in lesson(name, "en").items():
        for english, chinese in TERMS.items():
            if english in text.lower():
                assert re.search(chinese, lesson(name, "zh")[title]), f"{title}: {english}"


@every_lesson
def test_what_a_lesson_points_to_is_on_the_screen_by_that_name(name):
    """In English between single stars, in Chinese between quotation marks."""
    screen = catalogue("zh")
    for title, text in lesson(name, "en").items():
        for label in re.findall(r"(?<!\*)\*([A-Z][^*]+)\*(?!\*)", text):
            chinese = screen.gettext(label)
            assert chinese != label, f"{title}: there is no {label} on the screen"
            assert f"“{chinese}”" in lesson(name, "zh")[title], f"{title}: {label}"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_home_says_what_its_networks_read(language):
    point = lesson("home", language)["point"]
    assert f"`{HOME_SOURCE.text}`" in point
    assert re.search(rf"\b{HOME_SOURCE.length}\s*(steps|步)", point)


@every_lesson
def test_one_thing_has_one_name_in_chinese(name):
    text = "".join(lesson(name, "zh").values())
    po = (ASSETS / "locales/zh/LC_MESSAGES/rnnlstm.po").read_text(encoding="utf-8")
    for other in (
        "热图",
        "直通路",
        "文字",
        "数列",
        "代入数字",
        "对数坐标",
        "随时间反向传播",
        "步进器",
        "记号",
    ):
        assert other not in text + po


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TRUNCATING])
def test_clipping_and_truncation_are_two_words_in_chinese(name):
    """Both are translated by one word elsewhere; here 截断 is what stops the way back, and 裁剪 clips."""
    for title, text in lesson(name, "zh").items():
        assert "截断" not in text, title
        if "clip" in lesson(name, "en")[title].lower():
            assert "裁剪" in text, title


@every_file
def test_percentages_are_set_without_a_gap(name, language):
    for title, text in lesson(name, language).items():
        assert not re.search(r"\d\s+%", text), title


@every_file
def test_a_symbol_has_one_meaning(name, language):
    """What the lessons agreed on: see the names that each of these would have beside it."""
    for title, text in lesson(name, language).items():
        for formula in formulas(text):
            names = names_in(formula)
            # g is the candidate alone; the gradient of all parameters is d theta.
            assert not re.search(r"\\hat ?\{?g|\\lVert g|g \\(cdot|leftarrow)", formula), title
            # The limit of clipping is kappa, c the cell state.
            assert not re.search(r"\\min.*\bc\b|\bc\\sqrt", formula), title
            # r is the reset gate, and only the GRU's lessons have one.
            assert "r" not in names or name.startswith("gru"), title
            # k counts steps; a gate is counted by m, a unit or a value by j. The W_k of attention makes keys.
            counted = formula.replace("W_k h_s", "")
            assert not re.search(r"\^k_|W_\{?h?k|\\lambda_k|\\sigma_k|db_k|\\max_k", counted), title


def test_question_without_an_answer_is_seen():
    assert question_and_answer("Why?\n<!-- answer -->\nBecause.") == ("Why?", "Because.")
    assert question_and_answer("Why?") == ("Why?", "")


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_answer_is_not_given_with_the_question(language):
    for name in NAMES:
        if name != "home":
            for title, text in lesson(name, language).items():
                if title.startswith(ASKING):
                    question, answer = question_and_answer(text)
                    assert len(question) < len(answer)
                    assert "<!--" not in question + answer


@pytest.mark.parametrize(
    ("language", "counts"),
    [
        ("en", {6: "Six", 7: "Seven", 8: "Eight", 9: "Nine"}),
        ("zh", {6: "六节", 7: "七节", 8: "八节", 9: "九节"}),
    ],
)
def test_home_counts_the_lessons(language, counts):
    assert counts[len(LESSONS)] in lesson("home", language)["course"]
