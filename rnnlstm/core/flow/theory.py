"""What theory says a gradient will do, to stand beside what it does."""

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, norm, products_after
from rnnlstm.core.cells.activations import ACTIVATIONS
from rnnlstm.core.cells.rnn import RNN, RNNTrace


def typical_norms(cell: RNN, trace: RNNTrace) -> Array:
    """Typical size of dh_T/dh_t: what becomes of a gradient of length 1 that points anywhere.

    A step takes a gradient u (a row) to u D W, with D = diag(act'(a_t)) and W = W_hh. If u points in a
    random direction, E |u D|^2 = |u|^2 mean_j(act'(a_tj)^2), and if u D does so too,
    E |u D W|^2 = |u D|^2 |W|_F^2 / H. So the length is multiplied in a step by::

        q_t = |W_hh|_F / sqrt(H) * sqrt(mean_j(act'(a_tj)^2)),

    which for an orthogonal W times a gain, or a Gaussian one of variance gain^2 / H, is the gain times the
    root mean square of the slopes. q_t^2 is the chi of mean-field theory (Poole et al. 2016; Schoenholz et
    al. 2017), averaged over the units at hand rather than over a Gaussian.

    The product is exact for an orthogonal W with equal slopes at every step (small inputs under tanh), and
    for any orthogonal W at lag 1. Else a gradient that has gone some steps points in no random direction
    any more, and the measured size strays from this one to either side, the sooner the smaller H: for
    H = 128 by under 1 % a step, for H = 16 by up to 40 % a step where it saturates. It never exceeds the
    spectral bound.

    Parameters
    ----------
    cell : RNN
    trace : RNNTrace
        What ``cell.forward`` returned.

    Returns
    -------
    ndarray, shape (T, B)
        The product of q_s over s = t+1 .. T: 1 at the last step. To set beside the root mean square of the
        singular values, ``jacobian_norms(cell, trace, "frobenius") / sqrt(H)``, or the norm of
        one gradient. The geometric mean of a step is ``growth_per_step`` of it.

    Raises
    ------
    ValueError
        If the cell is not an RNN or the trace another cell's.
    """
    if not isinstance(cell, RNN):
        raise ValueError(f"the typical size is known for an RNN, got {type(cell).__name__}")
    cell.check_trace(trace)
    H = cell.hidden_size
    with np.errstate(all="ignore"):
        slope = ACTIVATIONS[cell.activation].slope(trace.h)
        q = norm(cell.W_hh.ravel()) * norm(slope) / H
    return products_after(q)


def half_life_of_bias(bias: ArrayLike) -> Array:
    """Half-life of a cell state whose forget gate is f = sigmoid(bias) at every step: ln(1/2) / ln f.

    Exact where the forget gate has no other input; else the starting point of training (Gers et al. 2000;
    Tallec and Ollivier 2018 choose biases by the time scale they stand for).

    Parameters
    ----------
    bias : array_like, any shape

    Returns
    -------
    ndarray
        In steps: 1 at bias 0, growing as ln 2 * e^bias.

    Raises
    ------
    ValueError
        If a bias is not a finite number.
    """
    b = validate.array("bias", bias, np.dtype(np.float64))
    with np.errstate(all="ignore"):
        return np.asarray(np.log(2) / np.logaddexp(0, -b))  # -ln sigmoid(b) = ln(1 + e^-b)


def bias_of_half_life(half_life: ArrayLike) -> Array:
    """Forget bias that gives the cell state a half-life: the inverse of `half_life_of_bias`.

    From f = 2^(-1/half_life), the bias is ln(f / (1 - f)) = -ln(2^(1/half_life) - 1).

    Parameters
    ----------
    half_life : array_like, any shape
        In steps, above 0.

    Returns
    -------
    ndarray

    Raises
    ------
    ValueError
        If a half-life is not a finite number above 0.
    """
    steps = validate.array("half_life", half_life, np.dtype(np.float64))
    if (steps <= 0).any():
        raise ValueError(f"half_life must be above 0, got {steps.min():g}")
    with np.errstate(all="ignore"):
        u = np.log(2) / steps
        # ln(e^u - 1) = u + ln(1 - e^-u), which overflows for no u.
        return np.asarray(-(u + np.log(-np.expm1(-u))))
