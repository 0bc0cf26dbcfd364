"""One step of the LSTM in place, and one step back: what the kernels for trainings share.

A record holds what a step multiplies. Its first axis is c_{t-1} and the four gates, in the order o, f, i, g;
of four arrays together, the first axis is that of the gates. The other axes are those of one gate, in
whatever order a kernel keeps them.
"""

from typing import NamedTuple

import numpy as np

from rnnlstm.core.arrays import Array, DType

HALVED = (0.5, 0.5, 0.5, 1.0)
"""What each gate's sum is multiplied by before `step`: sigmoid(a) = (1 + tanh(a/2)) / 2."""


def halves(H: int, dtype: DType) -> Array:
    """Return what each row of the fused weights is multiplied by, a column (4H, 1)."""
    return np.repeat(np.array(HALVED, dtype), H)[:, None]


class Parts(NamedTuple):
    """The arrays of one step, all of them parts of larger ones.

    Attributes
    ----------
    gates : ndarray
        All four; `step` is given their sums there.
    sigmoids : ndarray
        o, f and i.
    pair, partners : ndarray
        f and i; c_{t-1} and g, by which they are multiplied.
    products, of_past, of_new : ndarray
        f_t * c_{t-1} and i_t * g_t, together and each by itself.
    o, c, tanh_c, h : ndarray
        o_t, c_t, tanh(c_t) and h_t.
    """

    gates: Array
    sigmoids: Array
    pair: Array
    partners: Array
    products: Array
    of_past: Array
    of_new: Array
    o: Array
    c: Array
    tanh_c: Array
    h: Array

    @classmethod
    def of(cls, record: Array, products: Array, c: Array, tanh_c: Array, h: Array) -> "Parts":
        """Return the parts of a record, and where its step writes what it makes."""
        gates, pair, partners = record[1:], record[2:4], record[::4]
        of_past, of_new = products
        return cls(gates, record[1:4], pair, partners, products, of_past, of_new, record[1], c, tanh_c, h)


def step(parts: Parts) -> None:
    """Make the gates of their sums, those of the sigmoids halved; write the products, c_t, tanh(c_t), h_t."""
    gates, sigmoids, pair, partners, products, of_past, of_new, o, c, tanh_c, h = parts
    half = gates.dtype.type(0.5)
    np.tanh(gates, gates)
    np.multiply(sigmoids, half, sigmoids)
    np.add(sigmoids, half, sigmoids)
    np.multiply(pair, partners, products)
    np.add(of_past, of_new, c)
    np.tanh(c, tanh_c)
    np.multiply(o, tanh_c, h)


def local(gates: Array, products: Array, tanh_c: Array, h: Array, out: Array, c_hidden: Array) -> None:
    """Write into `out` what takes dE/dh_t to a_o, and dE/dc_t to the sums of f, i and g.

    Into `c_hidden` goes what takes dE/dh_t to c_t. As a factor of each is a product that the step has made,
    each is that product less its share: o (1 - o) tanh(c) = h - o h, f (1 - f) c_{t-1} = f c_{t-1} - f (f
    c_{t-1}), …
    """
    o, _f, i, g = gates
    np.multiply(o, h, out[0])
    np.subtract(h, out[0], out[0])
    np.multiply(gates[1:3], products, out[1:3])
    np.subtract(products, out[1:3], out[1:3])
    np.multiply(g, products[1], out[3])
    np.subtract(i, out[3], out[3])
    np.multiply(h, tanh_c, c_hidden)
    np.subtract(o, c_hidden, c_hidden)


class PartsBack(NamedTuple):
    """The arrays of one step back, all but the last two parts of larger ones.

    Attributes
    ----------
    of_o, of_others : ndarray
        What `local` has written for the sums of o, and of f, i and g.
    c_hidden, f, h_loss : ndarray
        What takes dE/dh_t to c_t, f_t, and what the loss of the step adds at h_t.
    dh, dc : ndarray
        What arrives at h_t and c_t from the step after.
    """

    of_o: Array
    of_others: Array
    c_hidden: Array
    f: Array
    h_loss: Array
    dh: Array
    dc: Array

    @classmethod
    def of(cls, da: Array, c_hidden: Array, f: Array, h_loss: Array, dh: Array, dc: Array) -> "PartsBack":
        """Return the parts of what `local` has written for one step, and what it meets there."""
        return cls(da[0], da[1:], c_hidden, f, h_loss, dh, dc)


def step_back(parts: PartsBack) -> None:
    """Make of the derivatives that `local` wrote the gradients at the gates' sums.

    dh becomes the total, and dc what goes on along the cell state to c_{t-1}; c_hidden is used up.
    """
    of_o, of_others, c_hidden, f, h_loss, dh, dc = parts
    np.add(dh, h_loss, dh)
    np.multiply(of_o, dh, of_o)
    np.multiply(c_hidden, dh, c_hidden)
    np.add(dc, c_hidden, dc)
    np.multiply(of_others, dc, of_others)
    np.multiply(dc, f, dc)
