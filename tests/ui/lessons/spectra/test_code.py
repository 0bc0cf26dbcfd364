"""The code on the page makes the numbers of the page."""

import numpy as np
import pytest

from rnnlstm.ui.lessons.laboratory import Setup
from rnnlstm.ui.lessons.spectra.code import bias_code, matrix_code, slope_code
from rnnlstm.ui.lessons.spectra.measured import (
    MatrixChoice,
    half_lives,
    matrix,
    powers,
    spectrum,
)
from rnnlstm.ui.lessons.spectra.views import power_curves, slope_table
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text

SOURCE = Text(length=60)


def setup(name, source=SOURCE, **settings):
    return Setup((name,), source, Network(**({"hidden": 16} | settings)))


def run(code):
    made: dict = {}
    exec(code, made)
    return made


SETTINGS = [
    {},
    {"recurrent": "normal", "gain": 0.9, "by_radius": True, "input_gain": 3, "seed": 3, "hidden": 5},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=["usual", "radius"])
@pytest.mark.parametrize("seen", ["weights", "gamma", "mean", "step"])
@pytest.mark.parametrize(
    ("name", "gate"),
    [
        ("tanh", "h"),
        ("sigmoid", "h"),
        ("relu", "h"),
        ("irnn", "h"),
        ("lstm", "f"),
        ("lstm", "g"),
        ("gru", "n"),
    ],
)
def test_the_code_of_a_matrix_makes_the_numbers_of_the_page(name, gate, seen, settings, capsys):
    asked, choice = setup(name, **settings), MatrixChoice(seen, gate, 9)
    ((label, walk),) = asked.walks().items()
    made = run(matrix_code("powers", asked, walk, choice))
    np.testing.assert_allclose(made["A"], matrix(walk, choice), rtol=1e-12)
    k, norms = powers(walk, choice)
    np.testing.assert_allclose(made["norms"][k], norms, rtol=1e-9, atol=1e-300)
    _, radius, bound = power_curves(walk, label, choice)
    np.testing.assert_allclose(made["radius"], radius.values, rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(made["bound"], bound.values, rtol=1e-9)
    made = run(matrix_code("singular", asked, walk, choice))
    np.testing.assert_allclose(made["singular_values"], spectrum(walk, choice).singular_values, atol=1e-12)
    assert len(capsys.readouterr().out.split()) == 2


@pytest.mark.parametrize(("name", "gate"), [("tanh", "h"), ("lstm", "c"), ("gru", "z")])
def test_the_code_of_the_slopes(name, gate, capsys):
    asked = setup(name, Text(length=30, scale=10.0))
    ((_, walk),) = asked.walks().items()
    made = run(slope_code(asked, gate, 0.2))
    np.testing.assert_allclose(made["slope"], slope_table(walk, gate).iloc[:, 2:].to_numpy())
    assert float(capsys.readouterr().out) == pytest.approx(made["share"].mean())


def test_the_code_of_the_half_lives():
    asked = setup("lstm", forget_bias=1.5)
    made = run(bias_code(asked, 1.5, 100))
    lives = half_lives(asked.walks()["LSTM"], 1.5, 100)
    assert made["measured"] == pytest.approx(lives.measured[lives.measured_at == 1.5][0])
    assert made["needed"] == pytest.approx(lives.needed_bias)
    assert made["theory"] == pytest.approx(np.interp(1.5, lives.biases, lives.theory), rel=1e-3)
