"""Additive attention: at every step a decoder weighs anew what an encoder has read."""

from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import DTypeLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, Mask, flat, linear


@dataclass(frozen=True, eq=False, kw_only=True)
class Attended:
    """What a decoder saw at one of its steps.

    Attributes
    ----------
    query : ndarray, shape (B, H)
        h_{t-1} of the decoder, which asks.
    u : ndarray, shape (S, B, A)
        tanh(W_q h_{t-1} + W_k h_s) for each step s of the encoder.
    weights : ndarray, shape (S, B)
        alpha_ts; over s they sum to 1, and are 0 beyond the end of a sequence.
    context : ndarray, shape (B, K)
        c_t = sum over s of alpha_ts h_s.
    """

    query: Array
    u: Array
    weights: Array
    context: Array


@dataclass(frozen=True, eq=False, kw_only=True)
class AttendedGradients:
    """What one step of attention sends back.

    Attributes
    ----------
    W_q : ndarray, shape (A, H)
    v : ndarray, shape (A,)
        What this step adds to their gradients.
    query : ndarray, shape (B, H)
        dE/dh_{t-1} of the decoder.
    keys : ndarray, shape (S, B, K)
        dE/dh_s of the encoder, but for what goes by way of `projected`.
    projected : ndarray, shape (S, B, A)
        The gradient at W_k h_s.
    """

    W_q: Array
    v: Array
    query: Array
    keys: Array
    projected: Array


@dataclass(frozen=True, eq=False)
class Attention:
    """The alignment model of Bahdanau, Cho and Bengio (2015), section 3.1 and appendix A.1.2.

    With h_{t-1} the state of the decoder before its step t, and h_s that of the encoder at its step s::

        e_ts = v . tanh(W_q h_{t-1} + W_k h_s)
        alpha_ts = exp(e_ts) / (sum over s' of exp(e_ts'))
        c_t = sum over s of alpha_ts h_s

    The paper writes W_a, U_a and v_a for W_q, W_k and v, i for t, and j for s.

    Attributes
    ----------
    W_q : ndarray, shape (A, H)
        Acts on the decoder's state, the query.
    W_k : ndarray, shape (A, K)
        Acts on the encoder's states, the keys.
    v : ndarray, shape (A,)

    Raises
    ------
    ValueError
        If the shapes do not fit together.
    """

    W_q: Array
    W_k: Array
    v: Array

    @classmethod
    def init(
        cls, query_size: int, key_size: int, size: int, *, seed: int, dtype: DTypeLike = np.float64
    ) -> Self:
        """Draw W_q, W_k and v uniformly from -1/sqrt(n) to 1/sqrt(n), with n the columns of each.

        Parameters
        ----------
        query_size, key_size, size : int
            H, K and A, each at least 1.
        seed : int
        dtype : dtype
            A floating type.

        Raises
        ------
        ValueError
            If a size is below 1 or the seed negative.
        """
        sizes = {"query_size": query_size, "key_size": key_size, "size": size}
        H, K, A = (validate.size(name, value) for name, value in sizes.items())
        rng = np.random.default_rng(validate.natural("seed", seed))
        W_q, W_k, v = (
            rng.uniform(-(n**-0.5), n**-0.5, shape).astype(dtype)
            for n, shape in ((H, (A, H)), (K, (A, K)), (A, (A,)))
        )
        return cls(W_q, W_k, v)

    def __post_init__(self) -> None:
        for name in self.params:
            object.__setattr__(self, name, np.asarray(getattr(self, name)))
        if self.v.ndim != 1:
            raise ValueError(f"v must have shape (A,), got {self.v.shape}")
        for name in ("W_q", "W_k"):
            matrix = getattr(self, name)
            if matrix.ndim != 2 or len(matrix) != len(self.v):
                raise ValueError(f"{name} must have {len(self.v)} rows, as v has, got shape {matrix.shape}")

    @property
    def params(self) -> dict[str, Array]:
        """The parameters, name -> array."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}

    def project(self, keys: Array) -> Array:
        """Return W_k h_s for every step of the encoder (S, B, K), the same at all steps of a decoder."""
        return linear(keys, self.W_k)

    def attend(self, query: Array, keys: Array, projected: Array, mask: Mask) -> Attended:
        """Weigh the states of the encoder for one step of the decoder.

        Parameters
        ----------
        query : ndarray, shape (B, H)
            h_{t-1} of the decoder.
        keys : ndarray, shape (S, B, K)
            h_s of the encoder.
        projected : ndarray, shape (S, B, A)
            What `project` made of the keys.
        mask : ndarray of bool, shape (S, B)
            True where a sequence has a step.
        """
        u = np.tanh(query @ self.W_q.T + projected)
        e = np.where(mask, u @ self.v, -np.inf)
        exp = np.exp(e - e.max(axis=0))
        weights = exp / exp.sum(axis=0)
        context = np.einsum("sb,sbk->bk", weights, keys)
        return Attended(query=query, u=u, weights=weights, context=context)

    def attend_back(self, attended: Attended, keys: Array, dcontext: Array) -> AttendedGradients:
        """Take dE/dc_t (B, K) back through what `attend` did.

        Parameters
        ----------
        attended : Attended
            What `attend` returned.
        keys : ndarray, shape (S, B, K)
            As given to it.
        dcontext : ndarray, shape (B, K)
        """
        alpha = attended.weights
        dalpha = np.einsum("bk,sbk->sb", dcontext, keys)
        de = alpha * (dalpha - (alpha * dalpha).sum(axis=0))
        da = de[..., None] * self.v * (1 - attended.u**2)  # at W_q h_{t-1} + W_k h_s
        of_query = da.sum(axis=0)
        return AttendedGradients(
            W_q=of_query.T @ attended.query,
            v=flat(attended.u).T @ de.ravel(),
            query=of_query @ self.W_q,
            keys=alpha[..., None] * dcontext,
            projected=da,
        )
