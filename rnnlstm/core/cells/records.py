"""What a forward and a backward pass leave behind: the base of every cell's trace and gradients."""

import itertools
import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.cells.activations import Array

State = TypeVar("State")

# How a parameter enters its pre-activation: the gradient there (T, B, rows), and the inputs
# (T, B, columns) that its columns multiply, side by side; a bias multiplies none.
Factors: TypeAlias = tuple[Array, tuple[Array, ...]]

# OpenBLAS, which NumPy's wheels bring, stays on one thread up to this many multiplications.
ONE_THREAD = 4 * 65536


def all_finite(*arrays: Array) -> bool:
    """Return whether no entry is infinite or NaN."""
    return all(np.isfinite(a).all() for a in arrays)


def settle(*arrays: Array) -> None:
    """Turn each NaN into inf, in place.

    A NaN in the core is always the child of an overflow (inf - inf or 0 * inf): the number is too large
    to be known. It is reported as inf, so that a curve of norms stays at the top instead of breaking off.
    """
    for a in arrays:
        a[np.isnan(a)] = np.inf


def flat(a: Array) -> Array:
    """Return (T, B, n) as (T*B, n), one row for each step of each sequence."""
    return a.reshape(-1, a.shape[-1])


def empties(dtype: np.dtype[Any], *shapes: tuple[int, ...]) -> list[Array]:
    """Return uninitialised arrays of these shapes, side by side in one block of memory.

    A pass over a batch makes tens of megabytes, and touching new memory for the first time costs as much as
    computing it. For a block of 4 MB or more NumPy asks Linux for huge pages, which makes that several times
    cheaper than for the same arrays one by one.
    """
    sizes = [-(-math.prod(shape) // 8) * 8 for shape in shapes]  # each begins at a multiple of 8 numbers
    block = np.empty(sum(sizes), dtype)
    starts = itertools.accumulate(sizes, initial=0)
    return [block[k : k + math.prod(shape)].reshape(shape) for k, shape in zip(starts, shapes, strict=False)]


def linear(u: Array, W: Array, b: Array | float = 0.0, out: Array | None = None) -> Array:
    """Return W u + b for every step at once: (T, B, columns) -> (T, B, rows), in one matrix product."""
    result: Array = np.matmul(flat(u), W.T, out=None if out is None else flat(out))
    result += b
    return result.reshape(*u.shape[:-1], W.shape[0])


def step_product(u: Array, W: Array, out: Array | None = None) -> Array:
    """Return u @ W for the rows of one step (rows, n), in blocks that BLAS does on a single thread.

    Such a product takes microseconds, and is waited for at every step. Shared among threads it is faster
    on idle cores, by little; on busy ones each step waits for a time slice, a thousand times longer.
    """
    (inner, columns), height = W.shape, len(u)
    if out is None:
        out = np.empty((height, columns), u.dtype)
    if height * W.size <= ONE_THREAD:
        u.dot(W, out)
        return out
    # A block near to a square reads the least for what it computes.
    tall = min(height, max(1, math.isqrt(ONE_THREAD // inner)))
    wide = min(columns, max(1, ONE_THREAD // (inner * tall)))
    tall = max(1, ONE_THREAD // (inner * wide))
    for j in range(0, columns, wide):
        W_j = W[:, j : j + wide]
        for k in range(0, height, tall):
            np.matmul(u[k : k + tall], W_j, out=out[k : k + tall, j : j + wide])
    return out


@dataclass(frozen=True)
class StepGradients(Generic[State]):
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
    """

    params: dict[str, Array]
    y: Array
    h: Array
    h_future: Array
    h_loss: Array
    x: Array
    h0: Array
    finite: bool
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
        delta, inputs = self.factors[validate.choice("name", name, self.params)]
        with np.errstate(all="ignore"):
            if inputs:
                added: Array = delta.transpose(0, 2, 1) @ np.concatenate(inputs, axis=-1)
            else:
                added = delta.sum(axis=1)
        settle(added)
        return added

    @cached_property
    def contribution_norms(self) -> dict[str, Array]:
        """The Frobenius norm of what each step adds to each parameter's gradient: name -> (T,)."""
        return {name: self._contribution_norm(name) for name in self.params}

    def _contribution_norm(self, name: str) -> Array:
        delta, inputs = self.factors[name]
        if not inputs:
            return norm(self.contribution(name))
        T, B, _ = delta.shape
        u = np.concatenate(inputs, axis=-1)
        with np.errstate(all="ignore"):
            if B == 1:  # the norm of an outer product is the product of the norms
                result = norm(delta[:, 0]) * norm(u[:, 0])
            else:  # one step's matrix at a time, never all of them
                result = np.array([norm((delta[t].T @ u[t]).ravel()) for t in range(T)])
        settle(result)
        return result


def norm(a: Array) -> Array:
    """Euclidean norm over the last axis; only a norm that itself overflows is inf."""
    with np.errstate(all="ignore"):
        scale = np.abs(a).max(axis=-1, keepdims=True)
        usable = np.where((scale > 0) & np.isfinite(scale), scale, 1)
        result: Array = (scale * np.sqrt(np.square(a / usable).sum(axis=-1, keepdims=True)))[..., 0]
    return result


def product(gradient: Array, factor: Array) -> Array:
    """Return gradient * factor, settled."""
    with np.errstate(all="ignore"):
        result: Array = gradient * factor
    settle(result)
    return result
