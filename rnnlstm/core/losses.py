"""Losses: each returns the mean E over what the mask keeps, and its gradient dE/dy."""

import math

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, Mask


def mse(y: ArrayLike, target: ArrayLike, mask: ArrayLike | None = None) -> tuple[float, Array]:
    """Mean squared error, E = mean of (y - target)^2 over the entries of the steps kept.

    Parameters
    ----------
    y : array_like, shape (T, B, O)
        The outputs.
    target : array_like, shape (T, B, O)
        What they should be.
    mask : array_like of bool, shape (T, B), optional
        True where a step counts; all count if not given.

    Returns
    -------
    E : float
    dy : ndarray, shape (T, B, O)
        dE/dy, zero where the mask is False.

    Raises
    ------
    ValueError
        If a shape does not fit, a value is NaN, the target is infinite, or the mask keeps nothing.
    """
    y = _outputs(y)
    target = validate.shape("target", validate.array("target", target, y.dtype), y.shape, "T, B, O")
    keep, count = _mask(mask, y)
    count *= y.shape[-1]
    with np.errstate(all="ignore"):
        error = y - target
        if keep is not None:
            error = np.where(keep[..., None], error, 0)
        return float(np.square(error).sum() / count), error * (2 / count)


def cross_entropy(y: ArrayLike, labels: ArrayLike, mask: ArrayLike | None = None) -> tuple[float, Array]:
    """Softmax cross-entropy in nats, E = mean of -log softmax(y)[label] over the steps kept.

    Goodfellow, Bengio and Courville, *Deep Learning* (2016), equation 6.30; dE/dy = softmax(y) - onehot.

    Parameters
    ----------
    y : array_like, shape (T, B, O)
        The logits.
    labels : array_like of int, shape (T, B)
        The right class of each step, 0 to O-1. Where the mask is False the label is not looked at.
    mask : array_like of bool, shape (T, B), optional
        True where a step counts; all count if not given.

    Returns
    -------
    E : float
    dy : ndarray, shape (T, B, O)
        dE/dy, zero where the mask is False.

    Raises
    ------
    ValueError
        If a shape does not fit, a logit is NaN, a label is no class, or the mask keeps nothing.
    """
    y = _outputs(y)
    keep, count = _mask(mask, y)
    classes = np.asarray(labels)
    if classes.dtype.kind not in "iu":
        raise ValueError(f"labels must be integers, got dtype {classes.dtype}")
    if classes.shape != y.shape[:2]:
        raise ValueError(f"labels must have shape (T, B) = {y.shape[:2]}, got {classes.shape}")
    if keep is not None:
        classes = np.where(keep, classes, 0)
    if classes.min() < 0 or classes.max() >= y.shape[-1]:
        wrong = classes.min() if classes.min() < 0 else classes.max()
        raise ValueError(f"labels must lie in 0 .. O-1 = 0 .. {y.shape[-1] - 1}, got {wrong}")

    largest = np.finfo(y.dtype).max
    with np.errstate(all="ignore"):
        # The largest logit becomes 0, so no exponential overflows; an infinite logit counts as a huge one.
        logits = y.clip(-largest, largest)
        logits -= logits.max(axis=-1, keepdims=True)
        exp = np.exp(logits)
        total = exp.sum(axis=-1, keepdims=True)
        T, B = classes.shape
        at = (np.arange(T)[:, None], np.arange(B), classes)
        losses = np.log(total)[..., 0] - logits[at]
        dy = exp / total
        dy[at] -= 1
        if keep is not None:
            losses, dy = np.where(keep, losses, 0), np.where(keep[..., None], dy, 0)
        return float(losses.sum() / count), dy / count


def _outputs(y: ArrayLike) -> Array:
    """Return the outputs (T, B, O) as floats; infinite ones are let through, as an exploded network's."""
    given = np.asarray(y)
    dtype = given.dtype if given.dtype.kind == "f" else np.dtype(np.float64)
    checked = validate.array("y", given, dtype, finite=False)
    if checked.ndim != 3 or 0 in checked.shape:
        raise ValueError(f"y must have shape (T, B, O), three axes and none empty, got {checked.shape}")
    return checked


def _mask(mask: ArrayLike | None, y: Array) -> tuple[Mask | None, int]:
    """Return which steps of which sequences count, None for all, and how many these are."""
    if mask is None:
        return None, math.prod(y.shape[:2])
    given = np.asarray(mask)
    if given.shape != y.shape[:2]:
        raise ValueError(f"mask must have shape (T, B) = {y.shape[:2]}, got {given.shape}")
    if given.dtype.kind not in "buif" or not np.isin(given, (0, 1)).all():
        raise ValueError(f"mask must hold True and False (or 1 and 0), got dtype {given.dtype}: {given!r}")
    keep = given.astype(bool)
    if not keep.any():
        raise ValueError("mask must keep at least one step, got none")
    return keep, int(keep.sum())
