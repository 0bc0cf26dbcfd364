"""Networks of PyTorch as they are, read into the core: the same outputs, the same gradients."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN, Stack, from_torch, read_torch, stack_from_torch, to_torch, torch_module
from support.cases import assert_close

torch = pytest.importorskip("torch")

T, B, D, H, O = 7, 4, 3, 5, 2  # noqa: E741
LENGTHS = [7, 1, 5, 3]
KINDS = [("RNN", "tanh"), ("RNN", "relu"), ("LSTM", None), ("GRU", None)]
WITHIN = {torch.float64: 1e-10, torch.float32: 1e-5}


class Model(torch.nn.Module):
    """A recurrent network and a linear layer behind it, over packed sequences."""

    def __init__(self, kind, nonlinearity, layers, both, bias, dtype):
        super().__init__()
        torch.manual_seed(0)
        more = {"nonlinearity": nonlinearity} if nonlinearity else {}
        module = getattr(torch.nn, kind)
        self.rnn = module(D, H, layers, bidirectional=both, bias=bias, dtype=dtype, **more)
        self.fc = torch.nn.Linear(H * (1 + both), O, dtype=dtype)

    def forward(self, x):
        packed = torch.nn.utils.rnn.pack_padded_sequence(x, LENGTHS, enforce_sorted=False)
        out, state = self.rnn(packed)
        h, _ = torch.nn.utils.rnn.pad_packed_sequence(out, total_length=T)
        return h, self.fc(h), state[0] if isinstance(state, tuple) else state


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def tensor(array, dtype, **more):
    return torch.tensor(array, dtype=dtype, **more)


@pytest.mark.parametrize("dtype", WITHIN)
@pytest.mark.parametrize(("kind", "nonlinearity"), KINDS)
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("bias", [True, False])
def test_stacks_over_packed_sequences(kind, nonlinearity, layers, both, bias, dtype):
    model, rtol = Model(kind, nonlinearity, layers, both, bias, dtype), WITHIN[dtype]
    activation = {"activation": nonlinearity} if nonlinearity else {}
    stack = stack_from_torch(model.state_dict(), "rnn", readout="fc", **activation)
    assert isinstance(stack, Stack) and str(stack.dtype) == str(dtype).removeprefix("torch.")

    x = tensor(numbers(T, B, D), dtype, requires_grad=True)
    h, y, last = model(x)
    trace = stack.forward(x.detach().numpy(), lengths=LENGTHS)
    mask = trace.mask[..., None]
    assert_close(trace.h * mask, h.detach().numpy(), rtol, "h")
    assert_close(trace.y * mask, y.detach().numpy() * mask, rtol, "y")

    # A loss of every step, and of the states in which both directions of the last layer end.
    dy, d_last = numbers(T, B, O, seed=1) * mask, numbers(1 + both, B, H, seed=2)
    ((y * tensor(dy, dtype)).sum() + (last[-1 - both :] * tensor(d_last, dtype)).sum()).backward()
    dh = np.zeros((T, B, H * (1 + both)))
    dh[-1, :, :H] = d_last[0]
    if both:
        dh[0, :, H:] = d_last[1]
    grads = stack.backward(trace, dy=dy, dh=dh)
    assert_close(grads.x, x.grad.numpy(), rtol, "x")
    # Gradients have their parameters' shapes, and so are written under PyTorch's names like them.
    ours = to_torch(stack.with_params(grads.params), "rnn.", readout="fc.")
    for name, parameter in model.named_parameters():
        expected, got = parameter.grad.numpy(), ours[name]
        if "bias_hh" in name:  # the sum of two biases has the gradient of each; a GRU keeps the candidate's
            if kind != "GRU":
                continue
            expected, got = expected[2 * H :], got[2 * H :]
        assert_close(got, expected, rtol, name)


@pytest.mark.parametrize(("kind", "nonlinearity"), KINDS)
def test_cells_and_their_way_back(kind, nonlinearity):
    more = {"nonlinearity": nonlinearity} if nonlinearity else {}
    module = getattr(torch.nn, f"{kind}Cell")(D, H, dtype=torch.float64, **more)
    cell = from_torch(module.state_dict(), **({"activation": nonlinearity} if nonlinearity else {}))
    x, h = torch.tensor(numbers(3, B, D)), torch.zeros(B, H, dtype=torch.float64)
    state = (h, h) if kind == "LSTM" else h
    trace = cell.forward(x.numpy())
    for t in range(3):
        state = module(x[t], state)
        expected = state[0] if kind == "LSTM" else state
        assert_close(trace.h[t], expected.detach().numpy(), 1e-10, "h")
    back = getattr(torch.nn, kind)(D, H, dtype=torch.float64, **more)
    back.load_state_dict({name: torch.from_numpy(array) for name, array in to_torch(cell).items()})
    assert_close(back(x)[0].detach().numpy(), trace.h, 1e-10, "h of the module written")


def test_bfloat16_and_parameters_that_ask_for_gradients():
    module = torch.nn.GRU(D, H, dtype=torch.bfloat16)
    cell = from_torch(dict(module.named_parameters()))
    assert cell.dtype == np.float32
    np.testing.assert_array_equal(cell.W_xn, module.weight_ih_l0[2 * H :].detach().float().numpy())
    assert {line.dtype for line in read_torch(module.half().state_dict()).table} == {"float16"}


@pytest.mark.parametrize(
    "network",
    [
        LSTM.init(D, H, O, seed=0),
        RNN.init(D, H, O, seed=0, activation="relu", dtype=np.float32),
        Stack.init(GRU, D, (H, H), O, seed=0, both_directions=True),
    ],
)
def test_the_line_that_makes_the_module(network):
    module = eval(torch_module(network), {"torch": torch})
    module.load_state_dict({name: torch.from_numpy(array) for name, array in to_torch(network).items()})
    x = numbers(T, B, D).astype(network.dtype)
    h = module(torch.from_numpy(x))[0].detach().numpy()
    assert_close(network.forward(x).h, h, 1e-5 if network.dtype == np.float32 else 1e-10, "h")
