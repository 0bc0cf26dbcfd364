"""Checks at the door of the core: each raises ValueError saying what was given and what is expected."""

from collections.abc import Collection, Iterable
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from rnnlstm.core.arrays import Array


def size(name: str, value: object) -> int:
    """Return `value` if it is an integer of at least 1."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < 1:
        raise ValueError(f"{name} must be an integer of at least 1, got {value!r}")
    return int(value)


def natural(name: str, value: object) -> int:
    """Return `value` if it is an integer of at least 0."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < 0:
        raise ValueError(f"{name} must be an integer of at least 0, got {value!r}")
    return int(value)


def whole(name: str, value: object, low: int, high: int) -> int:
    """Return `value` if it is an integer from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, Integral) or not low <= int(value) <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}")
    return int(value)


def wholes(name: str, value: ArrayLike) -> NDArray[np.integer[Any]]:
    """Return `value` if it is a list of at least one integer."""
    given = np.asarray(value)
    if given.ndim != 1 or given.size == 0 or given.dtype.kind not in "iu":
        raise ValueError(f"{name} must be a list of whole numbers, got {value!r}")
    return given.astype(np.int_)


def number(name: str, value: object, *, minimum: float = -np.inf) -> float:
    """Return `value` if it is a finite real number, not below `minimum`."""
    if isinstance(value, bool) or not isinstance(value, Real) or not np.isfinite(float(value)):
        raise ValueError(f"{name} must be a finite number, got {value!r}")
    if float(value) < minimum:
        raise ValueError(f"{name} must be at least {minimum:g}, got {value!r}")
    return float(value)


def positive(name: str, value: object) -> float:
    """Return `value` if it is a finite real number above 0."""
    if not (checked := number(name, value)) > 0:
        raise ValueError(f"{name} must be above 0, got {value!r}")
    return checked


def fraction(name: str, value: object) -> float:
    """Return `value` if it is at least 0 and below 1."""
    if not 0 <= (checked := number(name, value)) < 1:
        raise ValueError(f"{name} must be at least 0 and below 1, got {value!r}")
    return checked


def choice(name: str, value: object, options: Iterable[str]) -> str:
    """Return `value` if it is one of `options`."""
    known = list(options)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}, got {value!r}")
    return value


def names(given: Iterable[str], known: Collection[str]) -> None:
    """Raise unless each name of given parameters is a known one."""
    unknown = [name for name in given if name not in known]
    if unknown:
        choice("each name in params", unknown[0], known)


def real(name: str, value: ArrayLike, dtype: np.dtype[Any]) -> Array:
    """Return a copy of `value` as real numbers of `dtype`, NaN and infinity among them.

    A copy, because records keep it: a caller who writes into his array later must not change them.
    """
    try:
        given = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must be a rectangular array of numbers, got rows of unequal length"
        ) from None
    if given.dtype.kind not in "buif":
        raise ValueError(f"{name} must hold real numbers, got dtype {given.dtype}")
    with np.errstate(over="ignore"):
        converted: Array = given.astype(dtype)
    return converted


def array(name: str, value: ArrayLike, dtype: np.dtype[Any], *, finite: bool = True) -> Array:
    """Return a copy of `value` as `real` does; no NaN, and with `finite` no infinity either."""
    converted = real(name, value, dtype)
    if finite and not np.isfinite(converted).all():
        raise ValueError(f"{name} must be finite in {dtype}, got NaN or infinity")
    if not finite and np.isnan(converted).any():
        raise ValueError(f"{name} must hold numbers, got NaN")
    return converted


def shape(name: str, value: Array, expected: tuple[int, ...], axes: str) -> Array:
    """Return `value` if its shape is `expected`, which `axes` spells in letters."""
    if value.shape != expected:
        raise ValueError(f"{name} must have shape ({axes}) = {expected}, got {value.shape}")
    return value


def square(name: str, value: ArrayLike, dtype: np.dtype[Any]) -> Array:
    """Return `value` as a matrix (n, n) of finite numbers, n at least 1."""
    checked = array(name, value, dtype)
    if checked.ndim != 2 or checked.shape[0] != checked.shape[1] or not checked.size:
        raise ValueError(f"{name} must have shape (n, n), got {checked.shape}")
    return checked


def sequence(x: ArrayLike, input_size: int, dtype: np.dtype[Any]) -> Array:
    """Return the input as an array (T, B, D) with T >= 1 steps of B >= 1 sequences."""
    checked = array("x", x, dtype)
    if checked.ndim != 3:
        raise ValueError(f"x must have shape (T, B, D), three axes, got shape {checked.shape}")
    if checked.shape[2] != input_size:
        raise ValueError(
            f"x must have width D = {input_size}, got {checked.shape[2]} in shape {checked.shape}"
        )
    if checked.shape[0] < 1 or checked.shape[1] < 1:
        raise ValueError(f"x must hold at least one step of one sequence, got shape {checked.shape}")
    return checked


def trace(value: object, expected: type, input_size: int, hidden_size: int, output_size: int) -> None:
    """Raise unless `value` is a trace of the type and the sizes that a cell's own forward returns."""
    sizes = (input_size, hidden_size, output_size)
    if type(value) is not expected:
        raise ValueError(f"trace must be the {expected.__name__} of this cell, got {type(value).__name__}")
    given = tuple(getattr(value, name).shape[-1] for name in ("x", "h", "y"))
    if given != sizes:
        raise ValueError(f"trace must be of this cell, with sizes (D, H, O) = {sizes}, got {given}")


def unpadded(what: str, lengths: object) -> None:
    """Raise unless all sequences of a trace are of one length, which `lengths` being None says."""
    if lengths is not None:
        raise ValueError(f"{what} needs sequences of one length, got a padded batch: take them one by one")


def state(name: str, value: ArrayLike | None, batch: int, hidden_size: int, dtype: np.dtype[Any]) -> Array:
    """Return an initial state as (B, H): zeros for None, one row for all sequences if given as (H,)."""
    if value is None:
        return np.zeros((batch, hidden_size), dtype)
    checked = array(name, value, dtype)
    if checked.shape not in ((hidden_size,), (batch, hidden_size)):
        raise ValueError(
            f"{name} must have shape (B, H) = {(batch, hidden_size)} or (H,) = {(hidden_size,)}, "
            f"got {checked.shape}"
        )
    return np.broadcast_to(checked, (batch, hidden_size))


def incoming(
    dy: ArrayLike | None, dh: ArrayLike | None, y: Array, h: Array, *, finite: bool
) -> tuple[Array, Array | None]:
    """Return what the loss sends into a backward pass, dE/dy (T, B, O) and the further dE/dh (T, B, H).

    A dy that is None comes back as zeros. An infinite gradient is accepted only behind a forward pass
    that overflowed (`finite` is False), so that the overflow can be followed instead of crashing.
    """
    if dy is None and dh is None:
        raise ValueError("backward needs dy (T, B, O), dh (T, B, H) or both, got neither")
    if dy is None:
        checked_dy: Array = np.zeros_like(y)
    else:
        checked_dy = shape("dy", array("dy", dy, y.dtype, finite=finite), y.shape, "T, B, O")
    if dh is None:
        return checked_dy, None
    return checked_dy, shape("dh", array("dh", dh, h.dtype, finite=finite), h.shape, "T, B, H")
