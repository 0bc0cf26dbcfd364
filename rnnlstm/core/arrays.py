"""What every pass does with arrays: matrix products over all steps, norms, and how overflow is reported."""

import itertools
import math
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.floating[Any]]
Mask: TypeAlias = NDArray[np.bool_]
DType: TypeAlias = np.dtype[np.floating[Any]]

# OpenBLAS, which NumPy's wheels bring, stays on one thread up to this many multiplications; told to, always.
ONE_THREAD = 4 * 65536
_BLOCK = sys.maxsize if os.environ.get("OPENBLAS_NUM_THREADS") == "1" else ONE_THREAD


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
    width = a.shape[-1]
    return a.reshape(-1, width) if width else a.reshape(math.prod(a.shape[:-1]), 0)


def in_a_row(arrays: Iterable[Array]) -> Array:
    """Return all numbers of several arrays in one row, one array behind the other."""
    return np.concatenate([a.ravel() for a in arrays])


def empties(dtype: DType, *shapes: tuple[int, ...]) -> list[Array]:
    """Return uninitialised arrays of these shapes, side by side in one block of memory.

    A pass over a batch makes tens of megabytes, and touching new memory for the first time costs as much as
    computing it. For a block of 4 MB or more NumPy asks Linux for huge pages, which makes that several times
    cheaper than for the same arrays one by one.
    """
    sizes = [-(-math.prod(shape) // 8) * 8 for shape in shapes]  # each begins at a multiple of 8 numbers
    block = np.empty(sum(sizes), dtype)
    starts = itertools.accumulate(sizes, initial=0)
    return [block[k : k + math.prod(shape)].reshape(shape) for k, shape in zip(starts, shapes, strict=False)]


def times(rows: Array, W: Array) -> Array:
    """Return rows @ W for rows (..., n) of any number, as `step_product` computes it."""
    return step_product(flat(rows), W).reshape(*rows.shape[:-1], -1)


def backwards(*arrays: Array) -> Iterator[tuple[Array, ...]]:
    """Walk over the steps of several arrays together, from the last step to the first.

    A loop that indexes each array by t instead spends a fifth of its time on that, in a small network.
    """
    return zip(*(a[::-1] for a in arrays), strict=True)


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
    if height * W.size <= _BLOCK:
        u.dot(W, out)
        return out
    # A block near to a square reads the least for what it computes.
    tall = min(height, max(1, math.isqrt(_BLOCK // inner)))
    wide = min(columns, max(1, _BLOCK // (inner * tall)))
    tall = max(1, _BLOCK // (inner * wide))
    for j in range(0, columns, wide):
        W_j = W[:, j : j + wide]
        for k in range(0, height, tall):
            np.matmul(u[k : k + tall], W_j, out=out[k : k + tall, j : j + wide])
    return out


def stacked_product(u: Array, W: Array, out: Array) -> None:
    """Write u @ W for several matrices W (n, inner, columns) into `out`, in blocks as `step_product`.

    The rows u are (rows, inner), the same for all matrices, or (n, rows, inner).
    """
    _, inner, columns = W.shape
    height = u.shape[-2]
    tall = min(height, max(1, _BLOCK // (inner * columns)))
    for k in range(0, height, tall):
        np.matmul(u[..., k : k + tall, :], W, out=out[:, k : k + tall])


def norm(a: Array) -> Array:
    """Euclidean norm over the last axis; only a norm that itself overflows is inf."""
    with np.errstate(all="ignore"):
        scale = np.abs(a).max(axis=-1, keepdims=True, initial=0)
        usable = np.where((scale > 0) & np.isfinite(scale), scale, 1)
        result: Array = (scale * np.sqrt(np.square(a / usable).sum(axis=-1, keepdims=True)))[..., 0]
    return result


def product(gradient: Array, factor: Array) -> Array:
    """Return gradient * factor, settled."""
    with np.errstate(all="ignore"):
        result: Array = gradient * factor
    settle(result)
    return result


def products_after(factors: Array) -> Array:
    """Return the product of the factors of all later steps, for every step; 1 at the last."""
    result = np.ones_like(factors)
    if len(factors) > 1:
        with np.errstate(all="ignore"):
            np.cumprod(factors[:0:-1], axis=0, out=result[-2::-1])
    return result


def last_true(where: Mask) -> NDArray[np.integer[Any]]:
    """Return the index of the last True along the first axis; the last index where there is none."""
    return np.asarray(len(where) - 1 - np.argmax(where[::-1], axis=0))


def flush(vectors: Array) -> None:
    """Put zeros for subnormal numbers, in place.

    They add nothing to any sum, but make each product that they enter a hundred times slower.
    """
    vectors[np.abs(vectors) < np.finfo(vectors.dtype).tiny] = 0
