"""Two ways to shorten a gradient that is too long: all together, or each entry by itself."""

from collections.abc import Mapping

import numpy as np

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, in_a_row, norm
from rnnlstm.core.training.row import Row


def global_norm(grads: Mapping[str, Array]) -> float:
    """Return the Euclidean norm of all gradients together, as of one long vector.

    Raises
    ------
    ValueError
        If there are no gradients, or one is NaN.
    """
    return float(norm(in_a_row(_checked(grads).values())))


def clip(grads: Mapping[str, Array], max_norm: float | None) -> tuple[dict[str, Array], float]:
    """Scale all gradients by one factor, so that their norm together is at most `max_norm`.

    The direction stays, the length is cut: g becomes g * max_norm / |g| where |g| is over the limit.
    Pascanu, Mikolov and Bengio (2013), algorithm 1.

    Parameters
    ----------
    grads : mapping of str to ndarray
        For instance ``cell.backward(...).params``.
    max_norm : float or None
        Above 0; None leaves the gradients as they are.

    Returns
    -------
    grads : dict of str to ndarray
        Of the same shapes. Where an entry is infinite the direction is that of the infinite entries, the
        others being nothing beside them.
    norm : float
        That of all gradients together, before clipping; inf where it overflows.

    Raises
    ------
    ValueError
        If there are no gradients, one is NaN, or `max_norm` is not a finite number above 0.
    """
    checked = _checked(grads)
    row = Row.of(checked)
    clipped, length = clip_row(row, max_norm)
    if clipped is row:
        return checked, length
    # A row of several types has the widest of them.
    return {name: g.astype(checked[name].dtype, copy=False) for name, g in clipped.apart().items()}, length


def clip_row(grads: Row, max_norm: float | None) -> tuple[Row, float]:
    """Do as `clip` does with gradients in a row, none of them NaN; where nothing is cut, it comes back."""
    if max_norm is not None:
        validate.positive("max_norm", max_norm)
    g = grads.numbers
    largest = float(np.abs(g).max(initial=0))
    unit = np.where(np.isinf(g), np.sign(g), 0) if np.isinf(largest) else g
    if 0 < largest < np.inf:  # in units of the largest entry, as the length itself may overflow
        unit = g / largest
    length = float(np.sqrt(np.square(unit).sum()))
    norm_before = length * largest if largest else 0.0
    if max_norm is None or norm_before <= max_norm:
        return grads, norm_before
    return Row(grads.shapes, (unit * (max_norm / length)).astype(g.dtype, copy=False)), norm_before


def clip_by_norm(grads: Mapping[str, Array], limit: float) -> dict[str, Array]:
    """Return the gradients of `clip`, without their norm.

    Raises
    ------
    ValueError
        As `clip` does.
    """
    validate.positive("limit", limit)
    return clip(grads, limit)[0]


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
    validate.positive("limit", limit)
    return {name: np.clip(g, -limit, limit) for name, g in _checked(grads).items()}


def _checked(grads: Mapping[str, Array]) -> dict[str, Array]:
    """Return the gradients as arrays."""
    if not isinstance(grads, Mapping) or not grads:
        raise ValueError("grads must map names to arrays, at least one, got none")
    checked = {name: np.asarray(g) for name, g in grads.items()}
    for name, g in checked.items():
        if g.dtype.kind != "f" or np.isnan(g).any():
            raise ValueError(f"the gradient of {name!r} must hold real numbers, got NaN or dtype {g.dtype}")
    return checked
