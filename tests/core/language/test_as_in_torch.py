"""Truncated backpropagation with the state carried on, against PyTorch with a detached state."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN, Adam, to_torch
from rnnlstm.core.language.measures import bits_of
from rnnlstm.core.language.network import BITS, learn
from rnnlstm.core.language.streams import Streams

torch = pytest.importorskip("torch")

V, H = 7, 5
STREAMS = Streams.of(np.random.default_rng(2).integers(V, size=400).astype(np.int32), 3, 8)
KINDS = {"RNN": (RNN, torch.nn.RNN), "LSTM": (LSTM, torch.nn.LSTM), "GRU": (GRU, torch.nn.GRU)}


def modules(cell, model):
    """Return the same network in PyTorch."""
    network = model(V, H, dtype=torch.float64)
    readout = torch.nn.Linear(H, V, dtype=torch.float64)
    weights = {
        name: torch.from_numpy(np.array(w)) for name, w in to_torch(cell, "net", readout="out").items()
    }
    network.load_state_dict({k.removeprefix("net."): w for k, w in weights.items() if k.startswith("net.")})
    readout.load_state_dict({k.removeprefix("out."): w for k, w in weights.items() if k.startswith("out.")})
    return network, readout


def loss_of(network, readout, excerpt, state):
    x = torch.nn.functional.one_hot(torch.from_numpy(excerpt.ids).long(), V).double()
    h, state = network(x, state)
    targets = torch.from_numpy(excerpt.targets).long()
    return torch.nn.functional.cross_entropy(readout(h).reshape(-1, V), targets.reshape(-1)), state


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_updates_are_the_same(kind):
    ours, theirs = KINDS[kind]
    cell = ours.init(V, H, V, seed=0)
    network, readout = modules(cell, theirs)
    optimiser = torch.optim.Adam([*network.parameters(), *readout.parameters()], lr=0.01)
    state = states = moments = None
    for k in range(5):
        excerpt = STREAMS.excerpt(k)
        learned = learn(cell, excerpt.ids, excerpt.targets, states)
        params, moments = Adam(0.01).update(cell.params, learned.grads, moments)
        cell, states = cell.with_params(params), learned.states

        optimiser.zero_grad()
        loss, state = loss_of(network, readout, excerpt, state)
        loss.backward()
        # PyTorch's two biases get the same gradient, and each would take the step of ours.
        for name, value in network.named_parameters():
            if name.startswith("bias_hh"):  # but for the candidate's of a GRU
                value.grad[: 2 * H if kind == "GRU" else None].zero_()
        optimiser.step()
        state = tuple(s.detach() for s in state) if kind == "LSTM" else state.detach()
        assert learned.bits == pytest.approx(BITS * loss.item(), rel=1e-9)
    theirs_h = state[0] if kind == "LSTM" else state
    np.testing.assert_allclose(states["h0"], theirs_h[0].numpy(), atol=1e-9)


def test_bits_per_character_are_pytorchs_cross_entropy():
    cell = LSTM.init(V, H, V, seed=3)
    network, readout = modules(cell, torch.nn.LSTM)
    ids = STREAMS.pieces[:40]
    x = torch.nn.functional.one_hot(torch.from_numpy(ids[:-1]).long(), V).double()
    y = readout(network(x)[0])
    log_p = torch.log_softmax(y, dim=-1).detach().numpy()
    expected = -np.take_along_axis(log_p, ids[1:, :, None].astype(int), axis=-1)[..., 0] / np.log(2)
    np.testing.assert_allclose(bits_of(cell, ids), expected, rtol=1e-10)
