"""The settings that pages share: the sequence, one network, the language; and their controls side by side."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rnnlstm.ui.shell import language, link
from rnnlstm.ui.shell.catalogue import LANGUAGES, N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range, Text
from rnnlstm.ui.walk import source as sources
from rnnlstm.ui.walk.learning import STOPS
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.notation.books import BOOKS
from rnnlstm.ui.walk.sequence import MAX_REPEATED, MAX_STEPS, decimal_comma

LANGUAGE = Choice(
    "lang",
    "Language · 语言",
    LANGUAGES,
    buttons=True,
    in_every_language=True,
    always=True,
    depends=lambda: {"usual": language.current()},
)

BOOK = Choice(
    "book",
    N_("Symbols as in"),
    {"course": N_("this course"), **{name: book.title for name, book in BOOKS.items()}},
    help=N_(
        "Symbols, equations and the order of the gates as your book writes them. The network stays the same."
    ),
)

HIDDEN = Range("hidden", N_("Hidden units"), 1, 64, 8, 1)
SEED = Range("seed", N_("Seed"), 0, 99, 0, 1, help=N_("The same seed draws the same weights"))
GAIN = Range(
    "gain",
    N_("Gain of the recurrent weights"),
    0,
    3,
    1,
    0.05,
    help=N_("Multiplies the recurrent weight matrix"),
)
FORGET_BIAS = Range(
    "fb",
    N_("Forget bias"),
    -3,
    6,
    1,
    0.25,
    help=N_("Where the forget gates start, $b_f$: higher keeps more"),
)
# On the home page, where the LSTM is to remember from the start.
HOME_BIAS = replace(FORGET_BIAS, key="bias", usual=3)
LENGTH = Range("length", N_("Time steps"), 2, MAX_STEPS, 24, 1, own=True)
FLOW_LENGTH = Range(
    "steps",
    N_("Time steps"),
    2,
    MAX_REPEATED,
    60,
    1,
    help=N_("The sequence is repeated until it has this many steps"),
)

INPUT = Choice(
    "input",
    N_("What the network reads"),
    {"text": N_("Text"), "numbers": N_("Numbers"), "wave": N_("Wave")},
    buttons=True,
    own=True,
)
TEXT = Text("text", N_("Your text, one character a step"), sources.Text.text, own=True)
NUMBERS = Text("numbers", N_("Your numbers, separated by commas"), sources.Numbers.numbers, own=True)
WAVE = Choice(
    "wave",
    N_("Wave"),
    {
        "sine": N_("Sine"),
        "square": N_("Square"),
        "sawtooth": N_("Sawtooth"),
        "pulse": N_("One pulse, then silence"),
    },
    own=True,
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

# A newcomer meets a network that has learned a little: what it says of "hello" is right, so that there is
# something to understand in its states and gates, but it is not sure yet, so that every step still sends a
# gradient back. A link that somebody saved names its settings; one from before there was this setting means
# the network as it was drawn. The link always names it, so that what a newcomer saves stays the same as well.
NEWCOMERS_UPDATES = 50


def _is_newcomer() -> bool:
    """Return whether the session is that of a newcomer, maybe begun anew by the address of an earlier one."""
    return not link.opened_here() or link.opened_with("learned") == str(NEWCOMERS_UPDATES)


UPDATES = Notches(
    "learned",
    N_("Updates"),
    tuple(map(float, STOPS)),
    0,
    buttons=True,
    always=True,
    depends=lambda: {"usual": NEWCOMERS_UPDATES if _is_newcomer() else 0},
)

SOURCE = (INPUT, TEXT, NUMBERS, WAVE, LENGTH)
NETWORK = (UPDATES, HIDDEN, SEED, GAIN, RECURRENT, ACTIVATION, FORGET_BIAS, LOSS)


def source(length: float | None = None) -> sources.Source:
    """Show the controls of the sequence; ``length`` repeats it to that many steps."""
    kinds, field = st.columns([1.6, 1.9], vertical_alignment="bottom", gap="small")
    with kinds:
        kind = INPUT.show()
    steps = None if length is None else int(length)
    with field:
        if kind == "numbers":
            return sources.Numbers(numbers=typed_numbers(), length=steps)
        if kind == "wave":
            shape, extent = st.columns(2)
            with shape:
                wave = WAVE.show()
            with extent:
                return sources.Wave(wave=wave, length=int(LENGTH.slider()) if steps is None else steps)
        return sources.Text(text=TEXT.show(), length=steps)


def typed_numbers() -> str:
    """Show the list of numbers; where a decimal comma may have been meant, say that a comma separates two."""
    numbers: str = NUMBERS.show()
    if written := decimal_comma(numbers):
        words = _(
            "A comma separates two numbers here: “{written}” is {one} and {other}. "
            "Write {meant} for one number."
        )
        one, other = written.split(",")
        st.caption(words.format(written=written, one=one, other=other, meant=f"{one}.{other}"))
    return numbers


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
