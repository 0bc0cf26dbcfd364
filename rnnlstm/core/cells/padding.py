"""Padded batches: sequences of unlike length side by side, each with its own last step.

Beyond its end a sequence takes no step. Its states stay what they were at its last one, so what is read out
there is read from that state; its gates rest, and what stands in the padding moves nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core.arrays import Array, Mask

# The number of steps of each sequence, (B,).
Lengths: TypeAlias = NDArray[np.integer[Any]]


def read_lengths(lengths: ArrayLike | None, T: int, B: int) -> Lengths | None:
    """Return the lengths of a batch, checked; None, and lengths that are all T, say that nothing is padding.

    Raises
    ------
    ValueError
        If they are not B whole numbers from 1 to T.
    """
    if lengths is None:
        return None
    given = np.asarray(lengths)
    if given.dtype.kind not in "iu" or given.shape != (B,):
        raise ValueError(f"lengths must be whole numbers of shape (B,) = {(B,)}, got {lengths!r}")
    if given.min() < 1 or given.max() > T:
        raise ValueError(f"lengths must lie in 1 .. T = 1 .. {T}, got {given.tolist()}")
    return None if (given == T).all() else given.astype(np.int_)


def mask_of(lengths: Lengths | None, T: int, B: int) -> Mask:
    """Return True where a sequence takes a step, (T, B)."""
    if lengths is None:
        return np.ones((T, B), bool)
    mask: Mask = np.arange(T)[:, None] < lengths
    return mask


def at_the_end(values: Array, lengths: Lengths) -> Array:
    """Return the values (T, B, n) of each sequence's last step, (B, n)."""
    last: Array = values[lengths - 1, np.arange(len(lengths))]
    return last


def rest(
    values: Mapping[str, Array], states: Iterable[str], resting: Mapping[str, float], lengths: Lengths
) -> None:
    """Put what holds beyond the ends of the sequences, in place.

    Parameters
    ----------
    values : mapping of str to ndarray
        What a kernel made of all steps, each (T, B, H).
    states : iterable of str
        Which of them stay as they are, as do their "h_prev".
    resting : mapping of str to float
        What gates are that let a state through whole; all other values are 0.
    lengths : ndarray
    """
    ended = ~mask_of(lengths, *next(iter(values.values())).shape[:2])[..., None]
    last = {name: at_the_end(values[name], lengths) for name in states}
    held = {**last, **{f"{name}_prev": value for name, value in last.items()}}
    for name, value in values.items():
        np.copyto(value, held.get(name, value.dtype.type(resting.get(name, 0))), where=ended)


def gather(h_loss: Array, lengths: Lengths) -> tuple[Array, Array]:
    """Bring what enters beyond the end of a sequence to its last step, which all later states are.

    Returns
    -------
    entering : ndarray, shape (T, B, H)
        At the last step with all that came later, 0 beyond it.
    later : ndarray, shape (T + 1, B, H)
        What enters from a step on, of those beyond the end: for step t the sum over s >= t.
    """
    (T, B, H), mask = h_loss.shape, mask_of(lengths, *h_loss.shape[:2])
    later = np.zeros((T + 1, B, H), h_loss.dtype)
    later[:T] = np.cumsum(np.where(mask[..., None], 0, h_loss)[::-1], axis=0)[::-1]
    entering = np.where(mask[..., None], h_loss, 0)
    entering[lengths - 1, np.arange(B)] += later[lengths, np.arange(B)]
    return entering, later


def spread(values: Mapping[str, Array], later: Array, lengths: Lengths) -> None:
    """Put into "h" and "h_future" what arrives at the states beyond the ends, in place; see `gather`."""
    T, B = later.shape[0] - 1, later.shape[1]
    ended = ~mask_of(lengths, T, B)[..., None]
    np.copyto(values["h"], later[:T], where=ended)
    np.copyto(values["h_future"], later[1:], where=ended)
    each = np.arange(B)
    values["h_future"][lengths - 1, each] = later[lengths, each]
