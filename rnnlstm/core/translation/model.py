"""An encoder that reads, and a decoder that writes: sequence to sequence, with attention or without."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from rnnlstm.core import validate
from rnnlstm.core.arrays import Array, DType, all_finite, flat
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import State, Step, Trace, parts
from rnnlstm.core.networks.layers import named, under, without_readout
from rnnlstm.core.tasks.task import one_hot
from rnnlstm.core.translation.attention import Attended, Attention
from rnnlstm.core.translation.records import TranslationGradients, TranslationTrace

# What the decoder is fed with at step t, (B, O), given what it put out at the steps before.
Feed: TypeAlias = Callable[[int, list[Step]], Array]


@dataclass(frozen=True, eq=False)
class EncoderDecoder:
    """Two cells: one reads the source, the other writes the target, a symbol at a step.

    With x_s the source, w_t the symbol written at step t as a one-hot vector, and w_0 = 0::

        h_s = encoder(x_s, h_{s-1})                          s = 1 .. S
        d_0 = h_S                                            the one vector that carries everything
        d_t = decoder(w_{t-1}, d_{t-1})                      without attention
        d_t = decoder([w_{t-1}, c_t], d_{t-1})               with attention, c_t from d_{t-1} and all h_s
        p(w_t) = softmax(W_hy d_t + b_y)

    Cells with a cell state hand that over too. Without attention this is the model of Sutskever, Vinyals and
    Le (2014), with it that of Bahdanau, Cho and Bengio (2015), section 3.1, except that their encoder reads
    in both directions and their read-out sees w_{t-1} and c_t as well as d_t.

    Attributes
    ----------
    encoder : Cell
        Its read-out, if it has one, is left away.
    decoder : Cell
        It takes the O symbols it can write, and beside them, with attention, the encoder's H numbers.
    attention : Attention or None

    Raises
    ------
    ValueError
        If the two cells differ in kind, in their number of units or in their floating type, or the widths do
        not fit together.
    """

    encoder: Cell
    decoder: Cell
    attention: Attention | None = None

    @classmethod
    def init(
        cls,
        kind: type[Cell],
        input_size: int,
        hidden_size: int,
        output_size: int,
        *,
        seed: int,
        attention: bool = True,
        **options: Any,
    ) -> Self:
        """Draw a network of cells of one kind; the alignment model has as many units as a cell.

        Parameters
        ----------
        kind : type of Cell
            As GRU.
        input_size, hidden_size, output_size : int
            The symbols of the source, the units of each cell, and the symbols of the target.
        seed : int
            The parts are drawn with seeds of their own, made from this one.
        attention : bool
        options
            Those of ``kind.init``, as `dtype`.

        Raises
        ------
        ValueError
            As ``kind.init`` does.
        """
        validate.natural("seed", seed)
        first, second, third = np.random.SeedSequence(seed).generate_state(3).tolist()
        H, dtype = hidden_size, options.get("dtype", np.float64)
        encoder = kind.init(input_size, H, 1, seed=first, **options)
        width = output_size + (H if attention else 0)
        decoder = kind.init(width, H, output_size, seed=second, **options)
        return cls(encoder, decoder, Attention.init(H, H, H, seed=third, dtype=dtype) if attention else None)

    @classmethod
    def from_params(cls, kind: type[Cell], params: Mapping[str, Array]) -> Self:
        """Return the network of cells of one kind that has these parameters, by the names of `params`.

        Raises
        ------
        ValueError
            If one is missing or too many, or the shapes do not fit together.
        """
        readout = {name: params[name] for name in ("W_hy", "b_y") if name in params}
        parts = {name: under(name, params) for name in ("encoder", "decoder", "attention")}
        seen = parts["attention"]
        try:
            encoder = kind(**parts["encoder"], **readout)
            decoder = kind(**parts["decoder"], **readout)
            return cls(encoder, decoder, Attention(**seen) if seen else None)
        except TypeError as error:
            raise ValueError(f"params must be those of an encoder and a decoder: {error}") from None

    def __post_init__(self) -> None:
        object.__setattr__(self, "encoder", without_readout(self.encoder))
        given, needed = self.decoder, self.encoder
        if type(given) is not type(needed) or given.hidden_size != needed.hidden_size:
            raise ValueError(
                f"the decoder must be a {type(needed).__name__} of {needed.hidden_size} units, as the "
                f"encoder is, got a {type(given).__name__} of {given.hidden_size}"
            )
        H, O = needed.hidden_size, given.output_size  # noqa: E741
        width = O + (H if self.attention else 0)
        if given.input_size != width:
            raise ValueError(f"the decoder must take {width} numbers, got one that takes {given.input_size}")
        if self.attention and {m.shape[1] for m in (self.attention.W_q, self.attention.W_k)} != {H}:
            raise ValueError(f"W_q and W_k of the attention must have {H} columns, one a hidden unit")
        if len({str(value.dtype) for value in self.params.values()}) > 1:
            raise ValueError("all parameters must be of one floating type")

    @property
    def input_size(self) -> int:
        """D, the number of symbols of the source."""
        return self.encoder.input_size

    @property
    def hidden_size(self) -> int:
        """H, the number of units of the encoder and of the decoder."""
        return self.encoder.hidden_size

    @property
    def output_size(self) -> int:
        """O, the number of symbols of the target."""
        return self.decoder.output_size

    @property
    def dtype(self) -> DType:
        """The floating type of the parameters, in which the network computes."""
        return self.decoder.dtype

    @property
    def params(self) -> dict[str, Array]:
        """The parameters by names such as "encoder.W_r", "decoder.W_r", "attention.v" and "W_hy"."""
        seen = {"attention": self.attention.params} if self.attention else {}
        found = named({"encoder": self.encoder.params, "decoder": self.decoder.params, **seen})
        return {**found, "W_hy": self.decoder.W_hy, "b_y": self.decoder.b_y}

    def with_params(self, params: Mapping[str, Array]) -> Self:
        """Return the network with some of its parameters replaced.

        Raises
        ------
        ValueError
            If there is no such parameter, or the shapes do not fit together.
        """
        validate.names(params, self.params)
        readout = {name: params[name] for name in ("W_hy", "b_y") if name in params}
        encoder = self.encoder.with_params(under("encoder", params))
        decoder = self.decoder.with_params(under("decoder", params) | readout)
        if self.attention is None:
            return type(self)(encoder, decoder)
        return type(self)(encoder, decoder, Attention(**self.attention.params | under("attention", params)))

    def forward(
        self, x: ArrayLike, previous: ArrayLike, *, lengths: ArrayLike | None = None
    ) -> TranslationTrace:
        """Run the network, the decoder fed with what it should have written (teacher forcing).

        Parameters
        ----------
        x : array_like, shape (S, B, D)
            The source.
        previous : array_like, shape (T, B, O)
            w_{t-1} for each step of the decoder: zeros at the first, then the target, one step late.
        lengths : array_like of int, shape (B,), optional
            The number of steps of each source, where x is a padded batch. A target may be padded with
            anything: what the decoder does beyond its end counts for nothing where the loss is masked.

        Raises
        ------
        ValueError
            As a cell's `forward` does for x and lengths, or if `previous` does not fit.
        """
        encoded = self.encoder.forward(x, lengths=lengths)
        fed = validate.sequence(previous, self.output_size, self.dtype)
        if fed.shape[1] != encoded.h.shape[1]:
            raise ValueError(
                f"previous must be of the B = {encoded.h.shape[1]} sequences of x, got {fed.shape}"
            )
        return self._decode(encoded, len(fed), lambda t, _steps: fed[t])

    def translate(self, x: ArrayLike, steps: int, *, lengths: ArrayLike | None = None) -> TranslationTrace:
        """Run the network freely: at each step the decoder is fed with the likeliest symbol of the last one.

        Parameters
        ----------
        x : array_like, shape (S, B, D)
            The source.
        steps : int
            T, the number of symbols to write; what comes after an end mark means nothing.
        lengths : array_like of int, shape (B,), optional

        Raises
        ------
        ValueError
            As a cell's `forward` does, or if `steps` is below 1.
        """
        validate.size("steps", steps)
        encoded, O = self.encoder.forward(x, lengths=lengths), self.output_size  # noqa: E741
        nothing = np.zeros((encoded.h.shape[1], O), self.dtype)

        def own(_t: int, made: list[Step]) -> Array:
            return one_hot(made[-1].y.argmax(axis=-1)[None], O)[0].astype(self.dtype) if made else nothing

        return self._decode(encoded, steps, own)

    def backward(self, trace: TranslationTrace, dy: ArrayLike) -> TranslationGradients:
        """Run backpropagation through time, through the decoder's steps and then the encoder's.

        What the decoder is fed with counts as given, also where it wrote that itself.

        Parameters
        ----------
        trace : TranslationTrace
            What `forward` or `translate` of this network returned.
        dy : array_like, shape (T, B, O)
            dE/dy_t.

        Raises
        ------
        ValueError
            If the trace is not of this network, or dy has the wrong shape or holds NaN or infinity.
        """
        if bool(trace.attended) != bool(self.attention):
            raise ValueError(f"trace must be of a network with{'' if self.attention else 'out'} attention")
        y = trace.y
        dy = validate.shape("dy", validate.array("dy", dy, y.dtype, finite=trace.finite), y.shape, "T, B, O")
        keys, O = trace.encoded.h, self.output_size  # noqa: E741
        params = {name: np.zeros_like(value) for name, value in self.params.items()}
        dkeys = np.zeros_like(keys)
        dprojected = np.zeros_like(trace.attended[0].u if trace.attended else keys)
        dstate = tuple(np.zeros_like(part) for part in parts(trace.steps[0].state))
        with np.errstate(all="ignore"):
            for t in reversed(range(len(trace.steps))):
                back = self.decoder.step_back(trace.steps[t], dy[t], _state(dstate))
                dstate = parts(back.previous)
                for name, added in back.params.items():
                    params[name if name in ("W_hy", "b_y") else f"decoder.{name}"] += added
                if self.attention:
                    seen = self.attention.attend_back(trace.attended[t], keys, back.x[:, O:])
                    params["attention.W_q"] += seen.W_q
                    params["attention.v"] += seen.v
                    dstate = (dstate[0] + seen.query, *dstate[1:])
                    dkeys += seen.keys
                    dprojected += seen.projected
            if self.attention:
                params["attention.W_k"] = flat(dprojected).T @ flat(keys)
                dkeys += dprojected @ self.attention.W_k
            dkeys[-1] += dstate[0]  # beyond its end a source's state is the last one
            encoder = self.encoder.run_back(trace.encoded, np.zeros_like(trace.encoded.y), dkeys, *dstate[1:])
        params |= named({"encoder": encoder.params})
        finite = encoder.finite and trace.finite and all_finite(*params.values())
        return TranslationGradients(
            params=params, x=encoder.x, encoder=encoder, handed_over=dstate, finite=finite
        )

    def _decode(self, encoded: Trace, T: int, feed: Feed) -> TranslationTrace:
        state: State = _state(tuple(getattr(encoded, name)[-1] for name in self.encoder.states))
        keys, mask = encoded.h, encoded.mask
        steps: list[Step] = []
        attended: list[Attended] = []
        with np.errstate(all="ignore"):
            projected = self.attention.project(keys) if self.attention else keys
            for t in range(T):
                x = feed(t, steps)
                if self.attention:
                    attended.append(self.attention.attend(parts(state)[0], keys, projected, mask))
                    x = np.concatenate([x, attended[-1].context], axis=-1)
                steps.append(self.decoder.step(x, state))
                state = steps[-1].state
        return TranslationTrace(encoded=encoded, steps=tuple(steps), attended=tuple(attended))


def _state(values: tuple[Array, ...]) -> State:
    """Return a state of these parts, h or (h, c)."""
    return values[0] if len(values) == 1 else values
