"""A network by the name of its kind is what its kind draws."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN, PeepholeLSTM
from rnnlstm.core.cells.draw import draw

SIZES = 3, 4, 2
DRAWN = {
    "RNN": RNN.init(*SIZES, seed=5),
    "GRU": GRU.init(*SIZES, seed=5),
    "LSTM": LSTM.init(*SIZES, seed=5, forget_bias=2.5),
    "PeepholeLSTM": PeepholeLSTM.init(*SIZES, seed=5, forget_bias=2.5),
    # Le, Jaitly and Hinton (2015): ReLU, and the identity from one state to the next.
    "IRNN": RNN.init(*SIZES, seed=5, activation="relu", recurrent="identity"),
}


@pytest.mark.parametrize("kind", DRAWN)
def test_network_is_as_its_kind_draws_it(kind):
    cell, expected = draw(kind, *SIZES, seed=5, forget_bias=2.5), DRAWN[kind]
    assert type(cell) is type(expected)
    for name, value in expected.params.items():
        np.testing.assert_array_equal(cell.params[name], value)
    assert draw(kind, *SIZES, seed=5, dtype=np.float32).dtype == np.float32


def test_irnn_hands_its_state_on_as_it_is():
    cell = draw("IRNN", *SIZES, seed=0)
    np.testing.assert_array_equal(cell.params["W_hh"], np.eye(4))
    assert cell.activation == "relu"


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="kind"):
        draw("TRANSFORMER", *SIZES, seed=0)
