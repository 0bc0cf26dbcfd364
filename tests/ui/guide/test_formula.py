"""Formulas come to what Python makes of them, and hold nothing else."""

import pytest

from rnnlstm.ui.guide.formula import evaluate

SCENE = {"f": 0.5, "c": -2.0, "name": "h", "abs": abs, "most": lambda key: len(key)}


@pytest.mark.parametrize(
    "formula",
    [
        "f * c + 1",
        "-c ** 2 / 4 - f",
        "abs(c) > 1 and f < 1 <= abs(c)",
        "not f > 1 or c > 0",
        "'one' if name == 'h' else 'two'",
        "most('kept') + 1",
        "name in ['h', 'c']",
        "[f, c]",
        "f != c and f >= 0.5",
    ],
)
def test_as_python_does(formula):
    assert evaluate(formula, SCENE) == eval(formula, {}, SCENE)


@pytest.mark.parametrize(
    "formula",
    ["f.real", "[f for f in name]", "lambda: f", "name[0]", "f'{f}'", "abs(x=1)", "f // 2"],
)
def test_nothing_else_is_read(formula):
    with pytest.raises(ValueError, match="cannot hold"):
        evaluate(formula, SCENE)


def test_unknown_name_is_told():
    with pytest.raises(KeyError, match="g"):
        evaluate("g + 1", SCENE)
