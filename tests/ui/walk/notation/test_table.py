"""What a book's parameters are of the course's: in the book's own equations they give the same states."""

import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN
from rnnlstm.core.exchange.from_keras import from_keras
from rnnlstm.ui.walk.notation.books import BOOKS, notation
from rnnlstm.ui.walk.notation.table import lines

H, D, O = 3, 2, 4  # noqa: E741
CELLS = {
    "RNN": RNN.init(D, H, O, seed=1),
    "LSTM": LSTM.init(D, H, O, seed=2),
    "GRU": GRU.init(D, H, O, seed=3),
}
CELLS |= {name: type(cell)(**{k: v + 0.1 for k, v in cell.params.items()}) for name, cell in CELLS.items()}
X = np.random.default_rng(0).normal(size=(5, 1, D))


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def theirs(line, cell):
    """The numbers of one of the book's parameters, by what its line says."""
    value = cell.params[line.course.replace("{", "").replace("}", "")]
    if line.columns:
        value = value[:, line.columns[0] - 1 : line.columns[1]]
    value = value.T if line.transposed else value
    return -value if line.negated else value


def parameters(book, model):
    """The parameters of a book by its names; of two biases the first is the whole."""
    found = {}
    for line in lines(CELLS[model], notation(book, model)):
        if line.course[0] in "Wb":
            value = theirs(line, CELLS[model])
            assert value.shape == line.shape, line
            first, *others = line.book.split(" + ")
            found |= {first: value} | {other: np.zeros(H) for other in others}
    return found


def states(model):
    return CELLS[model].forward(X).h[:, 0]


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("model", CELLS)
def test_every_parameter_is_there_once(book, model):
    cell = CELLS[model]
    found = parameters(book, model)
    assert sum(value.size for value in found.values() if value.any()) == sum(
        value.size for value in cell.params.values()
    )


@pytest.mark.parametrize("model", CELLS)
def test_d2l_multiplies_rows_from_the_left(model):
    p = parameters("d2l", model)
    h, c = np.zeros(H), np.zeros(H)
    for x, expected in zip(X[:, 0], states(model), strict=True):

        def made(index, h=h, x=x):
            return x @ p[f"W_{{x{index}}}"] + h @ p[f"W_{{h{index}}}"] + p[f"b_{index}"]

        if model == "RNN":
            h = np.tanh(made("h"))
        elif model == "LSTM":
            i, f, o = (sigmoid(made(gate)) for gate in "ifo")
            c = f * c + i * np.tanh(made("c"))
            h = o * np.tanh(c)
        else:
            # With the reset gate after the product, as in this network, and so with its own bias there.
            r, z = sigmoid(made("r")), sigmoid(made("z"))
            new = np.tanh(x @ p["W_{xh}"] + p["b_h"] + r * (h @ p["W_{hh}"] + p["b_{hh}"]))
            h = z * h + (1 - z) * new
        np.testing.assert_allclose(h, expected, rtol=1e-12)


def test_goodfellow_lets_u_act_on_x_and_w_on_h():
    p = parameters("goodfellow", "LSTM")
    h, s = np.zeros(H), np.zeros(H)
    for x, expected in zip(X[:, 0], states("LSTM"), strict=True):
        f, g, q = (sigmoid(p[f"b^{k}"] + p[f"U^{k}"] @ x + p[f"W^{k}"] @ h) for k in "fgo")
        s = f * s + g * np.tanh(p["b"] + p["U"] @ x + p["W"] @ h)
        h = np.tanh(s) * q
        np.testing.assert_allclose(h, expected, rtol=1e-12)


def test_olahs_gru_keeps_one_minus_z():
    p = parameters("olah", "GRU")
    h = np.zeros(H)
    for x, expected in zip(X[:, 0], states("GRU"), strict=True):
        z, r = (sigmoid(p[f"W_{k}"] @ np.concatenate([h, x]) + p[f"b_{k}"]) for k in "zr")
        new = np.tanh(p["W_x"] @ x + p["b_x"] + r * (p["W_h"] @ h + p["b_h"]))
        h = (1 - z) * h + z * new
        np.testing.assert_allclose(h, expected, rtol=1e-12)


@pytest.mark.parametrize(("model", "gates"), [("RNN", 1), ("LSTM", 4), ("GRU", 3)])
def test_place_in_the_arrays_of_keras(model, gates):
    """The reader of files has been held against Keras itself; the table names the places that it reads."""
    draw = np.random.default_rng(4).normal
    biases = (2, 3 * H) if model == "GRU" else (gates * H,)
    arrays = {
        "kernel": draw(size=(D, gates * H)),
        "recurrent_kernel": draw(size=(H, gates * H)),
        "bias": draw(size=biases),
    }
    cell = from_keras(list(arrays.values()), readout=[draw(size=(H, O)), draw(size=O)])
    assert type(cell).__name__ == model
    placed = [line for line in lines(cell, notation("keras", model)) if line.place]
    assert len(placed) == {"RNN": 3, "LSTM": 12, "GRU": 10}[model]
    for line in placed:
        np.testing.assert_allclose(eval(line.place, {}, arrays), theirs(line, cell), rtol=1e-12)
