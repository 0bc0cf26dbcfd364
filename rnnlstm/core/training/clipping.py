"""Two ways to shorten a gradient that is too long: all together, or each entry by itself."""

from collections.abc import Mapping

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, norm


def global_norm(grads: Mapping[str, Array]) -> float:
    """Return the Euclidean norm of all gradients together, as of one long vector.

    Raises
    ------
    ValueError
        If there are no gradients, or one is NaN.
    """
    return float(norm(np.concatenate([g.ravel() for g in _checked(grads).values()])))


def clip_by_norm(grads: Mapping[str, Array], limit: float) -> dict[str, Array]:
    """Scale all gradients by one factor, so that their norm together is at most `limit`.

    The direction stays, the length is cut: g becomes g * limit / |g| where |g| is over the limit.
    Pascanu, Mikolov and Bengio (2013), algorithm 1.

    Parameters
    ----------
    grads : mapping of str to ndarray
        For instance ``cell.backward(...).params``.
    limit : float
        Above 0.

    Returns
    -------
    dict of str to ndarray
        Of the same shapes. Where an entry is infinite the direction is that of the infinite entries, the
        others being nothing beside them.

    Raises
    ------
    ValueError
        If there are no gradients, one is NaN, or `limit` is not a finite number above 0.
    """
    _check_limit(limit)
    checked = _checked(grads)
    largest = max(float(np.abs(g).max(initial=0)) for g in checked.values())
    if not np.isfinite(largest):
        directions = {name: np.where(np.isinf(g), np.sign(g), 0) for name, g in checked.items()}
        length = global_norm(directions)
        return {name: (g * (limit / length)).astype(checked[name].dtype) for name, g in directions.items()}
    # In units of the largest entry, as the length itself may overflow.
    unit = {name: g / largest if largest else g for name, g in checked.items()}
    length = global_norm(unit)
    if length * largest <= limit:
        return dict(checked)
    return {name: (g * (limit / length)).astype(g.dtype) for name, g in unit.items()}


def clip_by_value(grads: Mapping[str, Array], limit: float) -> dict[str, Array]:
    """Cut every entry by itself to the range -limit .. limit, which turns the direction too.

    Mikolov (2012), *Statistical language models based on neural networks*, does so with a recurrent one.

    Parameters
    ----------
    grads, limit
        As for `clip_by_norm`.

    Returns
    -------
    dict of str to ndarray
        Of the same shapes.

    Raises
    ------
    ValueError
        As `clip_by_norm` does.
    """
    _check_limit(limit)
    return {name: np.clip(g, -limit, limit) for name, g in _checked(grads).items()}


def _check_limit(limit: float) -> None:
    if validate.number("limit", limit) <= 0:
        raise ValueError(f"limit must be above 0, got {limit!r}")


def _checked(grads: Mapping[str, Array]) -> dict[str, Array]:
    """Return the gradients as arrays."""
    if not isinstance(grads, Mapping) or not grads:
        raise ValueError("grads must map names to arrays, at least one, got none")
    checked = {name: np.asarray(g) for name, g in grads.items()}
    for name, g in checked.items():
        if g.dtype.kind != "f" or np.isnan(g).any():
            raise ValueError(f"the gradient of {name!r} must hold real numbers, got NaN or dtype {g.dtype}")
    return checked
