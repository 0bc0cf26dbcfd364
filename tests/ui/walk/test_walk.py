import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take

MODELS = ["RNN", "LSTM", "GRU"]


@pytest.mark.parametrize("model", MODELS)
def test_loss_is_the_mean_of_what_is_asked(model):
    source = Text(text="abcab")
    every, last = (take(model, source, Network(loss=where)) for where in ("every", "last"))
    surprise = [-np.log(every.probabilities[t, every.reading.target[t, 0]]) for t in range(5)]
    assert every.loss == pytest.approx(np.mean(surprise))
    assert last.loss == pytest.approx(surprise[-1])
    assert last.has_loss.tolist() == [0, 0, 0, 0, 1]
    assert np.abs(last.grads.h_loss[:-1]).max() == 0


def test_numbers_are_measured_by_squared_error():
    walk = take("RNN", Numbers(numbers="1 2 3"), Network())
    assert walk.loss == pytest.approx(np.mean((walk.trace.y[:, 0, 0] - [2, 3, 1]) ** 2))


def test_growth_tells_an_exploding_gradient():
    pulse = Wave(wave="sine", length=100)
    wild = Network(activation="relu", recurrent="identity", gain=2, loss="last")
    # Every active unit doubles the gradient at each of 99 steps back.
    assert take("RNN", pulse, wild).growth > 1e3
    assert take("RNN", pulse, Network(loss="last")).growth < 2


@pytest.mark.parametrize("wave", ["sine", "square", "sawtooth", "pulse"])
def test_targets_of_a_wave_have_no_signed_zero(wave):
    walk = take("RNN", Wave(wave=wave, length=60), Network())
    assert "-0" not in (*walk.targets, *walk.reading.symbols)
    assert walk.targets[:-1] == list(walk.reading.symbols[1:])


def test_a_walk_is_computed_once():
    assert take("LSTM", Text(), Network()) is take("LSTM", Text(), Network())


def test_another_setting_is_another_walk():
    usual = take("LSTM", Text(), Network())
    for source, network in (
        (Text(text="olleh"), Network()),
        (Text(), Network(seed=1)),
        (Text(), Network(forget_bias=2)),
        (Text(), Network(gain=0.5)),
        (Text(), Network(recurrent="orthogonal")),
    ):
        assert not np.array_equal(take("LSTM", source, network).trace.h, usual.trace.h)
    assert take("LSTM", Text(), Network(hidden=3)).trace.h.shape == (5, 1, 3)


def test_mask_tells_where_a_loss_is():
    for where, expected in (("every", [1, 1, 1, 1]), ("last", [0, 0, 0, 1])):
        walk = take("RNN", Numbers(), Network(loss=where))
        assert walk.has_loss.tolist() == expected
        assert (np.abs(walk.grads.y).sum(axis=(1, 2)) > 0).tolist() == [bool(one) for one in expected]


def test_gradient_of_an_exploding_network_says_that_it_is_not_finite():
    """3 per step over 200 steps stays below 1e308 once; forward, squared and back again it does not."""
    wave = Wave(wave="sine", length=200)
    large = Network(activation="relu", recurrent="identity", gain=3)
    walk = take("RNN", wave, large)
    assert walk.trace.finite
    assert walk.growth > 1e60
    # One unit that feeds itself with a weight of 7.4.
    wild = take("RNN", wave, Network(hidden=1, seed=1, recurrent="normal", gain=3, activation="relu"))
    assert not wild.grads.finite
    assert wild.loss == np.inf
    assert not np.isnan(wild.grads.h).any()
    assert wild.growth == np.inf
    tame = take("RNN", wave, Network(gain=3))
    assert tame.trace.finite
    assert tame.grads.finite


@pytest.mark.parametrize("model", MODELS)
def test_growth_of_a_gradient_that_is_zero_is_no_growth(model):
    """Zeros read, zeros said, zeros asked for: there is no error to send back."""
    walk = take(model, Numbers(numbers="0 0 0"), Network())
    assert walk.loss == 0
    assert not walk.gradient_norms.any()
    assert walk.growth == 1


@pytest.mark.parametrize(("model", "kind"), [("RNN", RNN), ("LSTM", LSTM), ("GRU", GRU)])
def test_cells_are_built_as_set(model, kind):
    network = Network(hidden=4, seed=7, recurrent="orthogonal", gain=0.5, activation="sigmoid", forget_bias=2)
    cell = take(model, Text(text="abc"), network).cell
    assert type(cell) is kind
    assert (cell.input_size, cell.hidden_size, cell.output_size) == (3, 4, 4)
    if model == "RNN":
        assert cell.activation == "sigmoid"
        np.testing.assert_allclose(np.linalg.svd(cell.W_hh)[1], 0.5)
    if model == "LSTM":
        np.testing.assert_array_equal(cell.b_f, 2)
        np.testing.assert_allclose(np.linalg.svd(cell.W_f[:, :4])[1], 0.5)


@pytest.mark.parametrize("text", ["abcab", "循环神经"])
def test_probabilities_are_shares(text):
    walk = take("GRU", Text(text=text), Network())
    assert (walk.probabilities > 0).all()
    np.testing.assert_allclose(walk.probabilities.sum(axis=-1), 1)
    y = walk.trace.y[:, 0]
    np.testing.assert_allclose(np.diff(np.log(walk.probabilities)), np.diff(y), atol=1e-12)
    assert walk.targets == [*text[1:], "■"]


def test_a_source_that_cannot_be_read_is_told_each_time():
    for _ in range(2):
        with pytest.raises(InputError, match="no text"):
            take("RNN", Text(text=""), Network())
