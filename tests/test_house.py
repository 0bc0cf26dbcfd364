"""The house is kept as it is drawn: nothing in it is too long, and a test stands where one looks for it."""

import ast
import re

import pytest

from support.root import ROOT

FILE_LINES, FUNCTION_LINES = 300, 60
# Too long with a reason: "path" or "path:function" -> why.
LONG: dict[str, str] = {}

# Tests of what several modules do together, or of what a book or another library says.
WITHOUT_MODULE = {
    "core/cells/test_gradients.py": "backward of every cell against autograd",
    "core/cells/test_as_in_torch.py": "every cell against PyTorch",
    "core/exchange/test_as_in_keras.py": "layers of Keras, read",
    "core/exchange/test_as_in_torch.py": "networks of PyTorch, read and written",
    "core/flow/test_stories.py": "what the book tells of gradients",
    "core/language/test_as_in_torch.py": "truncated backpropagation with the state carried on, in PyTorch",
    "core/training/test_learning.py": "every task is learned",
    "core/training/test_optimisers_as_in_torch.py": "optimisers against PyTorch",
    "core/translation/test_as_in_torch.py": "encoder, decoder and attention against PyTorch",
    "ui/guide/test_questions.py": "what the guides alone should let one answer",
    "ui/lessons/exploding/test_clipped.py": "one update: its numbers, views and code",
    "ui/lessons/exploding/test_descents.py": "descents: their numbers, views and code",
    "ui/lessons/test_card_claims.py": "what the cards of the step lessons count as right",
    "ui/lessons/test_gru_claims.py": "what the lessons say of the GRU",
    "ui/lessons/test_parity_claims.py": "what three lessons say of the parity network",
    "ui/lessons/test_step_claims.py": "what the step lessons say of RNN and LSTM",
    "ui/lessons/training/test_claims.py": "what the lesson says of trainings",
    "ui/stepper/test_phases.py": "the small steps of all cells",
    "ui/walk/notation/test_as_in_torch.py": "where PyTorch keeps what the table names",
}
FOLDERS = ("pages", "rnnlstm", "tests")
CODE = sorted([ROOT / "app.py", *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))])


def too_long(path):
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT).as_posix()
    if (lines := len(text.splitlines())) > FILE_LINES:
        yield name, lines
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{name}:{node.name}", lines


def test_no_file_and_no_function_is_too_long():
    found = {name: lines for path in CODE for name, lines in too_long(path)}
    assert not {name: lines for name, lines in found.items() if name not in LONG}
    assert not LONG.keys() - found.keys(), "these are short by now"


@pytest.mark.parametrize("library", ["torch", "keras", "onnx"])
def test_what_need_not_be_installed_is_not_imported_outright(library):
    """The README's test command installs none of them: their tests are skipped then, by `importorskip`.

    The report says that it needs PyTorch.
    """
    imports = {
        path.relative_to(ROOT).as_posix()
        for path in CODE
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", None) or "", *(alias.name for alias in node.names))
        if name.split(".")[0] == library
    }
    assert not imports - {"tests/report/core.py"}


def test_no_style_depends_on_all_that_a_page_holds():
    """With :has() of any descendant, whatever is drawn has the style of the whole page worked out anew."""
    styles = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "assets").glob("*.css")}
    rules = {name: re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) for name, text in styles.items()}
    assert len(rules) >= 3
    assert not {name for name, text in rules.items() if re.search(r":has\((?! *[>+])", text)}


@pytest.mark.parametrize("floor", ["core", "figures", "ui"])
def test_each_test_stands_where_its_module_does(floor):
    """A test of a module, or of a folder as a whole, mirrors the path of it."""
    lost = []
    for test in sorted((ROOT / "tests" / floor).rglob("test_*.py")):
        name = test.relative_to(ROOT / "tests")
        folder, subject = ROOT / "rnnlstm" / name.parent, name.stem.removeprefix("test_")
        there = (folder / f"{subject}.py").exists() or (folder / subject).is_dir() or subject == folder.name
        if not there and name.as_posix() not in WITHOUT_MODULE:
            lost.append(name.as_posix())
    assert not lost


def test_no_exception_has_outlived_its_test():
    assert not [name for name in WITHOUT_MODULE if not (ROOT / "tests" / name).exists()]
