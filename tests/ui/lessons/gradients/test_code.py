"""The code of the laboratory's main room runs as it stands and makes the very numbers of its figure."""

import contextlib
import io

import numpy as np
import pytest

from rnnlstm.ui.lessons.gradients.code import flow_code
from rnnlstm.ui.lessons.gradients.measured import flow, paths, spectrum
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text, Wave

SETUPS = [
    Setup(tuple(VARIANTS), Text(length=23), Network(5)),
    Setup(
        tuple(VARIANTS),
        Wave(length=31, scale=0.3),
        Network(4, 3, "orthogonal", 1.25, forget_bias=2.5, input_gain=3.0, by_radius=True),
    ),
    Setup(tuple(VARIANTS), Text(length=12), Network(4, updates=20)),
]
NAMES = ["usual", "altered", "learned"]


def made(code):
    names: dict = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(code, names)
    return names | {"printed": printed.getvalue()}


@pytest.mark.parametrize("asked", [("loss", "spectral"), ("jacobian", "spectral"), ("jacobian", "frobenius")])
@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("setup", SETUPS, ids=NAMES)
def test_code_makes_the_curve_of_each_network(setup, name, asked):
    names = made(flow_code(setup, name, *asked))
    measured = flow(setup.walks()[VARIANTS[name].label], *asked)
    np.testing.assert_allclose(names["norms"], measured.values, rtol=1e-12, atol=1e-300)
    for line in ("bound", "typical"):
        theory = getattr(measured, line)
        if theory is None:
            assert line not in names
        else:
            np.testing.assert_allclose(names[line], theory, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("setup", SETUPS, ids=NAMES)
@pytest.mark.parametrize("name", VARIANTS)
def test_code_makes_the_singular_values(setup, name):
    names = made(flow_code(setup, name, "jacobian", "singular"))
    found = spectrum(setup.walks()[VARIANTS[name].label])
    np.testing.assert_array_equal(names["values"], found.values[:, 0])
    np.testing.assert_array_equal(names["floor"], found.floor[:, 0])


@pytest.mark.parametrize("norm", ["spectral", "frobenius"])
@pytest.mark.parametrize("setup", SETUPS, ids=NAMES)
def test_code_makes_the_paths(setup, norm):
    names = made(flow_code(setup, "lstm", "paths", norm))
    measured = paths(setup.walks()["LSTM"], norm)
    for part in ("total", "direct", "rest", "predicted"):
        np.testing.assert_allclose(names[part], getattr(measured, part), rtol=1e-9, atol=1e-300)
    bias = setup.walks()["LSTM"].cell.b_f[0]
    assert float(names["printed"]) == pytest.approx(np.log(0.5) / np.log(1 / (1 + np.exp(-bias))))
