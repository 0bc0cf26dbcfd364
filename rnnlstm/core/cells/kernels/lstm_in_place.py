"""One step of the LSTM in place, and one step back: what the kernels for trainings share.

Of four arrays together, the first axis is that of the gates, in the order o, f, i, g; the other axes are
those of one gate, in whatever order a kernel keeps them.
"""

import numpy as np

from rnnlstm.core.arrays import Array, DType

HALVED = (0.5, 0.5, 0.5, 1.0)
"""What each gate's sum is multiplied by before `step`: sigmoid(a) = (1 + tanh(a/2)) / 2."""


def halves(H: int, dtype: DType) -> Array:
    """Return what each row of the fused weights is multiplied by, a column (4H, 1)."""
    return np.repeat(np.array(HALVED, dtype), H)[:, None]


def step(gates: Array, products: Array, c: Array, tanh_c: Array, h: Array) -> None:
    """Make the gates of their sums, those of the sigmoids halved; write tanh(c_t), h_t, and c_t over c_{t-1}.

    The two products are f_t * c_{t-1} and i_t * g_t, whose sum is c_t.
    """
    np.tanh(gates, gates)
    sigmoids, half = gates[:3], gates.dtype.type(0.5)
    np.multiply(sigmoids, half, sigmoids)
    np.add(sigmoids, half, sigmoids)
    o, f, i, g = gates
    np.multiply(f, c, products[0])
    np.multiply(i, g, products[1])
    np.add(products[0], products[1], c)
    np.tanh(c, tanh_c)
    np.multiply(o, tanh_c, h)


def local(gates: Array, products: Array, tanh_c: Array, h: Array, out: Array) -> Array:
    """Write into `out` what takes dE/dh_t to a_o, and dE/dc_t to the sums of f, i and g.

    Returns what takes dE/dh_t to c_t. As a factor of each is a product that the step has made, each is that
    product less its share: o (1 - o) tanh(c) = h - o h, f (1 - f) c_{t-1} = f c_{t-1} - f (f c_{t-1}), …
    """
    o, _f, i, g = gates
    np.multiply(o, h, out[0])
    np.subtract(h, out[0], out[0])
    np.multiply(gates[1:3], products, out[1:3])
    np.subtract(products, out[1:3], out[1:3])
    np.multiply(g, products[1], out[3])
    np.subtract(i, out[3], out[3])
    c_hidden: Array = h * tanh_c
    np.subtract(o, c_hidden, c_hidden)
    return c_hidden


def step_back(
    da: Array, c_hidden: Array, f: Array, h_loss: Array, dh: Array, dc: Array, spare: Array
) -> None:
    """Make of the derivatives that `local` wrote the gradients at the gates' sums.

    dh and dc are what arrives at h_t and c_t from the step after. dh becomes the total, and dc what goes on
    along the cell state to c_{t-1}.
    """
    np.add(dh, h_loss, dh)
    np.multiply(da[0], dh, da[0])
    np.multiply(c_hidden, dh, spare)
    np.add(dc, spare, dc)
    np.multiply(da[1:], dc, da[1:])
    np.multiply(dc, f, dc)
