"""The same weights in PyTorch give the same states and the same gradients, per step too."""

import numpy as np
import pytest

from support.cases import assert_close, make

torch = pytest.importorskip("torch")

T, B, D, H, O = 9, 3, 4, 6, 2  # noqa: E741


def tensor(a):
    return torch.tensor(np.array(a), dtype=torch.float64, requires_grad=True)


def put(parameter, value):
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.ascontiguousarray(value)))


def check_states(case, torch_cell, with_c):
    """Run a torch cell step by step, compare all but its own weights, and return our gradients of those."""
    readout = torch.nn.Linear(H, O, dtype=torch.float64)
    put(readout.weight, case.cell.W_hy)
    put(readout.bias, case.cell.b_y)
    x, h0, c0 = tensor(case.x), tensor(case.h0), tensor(case.c0)
    h, c, hs, cs, E = h0, c0, [], [], 0.0
    for t in range(T):
        if with_c:
            h, c = torch_cell(x[t], (h, c))
            c.retain_grad()
            cs.append(c)
        else:
            h = torch_cell(x[t], h)
        h.retain_grad()
        hs.append(h)
        E = E + (readout(h) * torch.from_numpy(case.dy[t])).sum() + (h * torch.from_numpy(case.dh[t])).sum()
    E.backward()

    trace = case.forward()
    grads = case.cell.backward(trace, dy=case.dy, dh=case.dh)
    assert_close(trace.h, [h.detach().numpy() for h in hs], what="h")
    assert_close(grads.h, [h.grad.numpy() for h in hs], what="dh")
    assert_close(grads.x, x.grad.numpy(), what="dx")
    assert_close(grads.h0, h0.grad.numpy(), what="dh0")
    if with_c:
        assert_close(trace.c, [c.detach().numpy() for c in cs], what="c")
        assert_close(grads.c, [c.grad.numpy() for c in cs], what="dc")
        assert_close(grads.c0, c0.grad.numpy(), what="dc0")
    assert_close(grads.params["W_hy"], readout.weight.grad.numpy(), what="W_hy")
    assert_close(grads.params["b_y"], readout.bias.grad.numpy(), what="b_y")
    return grads.params


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_rnn(activation):
    case = make("RNN", activation, T, B, D, H, O, seed=0, scale=0.5)
    cell = torch.nn.RNNCell(D, H, nonlinearity=activation, dtype=torch.float64)
    put(cell.weight_ih, case.cell.W_xh)
    put(cell.weight_hh, case.cell.W_hh)
    put(cell.bias_ih, case.cell.b_h)
    put(cell.bias_hh, np.zeros(H))
    grads = check_states(case, cell, with_c=False)
    assert_close(grads["W_xh"], cell.weight_ih.grad.numpy(), what="W_xh")
    assert_close(grads["W_hh"], cell.weight_hh.grad.numpy(), what="W_hh")
    assert_close(grads["b_h"], cell.bias_ih.grad.numpy(), what="b_h")


def test_lstm():
    case = make("LSTM", None, T, B, D, H, O, seed=1, scale=0.7)
    p = case.cell.params
    cell = torch.nn.LSTMCell(D, H, dtype=torch.float64)
    order = "ifco"  # torch's gates: i, f, g, o
    put(cell.weight_hh, np.vstack([p[f"W_{k}"][:, :H] for k in order]))
    put(cell.weight_ih, np.vstack([p[f"W_{k}"][:, H:] for k in order]))
    put(cell.bias_ih, np.hstack([p[f"b_{k}"] for k in order]))
    put(cell.bias_hh, np.zeros(4 * H))
    grads = check_states(case, cell, with_c=True)
    assert_close(np.vstack([grads[f"W_{k}"][:, :H] for k in order]), cell.weight_hh.grad.numpy(), what="W_h")
    assert_close(np.vstack([grads[f"W_{k}"][:, H:] for k in order]), cell.weight_ih.grad.numpy(), what="W_x")
    assert_close(np.hstack([grads[f"b_{k}"] for k in order]), cell.bias_ih.grad.numpy(), what="b")


def test_gru():
    case = make("GRU", None, T, B, D, H, O, seed=2, scale=0.7)
    p = case.cell.params
    cell = torch.nn.GRUCell(D, H, dtype=torch.float64)
    put(cell.weight_hh, np.vstack([p["W_r"][:, :H], p["W_z"][:, :H], p["W_hn"]]))
    put(cell.weight_ih, np.vstack([p["W_r"][:, H:], p["W_z"][:, H:], p["W_xn"]]))
    put(cell.bias_ih, np.hstack([p["b_r"], p["b_z"], p["b_xn"]]))
    put(cell.bias_hh, np.hstack([np.zeros(2 * H), p["b_hn"]]))
    g = check_states(case, cell, with_c=False)
    assert_close(
        np.vstack([g["W_r"][:, :H], g["W_z"][:, :H], g["W_hn"]]), cell.weight_hh.grad.numpy(), what="W_h"
    )
    assert_close(
        np.vstack([g["W_r"][:, H:], g["W_z"][:, H:], g["W_xn"]]), cell.weight_ih.grad.numpy(), what="W_x"
    )
    assert_close(np.hstack([g["b_r"], g["b_z"], g["b_xn"]]), cell.bias_ih.grad.numpy(), what="b_i")
    assert_close(np.hstack([g["b_r"], g["b_z"], g["b_hn"]]), cell.bias_hh.grad.numpy(), what="b_h")
