"""The same weights in PyTorch, put together as its tutorial on sequence to sequence does, give the same."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM
from rnnlstm.core.exchange.to_pytorch import stacked_gates
from rnnlstm.core.translation.model import EncoderDecoder
from support.cases import assert_close

torch = pytest.importorskip("torch")

S, T, B, D, H, O = 6, 4, 3, 5, 7, 4  # noqa: E741


def module(cell, torch_kind):
    made = torch_kind(cell.input_size, H, dtype=torch.float64)
    weights = {name: torch.from_numpy(a.copy()) for name, a in stacked_gates(cell).items()}
    made.load_state_dict({f"{name}_l0": a for name, a in weights.items()})
    return made


def tensor(a):
    return torch.tensor(np.array(a), dtype=torch.float64, requires_grad=True)


@pytest.mark.parametrize("kind, torch_kind", [(GRU, torch.nn.GRU), (LSTM, torch.nn.LSTM)])
@pytest.mark.parametrize("attention", [True, False])
def test_padded_batch(kind, torch_kind, attention):
    rng = np.random.default_rng(0)
    model = EncoderDecoder.init(kind, D, H, O, seed=0, attention=attention)
    model = model.with_params({name: 0.5 * rng.normal(size=p.shape) for name, p in model.params.items()})
    x, previous, dy = rng.normal(size=(S, B, D)), rng.normal(size=(T, B, O)), rng.normal(size=(T, B, O))
    lengths = [3, 6, 1]
    trace = model.forward(x, previous, lengths=lengths)
    grads = model.backward(trace, dy)

    encoder, decoder = module(model.encoder, torch_kind), module(model.decoder, torch_kind)
    W_hy, b_y, x_t = tensor(model.decoder.W_hy), tensor(model.decoder.b_y), tensor(x)
    packed = torch.nn.utils.rnn.pack_padded_sequence(x_t, lengths, enforce_sorted=False)
    states, state = encoder(packed)
    keys, _ = torch.nn.utils.rnn.pad_packed_sequence(states, total_length=S)
    padding = torch.arange(S)[:, None] >= torch.tensor(lengths)
    if attention:
        W_q, W_k, v = (tensor(p) for p in model.attention.params.values())
    ys, alphas = [], []
    for t in range(T):
        w = torch.from_numpy(previous[t])
        if attention:
            query = (state[0] if kind is LSTM else state)[0]
            e = torch.tanh(query @ W_q.T + keys @ W_k.T) @ v
            alpha = torch.softmax(e.masked_fill(padding, -torch.inf), dim=0)
            alphas.append(alpha.T)
            w = torch.cat([w, (alpha[..., None] * keys).sum(dim=0)], dim=-1)
        d, state = decoder(w[None], state)
        ys.append(d[0] @ W_hy.T + b_y)
    y = torch.stack(ys)
    (y * torch.from_numpy(dy)).sum().backward()

    assert_close(trace.y, y.detach(), what="y")
    assert_close(grads.x, x_t.grad, what="x")
    assert_close(grads.params["W_hy"], W_hy.grad, what="W_hy")
    assert_close(grads.params["b_y"], b_y.grad, what="b_y")
    if attention:
        assert_close(trace.weights, torch.stack(alphas).detach(), what="alpha")
        for name, p in zip(("W_q", "W_k", "v"), (W_q, W_k, v), strict=True):
            assert_close(grads.params[f"attention.{name}"], p.grad, what=name)
    for part, made in (("encoder", encoder), ("decoder", decoder)):
        params = {k.removeprefix(f"{part}."): g for k, g in grads.params.items() if k.startswith(part)}
        cell = getattr(model, part)
        ours = stacked_gates(cell.with_params(params))
        for name in ("weight_ih", "weight_hh", "bias_ih"):
            assert_close(ours[name], getattr(made, f"{name}_l0").grad, what=f"{part} {name}")
