"""The core beside PyTorch, and beside the matrix products alone, in a process of its own.

    OPENBLAS_NUM_THREADS=1 python -m tests.report.core

prints what was measured as JSON. What is compared is timed in turn, so that all meet the same load; each
figure is the median over the rounds. PyTorch gets as many threads as NumPy.
"""

import itertools
import json
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import torch

from benchmarks.test_language_speed import Ours, Theirs
from rnnlstm import GRU, LSTM, RNN, Adam, jacobian_norms, tasks, train

THREADS = int(os.environ.get("OPENBLAS_NUM_THREADS", "1"))
TYPES = {"float64": (np.float64, torch.float64), "float32": (np.float32, torch.float32)}
GRID = list(itertools.product((25, 100), (1, 32), (16, 64, 256)))
INPUTS, OUTPUTS = 10, 5
SECONDS = 1.5
"""How long one comparison is repeated, about; at least five times."""

Call = Callable[[], object]


def in_turn(**calls: Call) -> dict[str, float]:
    """Return the median seconds of each call, one round of all after another.

    In a round each is made twice, and the second time counts: during the first, threads of the other library
    still wait for work that does not come, and take a core while they wait.
    """
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    begin = perf_counter()
    while len(times[next(iter(times))]) < 5 or perf_counter() - begin < SECONDS:
        for name, call in calls.items():
            call()
            start = perf_counter()
            call()
            times[name].append(perf_counter() - start)
    return {name: statistics.median(each) for name, each in times.items()}


def passes() -> Iterator[dict[str, Any]]:
    """Forward and backward of the LSTM with everything that the course shows, against outputs and weights."""
    for name, (T, B, H) in itertools.product(TYPES, GRID):
        dtype, kind = TYPES[name]
        rng = np.random.default_rng(0)
        cell = LSTM.init(INPUTS, H, OUTPUTS, seed=0, dtype=dtype)
        x, dy = (rng.normal(size=(T, B, n)).astype(dtype) for n in (INPUTS, OUTPUTS))
        yield {
            "what": "passes", "type": name, "T": T, "B": B, "H": H,
            **in_turn(
                ours=lambda cell=cell, x=x, dy=dy: cell.backward(cell.forward(x), dy=dy),
                torch=lstm_of_torch(H, x, dy, kind),
                products=products(T, B, H, dtype),
            ),
        }  # fmt: skip


def lstm_of_torch(H: int, x: Any, dy: Any, kind: torch.dtype) -> Call:
    """Return both passes of `torch.nn.LSTM` and its read-out, with the gradients of input and weights."""
    network = torch.nn.LSTM(INPUTS, H, dtype=kind)
    readout = torch.nn.Linear(H, OUTPUTS, dtype=kind)
    x_t, dy_t = torch.from_numpy(x).requires_grad_(), torch.from_numpy(dy)

    def both() -> None:
        x_t.grad = None
        network.zero_grad()
        readout.zero_grad()
        readout(network(x_t)[0]).backward(dy_t)

    return both


def products(T: int, B: int, H: int, dtype: type) -> Call:
    """Return the matrix products that both passes of an LSTM cannot do without, and nothing else."""
    rng = np.random.default_rng(0)
    W, read = rng.normal(size=(4 * H, H)).astype(dtype), rng.normal(size=(T * B, H + INPUTS)).astype(dtype)
    h, da, all_da = (rng.normal(size=(n, m)).astype(dtype) for n, m in ((B, H), (B, 4 * H), (T * B, 4 * H)))
    W_T = np.ascontiguousarray(W.T)

    def alone() -> None:
        for _ in range(T):
            h @ W_T
            da @ W
        all_da.T @ read

    return alone


def jacobians() -> Iterator[dict[str, Any]]:
    """The norms of all Jacobians of an LSTM, beside as many products of such matrices."""
    for T, H in ((60, 16), (100, 64)):
        cell = LSTM.init(INPUTS, H, OUTPUTS, seed=0)
        trace = cell.forward(np.random.default_rng(0).normal(size=(T, 1, INPUTS)))
        step = np.random.default_rng(1).normal(size=(2 * H, 2 * H))

        def alone(T: int = T, step: Any = step) -> None:
            for _ in range(T):
                step @ step

        yield {
            "what": "jacobians", "type": "float64", "T": T, "B": 1, "H": H,
            **in_turn(ours=lambda cell=cell, trace=trace: jacobian_norms(cell, trace), products=alone),
        }  # fmt: skip


def updates() -> Iterator[dict[str, Any]]:
    """A whole update: a batch of the adding problem, both passes, the norm clipped, Adam."""
    T, B, H = 100, 32, 64
    for name, kind in itertools.product(TYPES, (LSTM, GRU, RNN)):
        dtype, of_torch = TYPES[name]
        task = tasks.adding(T)
        cell = kind.init(task.input_size, H, task.output_size, seed=0, dtype=dtype)
        training = train(cell, task, optimizer=Adam(0.01), steps=10**9, batch_size=B, seed=0, clip_norm=1.0)
        yield {
            "what": "updates", "type": name, "cell": kind.__name__, "T": T, "B": B, "H": H,
            **in_turn(
                ours=lambda training=training: next(training),
                torch=update_of_torch(kind.__name__, task, B, H, of_torch),
            ),
        }  # fmt: skip


def update_of_torch(kind: str, task: Any, B: int, H: int, dtype: torch.dtype) -> Call:
    """Return the same update in PyTorch, with the read-out at the last step only, where alone it counts."""
    network = getattr(torch.nn, kind)(task.input_size, H, dtype=dtype)
    readout = torch.nn.Linear(H, task.output_size, dtype=dtype)
    parameters = [*network.parameters(), *readout.parameters()]
    adam, number = torch.optim.Adam(parameters, lr=0.01), itertools.count()

    def update() -> None:
        x, target, _ = task.training_batch(0, next(number), B)
        adam.zero_grad()
        h, _ = network(torch.from_numpy(x).to(dtype))
        torch.nn.functional.mse_loss(readout(h[-1]), torch.from_numpy(target[-1]).to(dtype)).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        adam.step()

    return update


def language() -> Iterator[dict[str, Any]]:
    """An update of a character model; see the benchmark of the same name."""
    ours, theirs = Ours(), Theirs()
    yield {
        "what": "language", "type": "float32", "T": 64, "B": 32, "H": 128,
        **in_turn(ours=ours.update, torch=theirs.update),
    }  # fmt: skip


def main() -> None:
    """Measure all, and print it."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(0)
    every = itertools.chain(passes(), jacobians(), updates(), language())
    print(json.dumps([{"threads": THREADS, **each} for each in every]))


if __name__ == "__main__":
    main()
