"""Both languages are complete: every string, every section of every lesson."""

import ast
import re
import string

import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.lessons.course import PAGES
from rnnlstm.ui.lessons.gradients.stories import STORIES
from rnnlstm.ui.lessons.history.findings import FINDINGS
from rnnlstm.ui.lessons.influence import room as influence_page
from rnnlstm.ui.lessons.spectra import room as spectra_page
from rnnlstm.ui.lessons.vectors import settings as vectors
from rnnlstm.ui.shell.catalogue import ASSETS, LANGUAGES, catalogue
from rnnlstm.ui.shell.prose import lesson, question_and_answer
from rnnlstm.ui.stepper.labels import labels
from support.root import ROOT

WEB = ROOT / "rnnlstm/ui/stepper/web"
SCRIPTS = sorted(path for path in WEB.rglob("*.js") if path.parent.name not in ("film", "graph"))
STEP_SECTIONS = ["why", "equation", "look", "try", "mistake", "question"]
LESSONS = ["rnn_forward", "rnn_backward", "lstm_forward", "lstm_backward"]
LESSONS += ["gru_forward", "gru_backward", "compare", "gradients"]
ROOMS = ["spectra", "exploding", "truncation", "influence", "film", "training", "trained", "history"]
ROOMS += ["vectors", "yours", "names", "forecast", "translation", "sound", "language"]
TASK_SECTIONS = [f"task_{task}" for task in TASKS]
ROOM_SECTIONS = {
    "gradients": [
        *(f"measure_{name}" for name in ("loss", "jacobian", "singular", "paths")),
        *(f"story_{name}" for name in STORIES),
    ],
    "spectra": [f"{what}_{view}" for what in ("define", "predict") for view in spectra_page.VIEW.options],
    "influence": [
        *(f"{what}_{view}" for what in ("define", "predict") for view in influence_page.VIEW.options),
        "predict_latch",
    ],
    "vectors": [f"part_{part}" for part in vectors.PART.options],
    "exploding": ["predict_cliff", "predict_update"],
    "truncation": ["predict_cut"],
    "film": TASK_SECTIONS,
    "training": TASK_SECTIONS,
    "language": ["alone", "perplexity"],
    "history": [f"found_{name}" for name in FINDINGS],
}
HOME_SECTIONS = ["lead", "point", "course", *(f"card_{page.name}" for page in PAGES[1:])]


def source_messages():
    found = set()
    for folder in ("rnnlstm", "pages"):
        rows = extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords={"_": None, "N_": None}
        )
        found |= {message for _, _, message, _, _ in rows}
    rows = extract_from_file("python", ROOT / "app.py", keywords={"_": None, "N_": None})
    return found | {message for _, message, _, _ in rows}


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


def test_places_to_fill_have_plain_names():
    """So that ``str.format`` and the browser's ``fill`` both understand them."""
    for message, entry in translations().items():
        for text in (message, entry.string):
            plain = re.sub(r"[_^]\{[^}]*\}", "", text)  # mathematics, as in h_{t−1}, is not a place
            for _, name, form, conversion in string.Formatter().parse(plain):
                assert name is None or name.rstrip("%").isidentifier(), text
                assert not conversion
                assert not form or form == "g"


def test_the_browser_fills_every_place_of_its_labels():
    code = "\n".join(script.read_text(encoding="utf-8") for script in SCRIPTS)
    filled = {
        label: set(re.findall(r"(\w+)\s*[:,}]", values))
        for label, values in re.findall(r"fill\([\w.]*labels\.(\w+), (\{.*?\})\)", code, re.DOTALL)
    }
    for direction in ("forward", "backward"):
        for label, text in labels(direction).items():
            if label.startswith("narrator"):  # filled as the small steps' sentences are: see test_phases.py
                continue
            places = set(re.findall(r"\{(\w+)\}", text))
            assert places <= filled.get(label, set()), label


def test_only_fixed_strings_are_marked():
    """An f-string inside the mark would never be found in the catalogue."""
    for path in [*ROOT.glob("rnnlstm/**/*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) in ("_", "N_"):
                (argument,) = node.args
                assert not isinstance(argument, ast.JoinedStr | ast.BinOp), f"{path.name}:{node.lineno}"


def test_the_catalogue_is_used():
    assert catalogue("zh").gettext("Home") == "首页"
    assert catalogue("en").gettext("Home") == "Home"


def test_languages_have_the_same_lessons():
    names = {lang: sorted(p.name for p in (ASSETS / "lessons" / lang).iterdir()) for lang in LANGUAGES}
    assert names["en"] == names["zh"]
    lessons = [name for name in names["en"] if not name.endswith(".guide.md")]
    assert lessons == sorted(f"{name}.md" for name in ["home", *LESSONS, *ROOMS])


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("name", ["home", *LESSONS, *ROOMS])
def test_lessons_are_whole(name, language):
    sections = lesson(name, language)
    expected = HOME_SECTIONS if name == "home" else STEP_SECTIONS
    assert sorted(sections) == sorted([*expected, *ROOM_SECTIONS.get(name, [])])
    for title, text in sections.items():
        assert text, title
        assert text.count("$") % 2 == 0, f"{title}: a formula is left open"
    for title, text in sections.items():
        if title.startswith(("question", "story_", "predict_")):
            question, answer = question_and_answer(text)
            assert question
            assert answer


def test_chinese_lessons_are_in_chinese():
    for name in [*LESSONS, *ROOMS]:
        for title, text in lesson(name, "zh").items():
            assert title == "equation" or len(re.findall(r"[\u4e00-\u9fff]", text)) > 20
