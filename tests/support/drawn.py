"""Trainings as they are drawn: made up, so that each number can be found again."""

import numpy as np

from rnnlstm import RECIPES
from rnnlstm.core.training.history import BINS, History, Snapshot

STEPS = RECIPES["parity"].steps
GATES = {"RNN": (), "LSTM": ("f", "i", "o"), "GRU": ("r", "z")}


def snapshot(step, kind, rng, lags=20):
    gates = GATES[kind]
    return Snapshot(
        step=step,
        loss=float(rng.uniform(0.4, 1)),
        accuracy=float(rng.uniform()),
        gradient=10.0 ** -np.arange(lags) * rng.uniform(0.5, 1),
        gates={gate: rng.dirichlet(np.ones(BINS)) for gate in gates},
        units={gate: rng.uniform(size=4) for gate in gates},
        y=np.zeros((20, 2, 2)),
        cell=None,
    )


def history(kind, at=(0, 10, 20), seed=0):
    rng = np.random.default_rng(seed)
    snapshots = tuple(snapshot(step, kind, rng) for step in at)
    loss = rng.uniform(0.4, 1, at[-1])
    return History(RECIPES["parity"], kind, 0, loss, loss, snapshots)


ALL = {kind: history(kind, seed=k) for k, kind in enumerate(("RNN", "LSTM", "GRU"))}
