"""What the GRU's lessons say is so, for any settings: held against the core."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core import LSTM, gradient_check
from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.core.losses import cross_entropy
from rnnlstm.ui.walk.edits import parse
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take

networks = st.builds(
    Network,
    hidden=st.integers(1, 12),
    seed=st.integers(0, 99),
    recurrent=st.sampled_from(["uniform", "orthogonal", "normal", "identity"]),
    gain=st.integers(0, 60).map(lambda k: k / 20),
    loss=st.sampled_from(["every", "last"]),
)
sources = st.sampled_from([Text(), Text(text="a" * 12), Wave(length=30), Numbers(numbers="900 -900 3")])


@given(sources, networks)
def test_the_new_state_lies_between_the_old_one_and_the_candidate(source, network):
    trace = take("GRU", source, network).trace
    assert (trace.h >= np.minimum(trace.h_prev, trace.n) - 1e-15).all()
    assert (trace.h <= np.maximum(trace.h_prev, trace.n) + 1e-15).all()
    assert np.abs(trace.h).max() <= 1


@given(sources, networks)
def test_first_step(source, network):
    walk = take("GRU", source, network)
    t = walk.trace
    np.testing.assert_allclose(t.h[0], (1 - t.z[0]) * t.n[0], atol=1e-15)
    assert not t.a_hn[0].any()  # nothing for the reset gate to scale
    for name in ("W_hn", "W_r", "b_r"):
        assert not walk.grads.contribution(name)[0].any()
    np.testing.assert_allclose(
        walk.grads.a_z[0], walk.grads.h[0] * -t.n[0] * t.z[0] * (1 - t.z[0]), rtol=1e-12, atol=1e-300
    )


@given(sources, networks)
def test_an_update_gate_held_open_keeps_the_state_and_the_gradient(source, network):
    walk = take("GRU", source, replace(network, loss="last"), parse("z:1,h0.1:0.5"))
    np.testing.assert_array_equal(
        walk.trace.h[:, 0], np.tile(np.eye(network.hidden)[0] / 2, (len(walk.trace.h), 1))
    )
    np.testing.assert_array_equal(walk.grads.h, np.broadcast_to(walk.grads.h[-1], walk.grads.h.shape))


@given(sources, networks)
def test_gates_held_make_a_plain_rnn(source, network):
    walk = take("GRU", source, network, parse("z:0,r:1"))
    c, h = walk.cell, np.zeros(network.hidden)
    for x, h_t in zip(walk.trace.x[:, 0], walk.trace.h[:, 0], strict=True):
        h = np.tanh(c.W_xn @ x + c.W_hn @ h + c.b_xn + c.b_hn)
        np.testing.assert_allclose(h_t, h, atol=1e-9)
    forgetful = take("GRU", source, network, parse("z:0,r:0"))
    np.testing.assert_allclose(
        forgetful.trace.h[:, 0], np.tanh(forgetful.trace.x[:, 0] @ c.W_xn.T), atol=1e-12
    )


@given(sources, networks)
def test_without_recurrent_weights_only_the_straight_path_is_left(source, network):
    walk = take("GRU", source, replace(network, gain=0, loss="last"))
    dh, z = walk.grads.h, walk.trace.z
    np.testing.assert_allclose(dh[:-1], z[1:] * dh[1:], rtol=1e-12, atol=1e-300)


def test_weights_are_three_quarters_of_an_lstms():
    def size(cell):
        names = [name for name in cell.params if name.startswith("W") and name != "W_hy"]
        return sum(cell.params[name].size for name in names)

    gru, lstm = (take(model, Text(), Network()).cell for model in ("GRU", "LSTM"))
    assert isinstance(lstm, LSTM)
    assert size(gru) == 3 / 4 * size(lstm)


def cho(cell, x):
    """Return the states of the formulation with the reset gate before the product."""
    h, states = np.zeros(cell.hidden_size), []
    for x_t in x:
        hx = np.concatenate([h, x_t])
        r, z = sigmoid(cell.W_r @ hx), sigmoid(cell.W_z @ hx)
        h = z * h + (1 - z) * np.tanh(cell.W_xn @ x_t + cell.W_hn @ (r * h))
        states.append(h)
    return np.array(states)


@pytest.mark.parametrize("hidden", [1, 2, 8])
def test_reset_before_and_after_differ_only_where_the_lesson_says(hidden):
    walk = take("GRU", Text(), Network(hidden=hidden))
    difference = np.abs(cho(walk.cell, walk.trace.x[:, 0]) - walk.trace.h[:, 0]).max(axis=-1)
    assert difference[0] < 1e-15
    assert (difference[1:] > 1e-6).all() if hidden > 1 else (difference < 1e-15).all()


def test_the_check_that_the_lesson_advises_finds_the_forgotten_path():
    """With one step it finds nothing, with several it does; the core itself passes."""

    def loss(labels):
        mask = np.zeros(labels.shape)
        mask[-1] = 1
        return lambda y: cross_entropy(y, labels, mask)

    def wrong(walk):
        """Backpropagate without the straight path; return dE/dW_xn."""
        g, t, c, H = walk.grads, walk.trace, walk.cell, walk.cell.hidden_size
        dh, total = np.zeros(H), 0
        for s in reversed(range(walk.reading.steps)):
            step = t.at(s)
            dh = dh + g.h_loss[s, 0]
            da_n = dh * (1 - step.z[0]) * (1 - step.n[0] ** 2)
            da_r = da_n * step.a_hn[0] * step.r[0] * (1 - step.r[0])
            da_z = dh * (step.h_prev - step.n)[0] * step.z[0] * (1 - step.z[0])
            dh = da_r @ c.W_r[:, :H] + da_z @ c.W_z[:, :H] + (da_n * step.r[0]) @ c.W_hn
            total = total + np.outer(da_n, step.x[0])
        return total

    for text, agrees in (("h", True), ("hello", False)):
        walk = take("GRU", Text(text=text), Network(loss="last"))
        assert max(gradient_check(walk.cell, walk.trace.x, loss(walk.reading.target)).values()) < 1e-5
        assert np.allclose(wrong(walk), walk.grads.params["W_xn"], rtol=1e-6) == agrees
