"""What the lessons of the RNN and the LSTM say is so, for any settings: held against the core."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.walks import parse

networks = st.builds(
    Network,
    hidden=st.integers(2, 12),
    seed=st.integers(0, 99),
    recurrent=st.sampled_from(["uniform", "orthogonal", "normal", "identity"]),
    gain=st.integers(0, 60).map(lambda k: k / 20),
    activation=st.sampled_from(["tanh", "sigmoid", "relu"]),
)


@pytest.mark.parametrize(("model", "weights"), [("RNN", "W_hh"), ("LSTM", "W_f")])
@given(networks)
def test_step_1_contributes_nothing_to_what_acts_on_the_start(model, weights, network):
    walk = take(model, Text(), network)
    assert not walk.grads.contribution(weights)[0].any()


@pytest.mark.parametrize(
    ("model", "weights", "edit"), [("RNN", "W_hh", "h0.1:0.5"), ("LSTM", "W_f", "c0.1:0.5")]
)
def test_step_1_contributes_where_the_start_is_altered_by_hand(model, weights, edit):
    walk = take(model, Text(), Network(), parse(edit))
    assert walk.grads.contribution(weights)[0].any()


@given(networks)
def test_a_word_repeated_needs_no_more_weights(network):
    once, often = (take("RNN", source, network).cell for source in (Text(), Text(length=50)))
    for name, value in once.params.items():
        assert value.shape == often.params[name].shape
    H, D, outputs = once.hidden_size, once.input_size, once.output_size
    size = sum(value.size for value in once.params.values())
    assert size == H * D + H**2 + outputs * H + H + outputs
    other = take("RNN", Text(text="hello world"), network).cell
    assert other.input_size > D and other.output_size > outputs


@given(networks)
def test_where_the_transposes_the_outer_product_and_the_one_hot_target_come_from(network):
    """Sum by sum, as the lesson derives them, against the matrices of the core."""
    network = replace(network, loss="every", hidden=3)
    walk = take("RNN", Text(text="abca"), network)
    cell, trace, grads, N = walk.cell, walk.trace, walk.grads, walk.reading.steps
    t, units, outputs = 1, range(3), range(cell.output_size)
    target = walk.reading.target[t, 0]
    with np.errstate(all="ignore"):
        p = np.exp(trace.y[t, 0]) / np.exp(trace.y[t, 0]).sum()
        dy = [(p[j] - (j == target)) / N for j in outputs]
        dh = [sum(cell.W_hy[row, j] * dy[row] for row in outputs) for j in units]
        np.testing.assert_allclose(grads.y[t, 0], dy, atol=1e-12)
        np.testing.assert_allclose(grads.h_loss[t, 0], dh, atol=1e-12)
        table = [[grads.a[t, 0, row] * trace.h[t - 1, 0, j] for j in units] for row in units]
        np.testing.assert_allclose(grads.contribution("W_hh")[t], table, rtol=1e-9)
