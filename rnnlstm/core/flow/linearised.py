"""A trace seen close up: every step as the linear map that it is for small changes of its state.

What flows back multiplies these maps from the left, row by row (`pull`: reverse mode); what a change does
later multiplies them from the right, column by column (`push`: forward mode). Griewank and Walther,
*Evaluating Derivatives* (2008), chapter 3.

Rows and columns are both arrays (S, n, B, R, H): S parts of the state (h, and c for an LSTM), n steps at
once, R vectors of each sequence. `at` says which steps, as a slice of the time axis.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from rnnlstm.core.cells.activations import ACTIVATIONS, Array
from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.cells.gru_records import GRUStep
from rnnlstm.core.cells.kinds import AnyCell, AnyTrace
from rnnlstm.core.cells.lstm import LSTM
from rnnlstm.core.cells.lstm_records import LSTMStep
from rnnlstm.core.cells.records import flat, step_product
from rnnlstm.core.cells.rnn import RNN, RNNStep


@dataclass(frozen=True, eq=False)
class Linearised(ABC):
    """The maps J_t = d state_t / d state_{t-1} of a trace, never written out as matrices.

    Attributes
    ----------
    W_h, W_x : ndarray, shape (K*H, H) and (K*H, D)
        The recurrent and the input weights of the K gates, one above the other.
    local : ndarray, shape (T, B, K, H)
        What takes a gradient within the step to the K pre-activations' recurrent parts.
    """

    W_h: Array
    W_x: Array
    local: Array
    parts: ClassVar[int] = 1

    @abstractmethod
    def pull(self, at: slice, rows: Array) -> Array:
        """Return rows J_t for the steps t of `at`."""

    @abstractmethod
    def push(self, at: slice, columns: Array) -> Array:
        """Return J_t columns for the steps t of `at`."""

    @abstractmethod
    def inputs(self) -> Array:
        """Return d state_t / d x_t of every step, its D columns one under the other: (S, T, B, D, H)."""

    def _to_state(self, da: Array) -> Array:
        """Take gradients at the pre-activations (n, B, R, K*H) to h_{t-1}: (n, B, R, H)."""
        return step_product(flat(da), self.W_h).reshape(*da.shape[:-1], -1)

    def _to_gates(self, columns: Array) -> Array:
        """Take changes of h_{t-1} (n, B, R, H) to the pre-activations: (n, B, R, K, H)."""
        H = self.W_h.shape[1]
        return step_product(flat(columns), self.W_h.T).reshape(*columns.shape[:-1], -1, H)


@dataclass(frozen=True, eq=False)
class LinearRNN(Linearised):
    """J_t = diag(act'(a_t)) W_hh."""

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        return self._to_state(rows[0] * self.local[at])[None]

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        return (self._to_gates(columns[0])[..., 0, :] * self.local[at])[None]

    def inputs(self) -> Array:  # noqa: D102
        return (self.local * self.W_x.T)[None]


@dataclass(frozen=True, eq=False)
class LinearGRU(Linearised):
    """The state is h; the gates are r, z and the candidate's recurrent part.

    Attributes
    ----------
    local_x : ndarray, shape (T, B, 3, H)
        As `local`, with the candidate's pre-activation itself in the place of its recurrent part.
    z : ndarray, shape (T, B, H)
    """

    local_x: Array
    z: Array

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        da = rows[0][..., None, :] * self.local[at][:, :, None]
        before: Array = self._to_state(da.reshape(*da.shape[:-2], -1))
        before += rows[0] * self.z[at][:, :, None]
        return before[None]

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        da = self._to_gates(columns[0])
        da *= self.local[at][:, :, None]
        after: Array = columns[0] * self.z[at][:, :, None]
        for gate in range(3):
            after += da[..., gate, :]
        return after[None]

    def inputs(self) -> Array:  # noqa: D102
        da = self.W_x.T.reshape(-1, 3, self.W_h.shape[1]) * self.local_x[:, :, None]
        of_x: Array = da.sum(axis=-2)
        return of_x[None]


@dataclass(frozen=True, eq=False)
class LinearLSTM(Linearised):
    """The state is (h, c); the gates are o, f, i and the candidate.

    Attributes
    ----------
    c_of_h : ndarray, shape (T, B, H)
        What takes dE/dh_t to c_t.
    f : ndarray, shape (T, B, H)
    """

    c_of_h: Array
    f: Array
    parts: ClassVar[int] = 2

    def cell_of_hidden(self, at: slice, dh: Array) -> Array:
        """Take rows at h_t to c_t, within the step: (n, B, R, H)."""
        return dh * self.c_of_h[at][:, :, None]

    def pull(self, at: slice, rows: Array) -> Array:  # noqa: D102
        dh, dc = rows[0], rows[1] + self.cell_of_hidden(at, rows[0])
        local = self.local[at][:, :, None]
        da = np.empty((*dh.shape[:-1], 4, dh.shape[-1]), dh.dtype)
        np.multiply(dh, local[..., 0, :], out=da[..., 0, :])
        np.multiply(dc[..., None, :], local[..., 1:, :], out=da[..., 1:, :])
        before = np.empty_like(rows)
        before[0] = self._to_state(da.reshape(*dh.shape[:-1], -1))
        np.multiply(dc, self.f[at][:, :, None], out=before[1])
        return before

    def push(self, at: slice, columns: Array) -> Array:  # noqa: D102
        da = self._to_gates(columns[0])
        da *= self.local[at][:, :, None]
        after = self._after(at, da)
        through_c = columns[1] * self.f[at][:, :, None]
        after[1] += through_c
        after[0] += self.cell_of_hidden(at, through_c)
        return after

    def inputs(self) -> Array:  # noqa: D102
        da = self.W_x.T.reshape(-1, 4, self.W_h.shape[1]) * self.local[:, :, None]
        return self._after(np.s_[:], da)

    def _after(self, at: slice, da: Array) -> Array:
        """Take changes of o, f, i and the candidate, as c_t and h_t feel them, to (h_t, c_t)."""
        after = np.empty((2, *da.shape[:-2], da.shape[-1]), da.dtype)
        np.add(da[..., 1, :], da[..., 2, :], out=after[1])
        after[1] += da[..., 3, :]
        np.add(da[..., 0, :], self.cell_of_hidden(at, after[1]), out=after[0])
        return after


def linearise(
    cell: AnyCell, trace: AnyTrace, sequence: int | None = None
) -> LinearRNN | LinearGRU | LinearLSTM:
    """Return the linear maps of the steps of a trace, or of one of its sequences alone.

    Raises
    ------
    ValueError
        If the trace is another cell's.
    """
    cell.check_trace(trace)
    record = trace if sequence is None else trace.at(np.s_[:, sequence : sequence + 1])
    H = cell.hidden_size
    with np.errstate(all="ignore"):
        if isinstance(cell, RNN) and isinstance(record, RNNStep):
            slope = ACTIVATIONS[cell.activation].slope(record.h)
            return LinearRNN(cell.W_hh, cell.W_xh, slope[:, :, None])
        if isinstance(cell, GRU) and isinstance(record, GRUStep):
            W_h = np.concatenate([cell.W_r[:, :H], cell.W_z[:, :H], cell.W_hn])
            W_x = np.concatenate([cell.W_r[:, H:], cell.W_z[:, H:], cell.W_xn])
            local = record.local()
            n_of_h = record.unless_clamped("n", (1 - record.z) * (1 - record.n**2))
            local_x = np.concatenate([local[:, :, :2], n_of_h[:, :, None]], axis=2)
            return LinearGRU(W_h, W_x, local, local_x, record.z)
        assert isinstance(cell, LSTM) and isinstance(record, LSTMStep)
        W = np.concatenate([cell.W_o, cell.W_f, cell.W_i, cell.W_c])
        c_of_h, local = record.local()
        return LinearLSTM(np.ascontiguousarray(W[:, :H]), W[:, H:], local, c_of_h, record.f)


def flush(vectors: Array) -> None:
    """Put zeros for subnormal numbers, in place.

    They add nothing to any sum, but make each product that they enter a hundred times slower.
    """
    vectors[np.abs(vectors) < np.finfo(vectors.dtype).tiny] = 0
