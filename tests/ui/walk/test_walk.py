"""One walk through a network: its loss, its gradients, and what the learner has altered in it."""

from dataclasses import replace

import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN, cross_entropy
from rnnlstm.core.cells import CELLS
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take
from support.walks import parse

MODELS = list(CELLS)


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


@pytest.mark.parametrize("model", MODELS)
def test_growth_is_of_the_last_loss_whatever_else_is_asked(model):
    source, network = Text(text="abcab"), Network(gain=2)
    every, last = (take(model, source, replace(network, loss=loss)) for loss in ("every", "last"))
    norms = np.linalg.norm(last.grads.h[:, 0], axis=-1)
    assert every.growth == pytest.approx(norms.max() / norms[-1], rel=1e-9)
    assert every.gradient_norms.max() / every.gradient_norms[-1] != pytest.approx(every.growth, rel=0.01)


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


def test_walk_takes_the_altered_network():
    source, settings = Text(text="abca"), Network(hidden=3, seed=2, loss="last")
    walk = take("LSTM", source, settings, parse("f.1:1,W_o.1.2:2"))
    cell = LSTM.init(3, 3, 4, seed=2)
    cell.W_o[0, 1] = 2
    clamp = {"f": np.array([1, np.nan, np.nan])}
    trace = cell.forward(np.eye(3)[[0, 1, 2, 0]][:, None], clamp=clamp)
    loss, dy = cross_entropy(trace.y, np.array([[1], [2], [0], [3]]), np.array([[0], [0], [0], [1]]))
    assert walk.loss == pytest.approx(loss, rel=1e-12)
    np.testing.assert_allclose(walk.grads.h, cell.backward(trace, dy=dy).h, rtol=1e-12)
    assert walk.edits == parse("f.1:1,W_o.1.2:2")
    unaltered = take("LSTM", source, settings)
    assert unaltered.loss != walk.loss
    assert unaltered.edits == ()


def test_a_memory_held_for_ever_and_one_forgotten_at_once():
    """What the form is for: f = 1 and i = 0 keep c_0 as it is, f = 0 leaves nothing of it."""
    held = take("LSTM", Text(), Network(), parse("f:1,i:0,c0.2:0.7"))
    np.testing.assert_array_equal(held.trace.c[:, 0, 1], 0.7)
    np.testing.assert_array_equal(held.trace.c[:, 0, 0], 0)
    gone = take("LSTM", Text(), Network(), parse("f:0,c0.2:0.7"))
    np.testing.assert_array_equal(gone.trace.c, take("LSTM", Text(), Network(), parse("f:0")).trace.c)


def test_symbols_name_what_is_read():
    text = take("RNN", Text(text="abca"), Network(), parse("x.1@2:1,x.2@2:1,x.1@1:1"))
    assert text.reading.symbols == ("a", "b*", "c", "a")  # the third edit sets what stands there anyway
    assert text.targets == list("bca■")
    numbers = take("RNN", Numbers(numbers="1 2 3"), Network(), parse("x@2:-0.5"))
    assert numbers.reading.symbols == ("1", "-0.5", "3")


def test_a_gate_that_is_held_passes_no_gradient():
    walk = take("LSTM", Text(), Network(), parse("f.2:0.5"))
    f = walk.cell.terms(walk.trace)  # computed as ever
    assert np.abs(f["f"][0]).max() > 0
    assert not walk.grads.a_f[:, 0, 1].any()
    assert walk.grads.a_f[1:, 0, 0].any()
