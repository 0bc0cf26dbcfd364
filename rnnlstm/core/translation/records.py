"""What a forward and a backward pass of an encoder and a decoder leave behind."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rnnlstm.core.arrays import Array, all_finite
from rnnlstm.core.cells.records import Gradients, Step, Trace
from rnnlstm.core.translation.attention import Attended


@dataclass(frozen=True, eq=False, kw_only=True)
class TranslationTrace:
    """The quantities of all steps of a translation.

    Attributes
    ----------
    encoded : Trace
        Of the encoder, over the S steps of the source.
    steps : tuple of Step
        Of the decoder, one for each of the T steps of the target.
    attended : tuple of Attended
        What the decoder saw at each of these; empty without attention.
    """

    encoded: Trace
    steps: tuple[Step, ...]
    attended: tuple[Attended, ...]

    @cached_property
    def y(self) -> Array:
        """What the decoder put out, before the softmax: (T, B, O)."""
        return np.stack([step.y for step in self.steps])

    @cached_property
    def weights(self) -> Array:
        """alpha_ts, (T, B, S): where the decoder looked; (0, B, S) without attention."""
        S, B = self.encoded.h.shape[:2]
        return np.array([seen.weights.T for seen in self.attended]).reshape(len(self.attended), B, S)

    @property
    def finite(self) -> bool:
        """False when anything overflowed."""
        return self.encoded.finite and all_finite(self.y)


@dataclass(frozen=True, eq=False, kw_only=True)
class TranslationGradients:
    """Every gradient of a backward pass.

    Attributes
    ----------
    params : dict of str to ndarray
        In the order of `EncoderDecoder.params`.
    x : ndarray, shape (S, B, D)
        dE/dx_s of the source.
    encoder : Gradients
        Of the encoder's own pass.
    handed_over : tuple of ndarray, each of shape (B, H)
        dE/dh_S of the vector with which the decoder begins, and dE/dc_S where there is a cell state, as they
        come from the decoder; what attention sends back is none of it.
    finite : bool
        False when anything overflowed.
    """

    params: dict[str, Array]
    x: Array
    encoder: Gradients
    handed_over: tuple[Array, ...]
    finite: bool
