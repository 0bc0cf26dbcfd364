"""What a forward and a backward pass leave behind: the base of every cell's step, trace and gradients."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, NamedTuple, SupportsIndex, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, Mask, flat, norm, settle
from rnnlstm.core.cells.clamp import Clamped
from rnnlstm.core.cells.padding import Lengths, mask_of

# The state of a network between two steps: h_t, each (B, H); of a cell with a cell state the pair (h_t, c_t).
State: TypeAlias = Array | tuple[Array, ...]

# An index of the leading axes of a record, time and sequences.
AxisIndex: TypeAlias = SupportsIndex | slice | NDArray[np.integer[Any]]
Index: TypeAlias = AxisIndex | tuple[AxisIndex, ...]

StepT = TypeVar("StepT", bound="Step")


def parts(state: State) -> tuple[Array, ...]:
    """Return the parts of a state, which are one or two: (h,) or (h, c)."""
    return state if isinstance(state, tuple) else (state,)


class Pass(NamedTuple):
    """What a kernel computed on its way over all steps.

    Attributes
    ----------
    values : dict of str to ndarray
        By the names of the record's fields.
    sums : tuple of ndarray
        The pre-activations, or the gradients there, as the kernel holds them, gates side by side.
    """

    values: dict[str, Array]
    sums: tuple[Array, ...]


class Factors(NamedTuple):
    """How a parameter enters: what each step adds to its gradient is the outer product of these two.

    Attributes
    ----------
    delta : ndarray, shape (T, B, rows)
        The gradient at the sum that the parameter enters.
    inputs : tuple of ndarray, each of shape (T, B, columns)
        What its columns multiply, side by side; a vector such as a bias has none.
    """

    delta: Array
    inputs: tuple[Array, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Step(ABC):
    """The quantities of one step that all cells share.

    Attributes
    ----------
    x : ndarray, shape (B, D)
        The input x_t.
    h_prev, h : ndarray, shape (B, H)
        h_{t-1} and h_t.
    y : ndarray, shape (B, O)
        y_t = W_hy h_t + b_y.
    clamped : dict of str to ndarray of bool, or None
        Where gates were clamped, of the gates' shape; None if every gate was free. The gate then holds the
        value it was clamped to, its pre-activation what the weights computed.
    """

    x: Array
    h_prev: Array
    h: Array
    y: Array
    clamped: Clamped | None = None

    @property
    def state(self) -> State:
        """What the next step starts from: h_t, or (h_t, c_t)."""
        return self.h

    @abstractmethod
    def at(self, index: Index) -> "Step":
        """Return the record of some of the steps or sequences; `index` is any index of the leading axes."""

    def unless_clamped(self, gate: str, da: Array) -> Array:
        """Return the gradient at a pre-activation, 0 where the gate is clamped: it does not listen there."""
        if self.clamped is None or gate not in self.clamped:
            return da
        return np.where(self.clamped[gate], 0, da)

    def _at(self, kind: type[StepT], index: Index) -> StepT:
        values = {entry.name: getattr(self, entry.name) for entry in fields(kind) if entry.name != "clamped"}
        arrays: dict[str, Array] = {name: v[index] for name, v in values.items() if v is not None}
        clamped = self.clamped and {gate: where[index] for gate, where in self.clamped.items()}
        return kind(clamped=clamped, **arrays)


@dataclass(frozen=True, eq=False, kw_only=True)
class Trace(Step):
    """The quantities of all steps: those of `Step` with a leading axis of time, (T, B, ...).

    Attributes
    ----------
    h0 : ndarray, shape (B, H)
        The initial state.
    finite : bool
        False when anything overflowed (a relu network whose states explode); entries are then inf.
    lengths : ndarray of int, shape (B,), or None
        The steps of each sequence, where some are shorter than T. Beyond its end a sequence takes no step: h
        (and c) stay what they were, the forget gate of an LSTM and the update gate of a GRU are 1, and all
        else but x and y is 0.
    """

    h0: Array
    finite: bool
    lengths: Lengths | None = None

    @property
    def mask(self) -> Mask:
        """True where a sequence takes a step, (T, B): the mask that a loss takes."""
        return mask_of(self.lengths, *self.h.shape[:2])


@dataclass(frozen=True)
class StepGradients:
    """What one step of backpropagation gives.

    Attributes
    ----------
    params : dict of str to ndarray
        What this step adds to the gradient of each parameter.
    x : ndarray, shape (B, D)
        dE/dx_t.
    total : state
        dE/d state_t, the loss's part and the future's part together.
    previous : state
        What goes on to state_{t-1}: the `dstate` of the step before.
    """

    params: dict[str, Array]
    x: Array
    total: State
    previous: State


@dataclass(frozen=True, eq=False, kw_only=True)
class Gradients:
    """Every gradient of a backward pass that all cells share.

    Attributes
    ----------
    params : dict of str to ndarray
        dE/d parameter, each of its parameter's shape, in the order of ``cell.params``.
    y : ndarray, shape (T, B, O)
        dE/dy_t, as given.
    h : ndarray, shape (T, B, H)
        The total dE/dh_t = h_future + h_loss.
    h_future : ndarray, shape (T, B, H)
        What arrives at h_t from step t+1; zero at the last step.
    h_loss : ndarray, shape (T, B, H)
        What enters at step t: W_hy^T dE/dy_t and the `dh` given.
    x : ndarray, shape (T, B, D)
        dE/dx_t.
    h0 : ndarray, shape (B, H)
        dE/dh_0.
    finite : bool
        False when anything overflowed. Entries that overflowed are then inf, never NaN; the sign of an
        infinity that came out of inf - inf or 0 * inf carries no meaning.
    trace : Trace
        The forward pass that this is the way back through.
    factors : dict of str to Factors
        How each parameter enters, in the order of `params`.
    """

    params: dict[str, Array]
    y: Array
    h: Array
    h_future: Array
    h_loss: Array
    x: Array
    h0: Array
    finite: bool
    trace: Trace = field(repr=False)
    factors: dict[str, Factors] = field(repr=False)

    def contribution(self, name: str) -> Array:
        """Return what each step adds to the gradient of parameter `name`.

        Parameters
        ----------
        name : str
            A key of `params`.

        Returns
        -------
        ndarray, shape (T, *parameter.shape)
            Summed over its first axis it is ``params[name]``, up to rounding.

        Raises
        ------
        ValueError
            If there is no such parameter.
        """
        factors = self.factors[validate.choice("name", name, self.params)]
        with np.errstate(all="ignore"):
            if factors.inputs:
                added: Array = factors.delta.transpose(0, 2, 1) @ side_by_side(factors.inputs)
            else:
                added = factors.delta.sum(axis=1)
        settle(added)
        return added

    @cached_property
    def contribution_norms(self) -> dict[str, Array]:
        """The Frobenius norm of what each step adds to each parameter's gradient: name -> (T,)."""
        return {name: self._contribution_norm(name) for name in self.params}

    def _contribution_norm(self, name: str) -> Array:
        factors = self.factors[name]
        if not factors.inputs:
            return norm(self.contribution(name))
        delta, u = factors.delta, side_by_side(factors.inputs)
        T, B, _ = delta.shape
        with np.errstate(all="ignore"):
            if B == 1:  # the norm of an outer product is the product of the norms
                result = norm(delta[:, 0]) * norm(u[:, 0])
            else:  # one step's matrix at a time, never all of them
                result = np.array([norm((delta[t].T @ u[t]).ravel()) for t in range(T)])
        settle(result)
        return result


def side_by_side(arrays: tuple[Array, ...]) -> Array:
    """Return the arrays joined along their last axis; one alone is not copied."""
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays, axis=-1)


def summed(factors: dict[str, Factors]) -> dict[str, Array]:
    """Return each parameter's gradient, which is the sum over all steps and sequences of its factors.

    Parameters whose columns multiply the same inputs share them, so that they are put side by side once.
    """
    joined: dict[tuple[int, ...], Array] = {}
    grads: dict[str, Array] = {}
    for name, (delta, inputs) in factors.items():
        key = tuple(map(id, inputs))
        if key not in joined:
            # A bias has no inputs; its sum is a product with ones, which BLAS does fastest.
            joined[key] = flat(side_by_side(inputs)) if inputs else np.ones(len(flat(delta)), delta.dtype)
        grads[name] = flat(delta).T @ joined[key]
    return grads
