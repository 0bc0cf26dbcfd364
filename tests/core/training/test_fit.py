"""Training on one sequence: PyTorch's numbers, resumed as if never stopped, ended where numbers overflow."""

import math

import numpy as np
import pytest

from rnnlstm import CELLS, GRU, LSTM, RNN, SGD, Adam, clip, cross_entropy, fit, mse
from support.cases import assert_close

X = np.eye(4)[[1, 0, 2, 2, 3]][:, None]
NEXT = np.array([0, 2, 2, 3, 4])[:, None]


def learn(cell, steps, **more):
    asked = {"optimizer": Adam(0.01), "clip_norm": 1.0} | more
    return list(fit(cell, cross_entropy, X, NEXT, steps=steps, **asked))


@pytest.mark.parametrize("kind", CELLS)
def test_each_update_is_one_of_the_optimiser_by_the_clipped_gradient(kind):
    cell, state = CELLS[kind].init(4, 5, 5, seed=1), None
    for progress in learn(cell, 4, clip_norm=0.3):
        trace = cell.forward(X)
        E, dy = cross_entropy(trace.y, NEXT)
        grads, length = clip(cell.backward(trace, dy=dy).params, 0.3)
        params, state = Adam(0.01).update(cell.params, grads, state)
        cell = cell.with_params(params)
        assert (progress.loss, progress.gradient_norm) == pytest.approx((E, length), rel=1e-12)
        for name, value in progress.cell.params.items():
            np.testing.assert_allclose(value, params[name], rtol=1e-10)
        cell = progress.cell


@pytest.mark.parametrize("kind", CELLS)
def test_a_training_that_goes_on_gives_the_same_bits(kind):
    cell = CELLS[kind].init(4, 5, 5, seed=2)
    whole, first = learn(cell, 30), learn(cell, 12)
    again = first + learn(cell, 18, resume=first[-1])
    assert [one.step for one in again] == [one.step for one in whole] == list(range(1, 31))
    assert [one.loss for one in again] == [one.loss for one in whole]
    for name, value in whole[-1].cell.params.items():
        np.testing.assert_array_equal(again[-1].cell.params[name], value)


def test_the_network_to_begin_with_is_not_changed():
    cell = GRU.init(4, 5, 5, seed=0)
    before = {name: value.copy() for name, value in cell.params.items()}
    learn(cell, 3)
    for name, value in cell.params.items():
        np.testing.assert_array_equal(value, before[name])


def test_nothing_is_computed_before_it_is_asked_for():
    calls = []

    def counted(y, target):
        calls.append(1)
        return cross_entropy(y, target)

    updates = fit(RNN.init(4, 3, 5, seed=0), counted, X, NEXT, optimizer=SGD(0.1), steps=9)
    assert not calls
    next(updates)
    next(updates)
    assert len(calls) == 2


def test_it_ends_where_numbers_overflow_with_the_network_of_before():
    x = np.full((40, 1, 1), 1e3)
    cell = RNN.init(1, 2, 1, seed=0, activation="relu", recurrent="identity", gain=1e9)
    (only,) = fit(cell, mse, x, x, optimizer=Adam(0.01), steps=5)
    assert (only.step, only.finite, only.cell) == (1, False, cell)
    assert not math.isfinite(only.loss)
    assert not list(fit(cell, mse, x, x, optimizer=Adam(0.01), steps=5, resume=only))


def test_what_cannot_be_is_said():
    cell = LSTM.init(4, 3, 5, seed=0)
    with pytest.raises(ValueError, match="steps must be"):
        learn(cell, 0)
    with pytest.raises(ValueError, match="clip_norm must"):
        learn(cell, 1, clip_norm=-1.0)
    begun = learn(cell, 1)[-1]
    with pytest.raises(ValueError, match="resume must be of a RNN"):
        learn(RNN.init(4, 3, 5, seed=0), 1, resume=begun)
    with pytest.raises(ValueError, match="by SGD, got one by Adam"):
        learn(cell, 1, optimizer=SGD(0.1), resume=begun)


@pytest.mark.parametrize("kind", [RNN, LSTM, GRU], ids=lambda kind: kind.__name__)
def test_fifty_updates_give_the_parameters_of_pytorch(kind):
    """By its own cells, its autograd, its clipping and its Adam."""
    torch = pytest.importorskip("torch")
    cell = kind.init(4, 5, 5, seed=3)
    peer = getattr(torch.nn, f"{kind.__name__}Cell")(4, 5, dtype=torch.float64)
    readout = torch.nn.Linear(5, 5, dtype=torch.float64)
    put(torch, peer, readout, cell)
    parameters = [*peer.parameters(), *readout.parameters()]
    adam = torch.optim.Adam(parameters, lr=0.01)
    for progress in learn(cell, 50, clip_norm=0.5):
        state, outputs = None, []
        for x in torch.from_numpy(X):
            state = peer(x, state)
            outputs.append(readout(state[0] if kind is LSTM else state)[0])
        loss = torch.nn.functional.cross_entropy(torch.stack(outputs), torch.from_numpy(NEXT[:, 0]))
        adam.zero_grad()
        loss.backward()
        # A second bias beside ours: only that of the GRU's candidate is one of its own.
        peer.bias_hh.grad[: 10 if kind is GRU else None] = 0
        torch.nn.utils.clip_grad_norm_(parameters, 0.5)
        adam.step()
        assert progress.loss == pytest.approx(loss.item(), rel=1e-6)
    for ours, theirs in pairs(peer, readout, progress.cell):
        # PyTorch adds 1e-6 to the norm that it divides by.
        assert_close(ours, theirs.detach().numpy(), rtol=1e-5)


def pairs(peer, readout, cell):
    """Return our parameters, in the order of PyTorch's, beside its own."""
    p, H = cell.params, cell.hidden_size
    if isinstance(cell, RNN):
        ours = p["W_xh"], p["W_hh"], p["b_h"], np.zeros(H)
    elif isinstance(cell, LSTM):
        W = np.vstack([p[f"W_{gate}"] for gate in "ifco"])
        ours = W[:, H:], W[:, :H], np.hstack([p[f"b_{gate}"] for gate in "ifco"]), np.zeros(4 * H)
    else:
        W = np.vstack([p["W_r"], p["W_z"], np.hstack([p["W_hn"], p["W_xn"]])])
        bias = np.hstack([p["b_r"], p["b_z"], p["b_xn"]])
        ours = W[:, H:], W[:, :H], bias, np.hstack([np.zeros(2 * H), p["b_hn"]])
    theirs = (peer.weight_ih, peer.weight_hh, peer.bias_ih, peer.bias_hh, readout.weight, readout.bias)
    return list(zip((*ours, p["W_hy"], p["b_y"]), theirs, strict=True))


def put(torch, peer, readout, cell):
    with torch.no_grad():
        for ours, theirs in pairs(peer, readout, cell):
            theirs.copy_(torch.from_numpy(np.ascontiguousarray(ours)))
