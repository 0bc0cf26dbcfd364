"""When a network decides, and what it takes for what: from its outputs after every letter."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array

Counts = NDArray[np.int_]


def answers(y: Array, lengths: ArrayLike) -> Counts:
    """Return the likeliest class after every step, (T, B); beyond its end a sequence keeps its last answer.

    Parameters
    ----------
    y : ndarray, shape (T, B, O)
        The outputs, or the probabilities.
    lengths : array_like of int, shape (B,)
        The number of steps of each sequence.

    Raises
    ------
    ValueError
        If the lengths are not B whole numbers from 1 to T.
    """
    T, B = y.shape[:2]
    ends = validate.wholes("lengths", lengths)
    if ends.shape != (B,) or ends.min() < 1 or ends.max() > T:
        raise ValueError(f"lengths must be {B} whole numbers from 1 to {T}, got {lengths!r}")
    step = np.minimum(np.arange(T)[:, None], ends - 1)
    return np.take_along_axis(y.argmax(axis=-1), step, axis=0)


def deciding_steps(given: ArrayLike) -> Counts:
    """Return the step, from 1, at which each sequence's last answer first becomes the likeliest and stays so.

    Parameters
    ----------
    given : array_like of int, shape (T, B)
        The answer after every step, as `answers` returns it.

    Returns
    -------
    ndarray of int, shape (B,)
        1 where the answer never changes.
    """
    each = np.asarray(given)
    other = each != each[-1]
    steps = np.arange(1, len(each) + 1)[:, None]
    return np.asarray(np.where(other, steps, 0).max(axis=0) + 1)


def right_after(given: ArrayLike, labels: ArrayLike) -> Array:
    """Return the share of sequences whose answer is right after 1, 2, ... steps.

    Parameters
    ----------
    given : array_like of int, shape (T, B)
        As `answers` returns it: a sequence that has ended keeps its last answer, so that every share is one
        of all sequences.
    labels : array_like of int, shape (B,)

    Returns
    -------
    ndarray, shape (T,)
    """
    shares: NDArray[Any] = (np.asarray(given) == np.asarray(labels)).mean(axis=1)
    return shares


def confusion(labels: ArrayLike, given: ArrayLike, classes: int) -> Counts:
    """Return how often each class was taken for each: row the true one, column the answer.

    Parameters
    ----------
    labels, given : array_like of int, shape (B,)
    classes : int

    Returns
    -------
    ndarray of int, shape (classes, classes)
    """
    pairs = np.asarray(labels) * classes + np.asarray(given)
    return np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)
