"""Forward and backward of the LSTM against PyTorch in the same run, float64.

    pytest tests/benchmarks --benchmark-only

Each of our benchmarks records in `extra_info` how many times longer PyTorch took, both measured back to
back here. The ratio is recorded, never asserted: a busy machine must not fail a test.
"""

import numpy as np
import pytest

from rnnlstm import LSTM
from support.timing import put, ratio

torch = pytest.importorskip("torch")

# name: T, B, D, H, O
SMALL = (50, 1, 10, 20, 5)
LARGE = (100, 32, 10, 64, 5)


class Problem:
    """One LSTM, its input and dE/dy, with the same weights in NumPy and in PyTorch."""

    def __init__(self, T, B, D, H, O):  # noqa: E741
        rng = np.random.default_rng(0)
        self.cell = LSTM.init(D, H, O, seed=0)
        self.x, self.dy = rng.normal(size=(T, B, D)), rng.normal(size=(T, B, O))
        self.torch_x, self.torch_dy = torch.from_numpy(self.x).requires_grad_(), torch.from_numpy(self.dy)
        self.step = torch.nn.LSTMCell(D, H, dtype=torch.float64)
        self.whole = torch.nn.LSTM(D, H, dtype=torch.float64)
        self.readout = torch.nn.Linear(H, O, dtype=torch.float64)
        p, order = self.cell.params, "ifco"  # torch's gates: i, f, g, o
        W, b = np.vstack([p[f"W_{k}"] for k in order]), np.hstack([p[f"b_{k}"] for k in order])
        for module, suffix in ((self.step, ""), (self.whole, "_l0")):
            put(getattr(module, f"weight_hh{suffix}"), W[:, :H])
            put(getattr(module, f"weight_ih{suffix}"), W[:, H:])
            put(getattr(module, f"bias_ih{suffix}"), b)
            put(getattr(module, f"bias_hh{suffix}"), np.zeros(4 * H))
        put(self.readout.weight, self.cell.W_hy)
        self.zero = torch.zeros(B, H, dtype=torch.float64)

    def ours(self):
        """Give the whole trace and all gradients, the gates' too."""
        trace = self.cell.forward(self.x)
        grads = self.cell.backward(trace, dy=self.dy)
        return trace, grads, (grads.f, grads.i, grads.g, grads.o)

    def forget(self):
        self.torch_x.grad = None
        for module in (self.step, self.whole, self.readout):
            module.zero_grad()

    def torch_steps(self):
        """Give y, h, c and their gradients at every step (but no gates: LSTMCell does not show them)."""
        self.forget()
        h = c = self.zero
        hs, cs, ys = [], [], []
        for x_t in self.torch_x:
            h, c = self.step(x_t, (h, c))
            h.retain_grad()
            c.retain_grad()
            hs.append(h)
            cs.append(c)
            ys.append(self.readout(h))
        torch.stack(ys).backward(self.torch_dy)
        return hs, cs, ys

    def torch_gates(self):
        """Give the gates and the gradients at the gates too, with the cell written out."""
        self.forget()
        h = c = self.zero
        kept = []
        for x_t in self.torch_x:
            a = torch.nn.functional.linear(x_t, self.step.weight_ih, self.step.bias_ih)
            a = a + torch.nn.functional.linear(h, self.step.weight_hh, self.step.bias_hh)
            a_i, a_f, a_c, a_o = a.chunk(4, dim=1)
            i, f, g, o = a_i.sigmoid(), a_f.sigmoid(), a_c.tanh(), a_o.sigmoid()
            c = f * c + i * g
            h = o * c.tanh()
            for value in (a, i, f, g, o, c, h):
                value.retain_grad()
            kept.append((a, i, f, g, o, c, h, self.readout(h)))
        torch.stack([k[-1] for k in kept]).backward(self.torch_dy)
        return kept

    def torch_whole(self):
        """Give the outputs and the parameters' gradients, no value of a single step but h."""
        self.forget()
        h, _ = self.whole(self.torch_x)
        self.readout(h).backward(self.torch_dy)
        return h


@pytest.fixture(scope="module", params=[SMALL, LARGE], ids=["small", "large"])
def problem(request):
    return Problem(*request.param)


def test_the_same_numbers(problem):
    """The comparison is worth something only if both compute the same."""
    trace, grads, _ = problem.ours()
    hs, cs, _ = problem.torch_steps()
    np.testing.assert_allclose(trace.c, [c.detach().numpy() for c in cs], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(grads.h, [h.grad.numpy() for h in hs], rtol=1e-9, atol=1e-12)
    kept = problem.torch_gates()
    np.testing.assert_allclose(grads.f, [k[2].grad.numpy() for k in kept], rtol=1e-9, atol=1e-12)
    h = problem.torch_whole()
    np.testing.assert_allclose(trace.h, h.detach().numpy(), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(grads.x, problem.torch_x.grad.numpy(), rtol=1e-9, atol=1e-12)


@pytest.mark.benchmark(group="T=50 B=1 D=10 H=20 O=5, every step's values")
@pytest.mark.parametrize("run", ["ours", "torch_steps", "torch_gates"])
def test_small(benchmark, rounds, run):
    problem = Problem(*SMALL)
    if run == "ours":
        for other in ("torch_steps", "torch_gates"):
            benchmark.extra_info[f"{other} / ours"] = ratio(getattr(problem, other), problem.ours, rounds(30))
        print(f"\n{SMALL}: {benchmark.extra_info}")
    benchmark.pedantic(getattr(problem, run), rounds=100, warmup_rounds=5)


@pytest.mark.benchmark(group="T=100 B=32 D=10 H=64 O=5, against torch.nn.LSTM")
@pytest.mark.parametrize("run", ["ours", "torch_whole"])
def test_large(benchmark, rounds, run):
    problem = Problem(*LARGE)
    if run == "ours":
        benchmark.extra_info["torch_whole / ours"] = ratio(problem.torch_whole, problem.ours, rounds(15))
        print(f"\n{LARGE}: {benchmark.extra_info}")
    benchmark.pedantic(getattr(problem, run), rounds=30, warmup_rounds=3)
