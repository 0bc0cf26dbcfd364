"""Random cells and sequences for the tests, drawn by Hypothesis."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from rnnlstm import GRU, LSTM, RNN, PeepholeLSTM

thorough = settings(deadline=None, max_examples=150, derandomize=True)
brief = settings(deadline=None, max_examples=40, derandomize=True)

CELLS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU, "PeepholeLSTM": PeepholeLSTM}
GATES = {"RNN": {}, "LSTM": {"f": 0, "i": 0, "g": -1, "o": 0}, "GRU": {"r": 0, "z": 0, "n": -1}}
GATES["PeepholeLSTM"] = GATES["LSTM"]
WITH_CELL_STATE = ("LSTM", "PeepholeLSTM")
KINDS = [
    *(("RNN", activation) for activation in ("tanh", "sigmoid", "relu")),
    *((kind, None) for kind in ("LSTM", "GRU", "PeepholeLSTM")),
    ("GRU", "before"),
]
"""Every cell with its form: of an RNN the activation, of a GRU where the reset gate stands."""


@dataclass(frozen=True)
class Case:
    kind: str
    activation: str | None
    cell: RNN | LSTM | GRU
    x: np.ndarray
    h0: np.ndarray
    c0: np.ndarray
    dy: np.ndarray
    dh: np.ndarray
    clamp: dict[str, np.ndarray] | None = None
    lengths: list[int] | None = None

    @property
    def states(self):
        return {"h0": self.h0, "c0": self.c0} if self.kind in WITH_CELL_STATE else {"h0": self.h0}

    def forward(self):
        return self.cell.forward(self.x, **self.states, clamp=self.clamp, lengths=self.lengths)

    @property
    def reference(self):
        """The keywords by which the reference computes the same."""
        padded = {} if self.lengths is None else {"lengths": self.lengths}
        return {"activation": self.activation, "clamp": self.clamp, **padded}


def random_clamp(kind, shape, seed):
    """Hold a random share of each gate's entries at random values, the ends of their range among them."""
    rng = np.random.default_rng(seed)
    clamp = {}
    for gate, lowest in GATES[kind].items():
        value = np.clip(rng.uniform(lowest - 0.5, 1.5, shape), lowest, 1)
        clamp[gate] = np.where(rng.random(shape) < rng.random(), value, np.nan)
    return clamp


def make(kind, activation, T, B, D, H, O, seed, scale=1.0):  # noqa: E741
    rng = np.random.default_rng(seed)
    extra = {"activation": activation} if kind == "RNN" else {}
    if activation == "before":
        extra = {"reset": "before"}
    cell = CELLS[kind].init(D, H, O, seed=seed, **extra)
    # Every parameter random, the biases too: a gradient that forgets one must show.
    cell = replace(cell, **{name: scale * rng.normal(size=p.shape) for name, p in cell.params.items()})
    return Case(
        kind,
        activation,
        cell,
        x=rng.normal(size=(T, B, D)),
        h0=rng.normal(size=(B, H)),
        c0=rng.normal(size=(B, H)),
        dy=rng.normal(size=(T, B, O)),
        dh=rng.normal(size=(T, B, H)),
    )


@st.composite
def cases(draw, kinds=KINDS, clamped=False, padded=False):
    size = st.integers(1, 4)
    kind, activation = draw(st.sampled_from(kinds))
    T, B = draw(st.integers(1, 7)), draw(st.integers(1, 3))
    scale = draw(st.sampled_from([0.3, 1.0, 2.0]))
    seed = draw(st.integers(0, 2**32 - 1))
    case = make(kind, activation, T, B, draw(size), draw(size), draw(size), seed, scale)
    if padded:
        case = replace(case, lengths=draw(st.lists(st.integers(1, T), min_size=B, max_size=B)))
    if not clamped or draw(st.booleans()):
        return case
    return replace(case, clamp=random_clamp(kind, case.dh.shape, seed))


def assert_close(got, expected, rtol=1e-10, what=""):
    """Compare arrays, relative to the largest expected entry."""
    got, expected = np.asarray(got), np.asarray(expected)
    assert got.shape == expected.shape, f"{what}: {got.shape} is not {expected.shape}"
    assert np.isfinite(got).all(), f"{what} is not finite"
    error = np.abs(got - expected).max()
    allowed = rtol * np.abs(expected).max() + 1e-14
    assert error <= allowed, f"{what}: differs by {error:.3g}, allowed {allowed:.3g}"
