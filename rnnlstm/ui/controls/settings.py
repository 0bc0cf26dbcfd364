"""The learner's controls: each one bound to the address bar, its values gathered in small frozen records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.link import choice, follow, keep, put, recall, refused
from rnnlstm.ui.shell.markdown import literal
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.sequence import MAX_REPEATED, MAX_STEPS, number
from rnnlstm.ui.walk.source import Numbers, Source, Text, Wave


@dataclass(frozen=True)
class Range:
    """A number that the learner may set: its name in the link, its label, limits, step and help."""

    key: str
    label: str
    low: float
    high: float
    usual: float
    step: float
    help: str | None = None

    def slider(self) -> float:
        """Show the control and return its value."""
        recall(self.key, self._cast(self.usual), self._read)
        st.slider(
            _(self.label),
            self._cast(self.low),
            self._cast(self.high),
            step=self._cast(self.step),
            key=self.key,
            help=_(self.help) if self.help else None,
        )
        return float(keep(self.key, self._cast(self.usual)))

    def put(self, value: Any = None) -> None:
        """Set the control from a button: to a value, or to the usual one."""
        put(self.key, self._cast(self.usual if value is None else value), self._cast(self.usual))

    def among(self, values: Sequence[int]) -> int:
        """Show the control with stops at some whole numbers only, rising, and return the one chosen."""
        recall(self.key, self._cast(self.usual), self._read)
        asked = st.session_state[self.key]
        st.session_state[self.key] = min(values, key=lambda value: abs(value - asked))
        if len(values) > 1:  # a slider needs two ends
            st.select_slider(_(self.label), values, key=self.key, help=_(self.help) if self.help else None)
        return int(keep(self.key, self._cast(self.usual)))

    def follow(self) -> None:
        """Before it is shown: take the usual value of now where that of before was not changed."""
        follow(self.key, self._cast(self.usual))

    def check_link(self) -> None:
        """Say so where the link asks for what this setting cannot be."""
        asked = refused(self.key, self._cast(self.usual), self._read)
        if asked is not None:
            limits = _("a whole number from {low:g} to {high:g}") if self._whole else _("{low:g} to {high:g}")
            _warn_of_link(self.label, asked, limits.format(low=self.low, high=self.high))

    @property
    def _whole(self) -> bool:
        return float(self.step).is_integer()

    def _cast(self, value: float) -> float:
        return int(value) if self._whole else float(value)

    def _read(self, text: str) -> float | None:
        try:
            value = number(text)
        except ValueError:
            return None
        fits = self.low <= value <= self.high and (value.is_integer() or not self._whole)
        return self._cast(value) if fits else None


@dataclass(frozen=True)
class Notches:
    """A number that is one of a few, far apart: its name in the link, its label, its values and help."""

    key: str
    label: str
    values: tuple[float, ...]
    usual: float
    help: str | None = None
    zero: str | None = None
    """What the value 0 is called."""

    def show(self) -> float:
        """Show the control and return its value."""
        recall(self.key, self.usual, self._read)
        st.select_slider(
            _(self.label),
            self.values,
            format_func=self._in_words,
            key=self.key,
            help=_(self.help) if self.help else None,
        )
        return float(keep(self.key, self.usual))

    def put(self, value: Any = None) -> None:
        """Set the control from a button: to a value, or to the usual one."""
        put(self.key, self.usual if value is None else float(value), self.usual)

    def follow(self) -> None:
        """Before it is shown: take the usual value of now where that of before was not changed."""
        follow(self.key, self.usual)

    def check_link(self) -> None:
        """Say so where the link asks for what is not among the values."""
        asked = refused(self.key, self.usual, self._read)
        if asked is not None:
            _warn_of_link(self.label, asked, _(", ").join(f"{value:g}" for value in self.values))

    def _in_words(self, value: float) -> str:
        return _(self.zero) if self.zero and value == 0 else f"{value:g}"

    def _read(self, text: str) -> float | None:
        try:
            value = number(text)
        except ValueError:
            return None
        return value if value in self.values else None


@dataclass(frozen=True)
class Choice:
    """A choice among named options: its name in the link, its label, and each option's name and label.

    The first option is the usual one, unless another is named.
    """

    key: str
    label: str
    options: dict[str, str]
    buttons: bool = False
    """Show the options side by side rather than in a list."""
    usual: str = ""

    def show(self, on_change: Callable[[], None] | None = None) -> str:
        """Show the control and return the name of the option chosen."""
        translated = {name: _(label) for name, label in self.options.items()}
        return choice(
            _(self.label), translated, self.key, self._usual, buttons=self.buttons, on_change=on_change
        )

    def put(self, value: Any = None) -> None:
        """Set the control from a button: to a value, or to the usual one."""
        put(self.key, self._usual if value is None else value, self._usual)

    def check_link(self) -> None:
        """Say so where the link asks for what is not among the options."""
        asked = refused(self.key, self._usual, lambda name: name if name in self.options else None)
        if asked is not None:
            _warn_of_link(self.label, asked, _(", ").join(self.options))

    @property
    def _usual(self) -> str:
        return self.usual or next(iter(self.options))


def _warn_of_link(label: str, asked: str, possible: str) -> None:
    message = _("The link asks for {name} = {asked}. It can be {possible}; the usual value is used.")
    st.warning(message.format(name=_(label), asked=literal(asked[:20]), possible=possible))


HIDDEN = Range("hidden", N_("Hidden units"), 1, 64, 8, 1)
SEED = Range("seed", N_("Seed"), 0, 99, 0, 1, N_("The same seed draws the same weights"))
GAIN = Range(
    "gain", N_("Gain of the recurrent weights"), 0, 3, 1, 0.05, N_("Multiplies the recurrent weight matrix")
)
FORGET_BIAS = Range(
    "fb", N_("Forget bias"), -3, 6, 1, 0.25, N_("Where the forget gates start, $b_f$: higher keeps more")
)
HOME_BIAS = replace(FORGET_BIAS, key="bias", usual=3)
LENGTH = Range("length", N_("Time steps"), 2, MAX_STEPS, 24, 1)
FLOW_LENGTH = Range(
    "steps",
    N_("Time steps"),
    2,
    MAX_REPEATED,
    60,
    1,
    N_("The sequence is repeated until it has this many steps"),
)

INPUT = Choice(
    "input",
    N_("What the network reads"),
    {"text": N_("Text"), "numbers": N_("Numbers"), "wave": N_("Wave")},
    buttons=True,
)
WAVE = Choice(
    "wave",
    N_("Wave"),
    {
        "sine": N_("Sine"),
        "square": N_("Square"),
        "sawtooth": N_("Sawtooth"),
        "pulse": N_("One pulse, then silence"),
    },
)
RECURRENT = Choice(
    "init",
    N_("Recurrent weights"),
    {
        "uniform": N_("Uniform"),
        "orthogonal": N_("Orthogonal"),
        "normal": N_("Normal"),
        "identity": N_("Identity"),
    },
)
ACTIVATION = Choice("activation", N_("Activation"), {"tanh": "tanh", "sigmoid": "sigmoid", "relu": "ReLU"})
LOSS = Choice(
    "loss", N_("The loss is measured"), {"every": N_("at every step"), "last": N_("at the last step only")}
)

RANGES = (HIDDEN, SEED, GAIN, FORGET_BIAS, HOME_BIAS, LENGTH, FLOW_LENGTH)
CHOICES = (INPUT, WAVE, RECURRENT, ACTIVATION, LOSS)
SETTINGS = (*RANGES, *CHOICES)


def source(length: float | None = None) -> Source:
    """Show the controls of the sequence; ``length`` repeats it to that many steps."""
    kinds, field = st.columns([1.35, 2.4], vertical_alignment="bottom")
    with kinds:
        kind = INPUT.show()
    steps = None if length is None else int(length)
    with field:
        if kind == "numbers":
            label = _("Your numbers, separated by commas")
            return Numbers(numbers=_text(label, "numbers", Numbers.numbers), length=steps)
        if kind == "wave":
            shape, extent = st.columns(2)
            with shape:
                wave = WAVE.show()
            with extent:
                return Wave(wave=wave, length=int(LENGTH.slider()) if steps is None else steps)
        label = _("Your text, one character a step")
        return Text(text=_text(label, "text", Text.text), length=steps)


def network(*, activation: bool = False, forget_bias: bool = False, loss: bool = False) -> Network:
    """Show the controls of one network, those that the page has a use for."""
    usual = Network()
    left, right = st.columns(2)
    with left:
        hidden = int(HIDDEN.slider())
        seed = int(SEED.slider())
        kind = ACTIVATION.show() if activation else usual.activation
        bias = FORGET_BIAS.slider() if forget_bias else usual.forget_bias
    with right:
        gain = GAIN.slider()
        recurrent = RECURRENT.show()
        where = LOSS.show() if loss else usual.loss
    return Network(hidden, seed, recurrent, gain, kind, bias, where)


def _text(label: str, key: str, usual: str) -> str:
    recall(key, usual, str)
    st.text_input(label, key=key)
    return str(keep(key, usual) or "")
