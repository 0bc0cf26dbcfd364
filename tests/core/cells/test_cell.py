from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN
from rnnlstm.core.cells import CELLS

FIELDS = {
    RNN: ["W_xh", "W_hh", "b_h", "W_hy", "b_y"],
    LSTM: ["W_f", "W_i", "W_c", "W_o", "b_f", "b_i", "b_c", "b_o", "W_hy", "b_y"],
    GRU: ["W_r", "W_z", "W_xn", "W_hn", "b_r", "b_z", "b_xn", "b_hn", "W_hy", "b_y"],
}


@pytest.mark.parametrize("kind", FIELDS)
def test_params_and_sizes(kind):
    cell = kind.init(3, 5, 2, seed=0)
    assert list(cell.params) == FIELDS[kind]
    assert all(cell.params[name] is getattr(cell, name) for name in FIELDS[kind])
    assert (cell.input_size, cell.hidden_size, cell.output_size) == (3, 5, 2)
    assert cell.dtype == np.float64
    assert kind(*cell.params.values()).params.keys() == cell.params.keys()


@pytest.mark.parametrize("kind", FIELDS)
def test_a_cell_is_frozen(kind):
    cell = kind.init(3, 5, 2, seed=0)
    with pytest.raises(FrozenInstanceError):
        cell.b_y = np.zeros(2)


@pytest.mark.parametrize("kind", FIELDS)
def test_parameters_that_do_not_fit(kind):
    cell = kind.init(3, 5, 2, seed=0)
    for name, value in cell.params.items():
        with pytest.raises(ValueError, match=r"must have shape"):
            replace(cell, **{name: np.zeros([n + 1 for n in value.shape])})
        with pytest.raises(ValueError, match=rf"{name} must have . axes, got shape"):
            replace(cell, **{name: value[None]})
        with pytest.raises(ValueError, match=f"{name} must hold real numbers"):
            replace(cell, **{name: value.astype(complex)})


def test_lists_and_integers_become_floats():
    cell = RNN(W_xh=[[1]], W_hh=[[0]], b_h=[0], W_hy=[[2]], b_y=[1], activation="relu")
    assert cell.dtype == np.float64
    np.testing.assert_array_equal(cell.forward([[[3]], [[4]]]).y, [[[7.0]], [[9.0]]])


def test_unknown_activation():
    with pytest.raises(ValueError, match="activation must be one of tanh, sigmoid, relu, got 'swish'"):
        RNN.init(1, 1, 1, seed=0, activation="swish")
    with pytest.raises(ValueError, match="activation must be one of"):
        replace(RNN.init(1, 1, 1, seed=0), activation="Tanh")


@pytest.mark.parametrize("kind", CELLS.values())
def test_activations_are_named_as_their_slopes(kind):
    """Where all is 0, tanh is as steep as 1 and a sigmoid as 1/4."""
    cell = kind.init(2, 3, 1, seed=0)
    cell = cell.with_params({name: np.zeros_like(value) for name, value in cell.params.items()})
    slopes = cell.slopes(cell.forward(np.zeros((2, 1, 2))))
    assert {name: {"tanh": 1, "sigmoid": 0.25}[each] for name, each in cell.activations.items()} == {
        name: slope.max() for name, slope in slopes.items()
    }
