"""Two texts through one network: how far its states come apart, and that the lesson says what is so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core import GRU, LSTM, RNN
from rnnlstm.figures.palette import QUANTITIES
from rnnlstm.ui.lessons.compare.measured import differences
from rnnlstm.ui.lessons.compare.views import difference_curves, difference_table
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.walks import parse

CELLS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}
models = st.sampled_from(list(CELLS))
networks = st.builds(
    Network,
    hidden=st.integers(1, 10),
    seed=st.integers(0, 99),
    recurrent=st.sampled_from(["uniform", "orthogonal", "normal", "identity"]),
    gain=st.integers(1, 60).map(lambda k: k / 20),
    activation=st.sampled_from(["tanh", "sigmoid", "relu"]),
    forget_bias=st.integers(-3, 6),
)
texts = st.text("abc 循e\u0301", min_size=1, max_size=8)


def pair(model, left, right, network=None, edits=""):
    sources = (Text(text=left, alphabet=right), Text(text=right, alphabet=left))
    return [take(model, source, network or Network(), parse(edits)) for source in sources]


@given(models, texts, texts, networks)
def test_both_texts_go_through_the_same_weights(model, left, right, network):
    one, other = pair(model, left, right, network)
    for name, value in one.cell.params.items():
        np.testing.assert_array_equal(value, getattr(other.cell, name))


@pytest.mark.parametrize("model", list(CELLS))
def test_differences_are_those_of_the_core(model):
    alphabet = sorted("he si")
    cell = CELLS[model].init(5, 6, 6, seed=4)
    traces = [
        cell.forward(np.eye(5)[[alphabet.index(each) for each in text]][:, None])
        for text in ("he is", "she is")
    ]
    walks = pair(model, "he is", "she is", Network(hidden=6, seed=4))
    found = differences(*walks)
    assert list(found) == (["h", "c"] if model == "LSTM" else ["h"])
    for name, values in found.items():
        one, other = (getattr(trace, name)[:5, 0] for trace in traces)
        np.testing.assert_allclose(values, np.sqrt(((one - other) ** 2).sum(axis=-1)), rtol=1e-9)
    table = difference_table(*walks)
    assert table["left reads"].tolist() == ["h", "e", "␣", "i", "s"]
    assert table["right reads"].tolist() == ["s", "h", "e", "␣", "i"]
    assert table["t"].tolist() == [1, 2, 3, 4, 5]
    np.testing.assert_array_equal(table["‖h − h′‖"], found["h"])
    for curve, (name, values) in zip(difference_curves(*walks), found.items(), strict=True):
        assert curve.name.startswith(f"‖{name}<sub>t</sub>")
        assert curve.hue == QUANTITIES[name]
        np.testing.assert_array_equal(curve.values, values)


@given(models, texts, networks)
def test_a_network_does_not_differ_from_itself(model, text, network):
    for values in differences(*pair(model, text, text, network)).values():
        assert not values.any()


@given(networks)
def test_the_first_letter_fades_in_an_rnn_as_the_lesson_says(network):
    left, right = pair("RNN", "ahe is", "she is", network)
    found = differences(left, right)["h"]
    slope = 1 / 4 if network.activation == "sigmoid" else 1
    limit = slope * np.linalg.norm(left.cell.W_hh, 2)
    assert (found[1:] <= limit * found[:-1] * (1 + 1e-9) + 1e-12).all()
    tame = replace(network, recurrent="orthogonal", activation="tanh", gain=0.9)
    found = differences(*pair("RNN", "ahe is", "she is", tame))["h"]
    assert (found <= 0.9 ** np.arange(6) * found[0] * (1 + 1e-9) + 1e-12).all()


@given(networks)
def test_cell_difference_is_what_the_equation_says(network):
    left, right = (walk.trace for walk in pair("LSTM", "ahe is", "she is", network))
    kept = left.f * (left.c_prev - right.c_prev)
    others = (left.f - right.f) * right.c_prev + left.i * left.g - right.i * right.g
    np.testing.assert_allclose(left.c - right.c, kept + others, atol=1e-12)


def test_a_forget_bias_carries_the_first_letter_further():
    low, high = (differences(*pair("LSTM", "ahe is", "she is", Network(forget_bias=b)))["c"] for b in (-3, 6))
    assert low[-1] < low[0] / 100
    assert high[-1] > high[0]  # even grows, says the lesson


@given(texts, texts, networks)
def test_without_writing_there_is_no_difference(left, right, network):
    for values in differences(*pair("LSTM", left, right, network, "i:0")).values():
        assert not values.any()


@pytest.mark.parametrize("model", list(CELLS))
def test_a_network_cannot_look_ahead(model):
    left, right = pair(model, "hello", "hellp")
    np.testing.assert_allclose(differences(left, right)["h"][:4], 0, atol=1e-15)
    np.testing.assert_allclose(left.probabilities[:4], right.probabilities[:4], atol=1e-15)
    assert differences(left, right)["h"][4] > 0.01


def test_without_a_common_alphabet_a_comparison_is_none():
    """The lesson's warning: other shapes, or other letters by the same numbers."""
    he, she = (take("RNN", Text(text=text), Network()) for text in ("he", "she"))
    assert he.cell.W_xh.shape != she.cell.W_xh.shape
    cat, hat = (take("RNN", Text(text=text), Network()) for text in ("cat", "hat"))
    assert not differences(cat, hat)["h"].any()
    assert differences(*pair("RNN", "cat", "hat"))["h"].all()


def test_exploded_networks_have_a_difference_too():
    wild = Network(activation="relu", recurrent="normal", gain=3)
    for values in differences(*pair("RNN", "ab" * 100, "ba" * 100, wild, "W_hh:1000")).values():
        assert values[0] > 0
