"""The gradient check: backward against central differences."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array
from rnnlstm.core.cells.cell import Cell


def gradient_check(
    cell: Cell,
    x: ArrayLike,
    loss: Callable[[Array], tuple[float, ArrayLike]],
    h0: ArrayLike | None = None,
    c0: ArrayLike | None = None,
    *,
    step: float = 1e-5,
    floor: float = 1e-6,
) -> dict[str, float]:
    """Compare every parameter's gradient with the central difference (E(p + s) - E(p - s)) / 2s.

    Parameters
    ----------
    cell : Cell
        Of float64: the step below is too fine for float32.
    x : array_like, shape (T, B, D)
    loss : callable
        ``loss(y) -> (E, dE/dy)``, for instance ``lambda y: mse(y, target)``.
    h0, c0 : array_like, shape (B, H) or (H,), optional
        The initial states; c0 only where there is a cell state.
    step : float
        s above.
    floor : float
        Gradients below this size are compared in absolute terms (divided by it), as the difference
        quotient's own rounding is of the order of 1e-11.

    Returns
    -------
    dict of str to float
        For each parameter the largest |difference quotient - backward| over its entries, divided by the
        largest entry of the two gradients. About 1e-8 or less for a right gradient; a relu network may
        show more where a pre-activation lies within `step` of the kink.

    Raises
    ------
    ValueError
        If the input is bad (see `forward`), or `step` or `floor` is not positive.
    """
    if validate.number("step", step) <= 0 or validate.number("floor", floor) <= 0:
        raise ValueError(f"step and floor must be positive, got {step!r} and {floor!r}")
    trace = cell.forward(x, h0, c0)
    backward = cell.backward(trace, dy=loss(trace.y)[1]).params

    def error_of(name: str, value: Array) -> float:
        quotient = np.empty_like(value)
        for entry in np.ndindex(value.shape):
            E = []
            for shift in (step, -step):
                moved = value.copy()
                moved[entry] += shift
                E.append(loss(cell.with_params({name: moved}).forward(x, h0, c0).y)[0])
            quotient[entry] = (E[0] - E[1]) / (2 * step)
        size = max(np.abs(quotient).max(), np.abs(backward[name]).max(), floor)
        return float(np.abs(quotient - backward[name]).max() / size)

    return {name: error_of(name, value) for name, value in cell.params.items()}
