"""A whole training update of the LSTM against the same update in PyTorch, in the same run, float64.

    pytest tests/benchmarks --benchmark-only

An update is: a batch of the adding problem, forward, loss, backward, clipping, Adam. As in
`test_lstm_speed.py` the ratio is recorded, never asserted.
"""

import itertools

import numpy as np
import pytest

from rnnlstm import LSTM, Adam, tasks, train
from support.timing import put, ratio

torch = pytest.importorskip("torch")

T, B, H = 100, 32, 64
LEARNING_RATE, CLIP_NORM, SEED = 1e-2, 1.0, 0


class Training:
    """The same network, the same batches, in NumPy and in PyTorch."""

    def __init__(self):
        self.task = tasks.adding(T)
        D, O = self.task.input_size, self.task.output_size  # noqa: E741
        self.cell = LSTM.init(D, H, O, seed=SEED)
        self.training = train(
            self.cell, self.task, optimizer=Adam(LEARNING_RATE), steps=10**9, batch_size=B, seed=SEED,
            clip_norm=CLIP_NORM,
        )  # fmt: skip
        self.lstm = torch.nn.LSTM(D, H, dtype=torch.float64)
        self.readout = torch.nn.Linear(H, O, dtype=torch.float64)
        p, order = self.cell.params, "ifco"  # torch's gates: i, f, g, o
        W = np.vstack([p[f"W_{k}"] for k in order])
        put(self.lstm.weight_hh_l0, W[:, :H])
        put(self.lstm.weight_ih_l0, W[:, H:])
        put(self.lstm.bias_ih_l0, np.hstack([p[f"b_{k}"] for k in order]))
        # PyTorch has a second bias, which would learn twice over what ours learns once.
        put(self.lstm.bias_hh_l0, np.zeros(4 * H))
        self.lstm.bias_hh_l0.requires_grad_(False)
        put(self.readout.weight, p["W_hy"])
        put(self.readout.bias, p["b_y"])
        parameters = [*self.lstm.parameters(), *self.readout.parameters()]
        self.parameters = [parameter for parameter in parameters if parameter.requires_grad]
        self.adam = torch.optim.Adam(self.parameters, lr=LEARNING_RATE)
        self.k = itertools.count()

    def ours(self):
        return next(self.training)

    def in_torch(self):
        """Make one update, with the read-out at the last step only, where alone it counts."""
        x, target, _ = self.task.training_batch(SEED, next(self.k), B)
        self.adam.zero_grad()
        h, _ = self.lstm(torch.from_numpy(x))
        E = torch.nn.functional.mse_loss(self.readout(h[-1]), torch.from_numpy(target[-1]))
        E.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.parameters, CLIP_NORM)
        self.adam.step()
        return E.item(), norm.item()


def test_the_same_training():
    """The comparison is worth something only if both learn the same."""
    both = Training()
    for _ in range(5):
        progress = both.ours()
        assert (progress.loss, progress.gradient_norm) == pytest.approx(both.in_torch(), rel=1e-6)
    W = np.vstack([progress.cell.params[f"W_{k}"] for k in "ifco"])
    np.testing.assert_allclose(W[:, :H], both.lstm.weight_hh_l0.detach().numpy(), rtol=1e-4, atol=1e-6)


@pytest.mark.benchmark(group=f"T={T} B={B} H={H}, one whole update with Adam")
@pytest.mark.parametrize("run", ["ours", "in_torch"])
def test_update(benchmark, rounds, run):
    both = Training()
    if run == "ours":
        benchmark.extra_info["torch / ours"] = ratio(both.in_torch, both.ours, rounds(15))
        print(f"\nT={T} B={B} H={H}, whole update: {benchmark.extra_info}")
    benchmark.pedantic(getattr(both, run), rounds=30, warmup_rounds=3)
