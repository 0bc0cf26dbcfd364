"""Both languages are complete: every string, every section of every lesson."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from rnnlstm.ui.language import ASSETS, LANGUAGES, catalogue
from rnnlstm.ui.lessons import lesson, question_and_answer

ROOT = Path(__file__).parents[2]
STEP_SECTIONS = ["why", "equation", "look", "try", "mistake", "question"]
LESSONS = ["rnn_forward", "rnn_backward", "lstm_forward", "lstm_backward", "gradients"]
HOME_SECTIONS = ["lead", "point", "course", *(f"card_{name}" for name in LESSONS)]


def source_messages():
    found = set()
    for folder in ("rnnlstm", "pages"):
        rows = extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords={"_": None, "N_": None}
        )
        found |= {message for _, _, message, _, _ in rows}
    return found


def translations():
    with (ASSETS / "locales/zh/LC_MESSAGES/rnnlstm.po").open("rb") as file:
        return {entry.id: entry for entry in read_po(file, locale="zh") if entry.id}


def test_every_string_is_translated_and_none_is_left_over():
    catalogue_ = translations()
    assert set(catalogue_) == source_messages()
    assert all(entry.string and not entry.fuzzy for entry in catalogue_.values())


def test_translations_have_the_same_places_to_fill():
    place = re.compile(r"\{[^}]*\}")
    for message, entry in translations().items():
        assert sorted(place.findall(message)) == sorted(place.findall(entry.string)), message


def test_the_catalogue_is_used():
    assert catalogue("zh").gettext("Home") == "首页"
    assert catalogue("en").gettext("Home") == "Home"


def test_languages_have_the_same_lessons():
    names = {lang: sorted(p.name for p in (ASSETS / "lessons" / lang).iterdir()) for lang in LANGUAGES}
    assert names["en"] == names["zh"] == sorted(f"{name}.md" for name in ["home", *LESSONS])


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("name", ["home", *LESSONS])
def test_lessons_are_whole(name, language):
    sections = lesson(name, language)
    assert list(sections) == (HOME_SECTIONS if name == "home" else STEP_SECTIONS)
    for title, text in sections.items():
        assert text, title
        assert text.count("$") % 2 == 0, f"{title}: a formula is left open"
    if name != "home":
        question, answer = question_and_answer(sections["question"])
        assert question
        assert answer


def test_chinese_lessons_are_in_chinese():
    for name in LESSONS:
        for title, text in lesson(name, "zh").items():
            assert title == "equation" or len(re.findall(r"[\u4e00-\u9fff]", text)) > 20
