"""The learner's controls: each one bound to the address bar, its values gathered in small frozen records."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from rnnlstm.ui.language import N_, _
from rnnlstm.ui.link import choice, keep, recall
from rnnlstm.ui.markdown import literal
from rnnlstm.ui.sequence import MAX_STEPS
from rnnlstm.ui.walk import Network, Source


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

    def check_link(self) -> None:
        """Say so where the link asks for what this setting cannot be."""
        asked = st.query_params.get(self.key)
        if asked is not None and self._read(asked) is None:
            message = _(
                "The link asks for {name} = {asked}. It can be {low:g} to {high:g}; the usual value is used."
            )
            st.warning(
                message.format(name=_(self.label), asked=literal(asked[:20]), low=self.low, high=self.high)
            )

    def _cast(self, value: float) -> float:
        return int(value) if float(self.step).is_integer() else float(value)

    def _read(self, text: str) -> float | None:
        try:
            value = float(text)
        except ValueError:
            return None
        return self._cast(value) if self.low <= value <= self.high else None


HIDDEN = Range("hidden", N_("Hidden units"), 1, 64, 8, 1)
SEED = Range("seed", N_("Seed"), 0, 99, 0, 1, N_("The same seed draws the same weights"))
GAIN = Range(
    "gain", N_("Gain of the recurrent weights"), 0, 3, 1, 0.05, N_("Multiplies the recurrent weight matrix")
)
FORGET_BIAS = Range(
    "fb", N_("Forget bias b_f"), -3, 6, 1, 0.25, N_("Where the forget gates start: higher keeps more")
)
HOME_BIAS = replace(FORGET_BIAS, key="bias", usual=3)
LENGTH = Range("length", N_("Time steps"), 2, MAX_STEPS, 24, 1)
FLOW_LENGTH = Range(
    "steps",
    N_("Time steps"),
    2,
    MAX_STEPS,
    60,
    1,
    N_("The sequence is repeated until it has this many steps"),
)

RANGES = (HIDDEN, SEED, GAIN, FORGET_BIAS, HOME_BIAS, LENGTH, FLOW_LENGTH)

KINDS = {"text": N_("Text"), "numbers": N_("Numbers"), "wave": N_("Wave")}
WAVE_NAMES = {
    "sine": N_("Sine"),
    "square": N_("Square"),
    "sawtooth": N_("Sawtooth"),
    "pulse": N_("One pulse, then silence"),
}
RECURRENT = {
    "uniform": N_("Uniform"),
    "orthogonal": N_("Orthogonal"),
    "normal": N_("Normal"),
    "identity": N_("Identity"),
}
ACTIVATIONS = {"tanh": "tanh", "sigmoid": "sigmoid", "relu": "ReLU"}
MEASURES = {"loss": N_("Gradient of the loss"), "jacobian": N_("Jacobian, bound and highway")}
LOSSES = {"every": N_("at every step"), "last": N_("at the last step only")}


def check_link() -> None:
    """Say so where the link asks for what a setting cannot be."""
    for each in RANGES:
        each.check_link()


def source(length: float | None = None) -> Source:
    """Show the controls of the sequence; ``length`` repeats it to that many steps."""
    usual = Source()
    kinds, field = st.columns([1.35, 2.4], vertical_alignment="bottom")
    with kinds:
        kind = _choice(_("What the network reads"), KINDS, "input", buttons=True)
    steps = None if length is None else int(length)
    with field:
        if kind == "numbers":
            label = _("Your numbers, separated by commas")
            return Source(kind, numbers=_text(label, "numbers", usual.numbers), length=steps)
        if kind == "wave":
            choice, extent = st.columns(2)
            with choice:
                wave = _choice(_("Wave"), WAVE_NAMES, "wave")
            with extent:
                return Source(kind, wave=wave, length=int(LENGTH.slider()) if steps is None else steps)
        label = _("Your text, one character a step")
        return Source("text", text=_text(label, "text", usual.text), length=steps)


def network(*, activation: bool = False, forget_bias: bool = False, loss: bool = False) -> Network:
    """Show the controls of one network, those that the page has a use for."""
    usual = Network()
    left, right = st.columns(2)
    with left:
        hidden = int(HIDDEN.slider())
        seed = int(SEED.slider())
        kind = _choice(_("Activation"), ACTIVATIONS, "activation") if activation else usual.activation
        bias = FORGET_BIAS.slider() if forget_bias else usual.forget_bias
    with right:
        gain = GAIN.slider()
        recurrent = _choice(_("Recurrent weights"), RECURRENT, "init")
        where = _choice(_("The loss is measured"), LOSSES, "loss") if loss else usual.loss
    return Network(hidden, seed, recurrent, gain, kind, bias, where)


def compared_networks() -> Network:
    """Show the controls of networks that are compared: what matters most first, the rest folded away."""
    bias = FORGET_BIAS.slider()
    gain = GAIN.slider()
    recurrent = _choice(_("Recurrent weights"), RECURRENT, "init")
    with st.popover(_("More settings"), icon=":material/tune:"):
        hidden = int(HIDDEN.slider())
        seed = int(SEED.slider())
        activation = _choice(_("Activation of the RNN"), ACTIVATIONS, "activation")
    return Network(hidden, seed, recurrent, gain, activation, bias, "last")


def measure() -> str:
    """Show the choice between the gradient of the loss and the Jacobian."""
    return _choice(_("What is measured"), MEASURES, "measure", buttons=True)


def _text(label: str, key: str, usual: str) -> str:
    recall(key, usual, str)
    st.text_input(label, key=key)
    return str(keep(key, usual) or "")


def _choice(label: str, names: dict[str, str], key: str, *, buttons: bool = False) -> str:
    """Show a choice of translated names; the first is the usual one."""
    translated = {name: _(label_) for name, label_ in names.items()}
    return choice(label, translated, key, next(iter(names)), buttons=buttons)
