"""The view in which a sentence is read: what was expected at each place, and what the units do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from rnnlstm.core.language.network import one_hot
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import Words
from rnnlstm.figures.language import gates_chart
from rnnlstm.figures.palette import gate_hue
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.language.measured import Model, Reading, begins_with, ranked_units, read_sentence
from rnnlstm.ui.lessons.language.settings import PAINT, SENTENCE, UNIT
from rnnlstm.ui.lessons.language.views import sentence_view
from rnnlstm.ui.lessons.one_file import lesson_page
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal
from rnnlstm.ui.show.folded import folded, show_table
from rnnlstm.ui.show.view import show
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.walk.sequence import Reading as Sequence
from rnnlstm.ui.walk.sequence import visible
from rnnlstm.ui.walk.walk import walk_through

CLEAR = 0.1
"""A property that explains less than this of a unit is not said to be what it follows."""
MOST_STEPPED = 40
"""Characters that the stepper walks through."""
MOST_PLACES = 150
"""A larger alphabet is too wide for the stepper's drawing."""
PROPERTIES = {
    "line": N_("position in the line"),
    "sentence": N_("position in the sentence"),
    "quotes": N_("inside quotation marks"),
    "brackets": N_("inside brackets"),
    "space": N_("at a space"),
    "after_space": N_("first after a space"),
    "capital": N_("capital letter"),
    "punctuation": N_("punctuation"),
}


def read(model: Model) -> Reading:
    """Show the sentence with all that a network makes of it, and return it."""
    sentence = SENTENCE.show()
    reading = read_sentence(model, sentence or _beginning(model))
    if reading.unknown:
        message = _("The network does not know {characters}: {how}.")
        how = _("read as ▯") if model.alphabet.rest else _("left out")
        st.caption(
            message.format(
                characters=_(", ").join(literal(visible(each)) for each in reading.unknown[:12]), how=how
            )
        )
    ranked = ranked_units(model).ranked()
    _offer(ranked_units(model).clearest())
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        quantity = _quantity(model)
    with right:
        number = _unit(model, ranked)
    symbols = model.alphabet.symbols
    bits = float(reading.bits.mean())
    said = _(
        "{bits} bits per character on this sentence: perplexity {perplexity}. Below each character, the five "
        "that were expected most: the stronger the teal, the likelier. Framed: the one that came."
    )
    st.caption(said.format(bits=f"{bits:.2f}", perplexity=f"{2**bits:.1f}"))
    show(sentence_view(reading, symbols, quantity, number))
    if model.cell.gates:
        show(gates_view(reading, model, number))
    show_table(partial(units_table, ranked), "language-units")
    _stepper(model, reading)
    return reading


def _beginning(model: Model) -> str:
    """Return what is read where nothing was typed: the beginning of the held-out text."""
    return model.alphabet.decode(model.text.corpus.held_out[:80])


def _quantity(model: Model) -> str:
    """Show what colours the text, of what this network has."""
    known = {*model.cell.gates, *model.cell.states, "bits"}
    options = {name: label for name, label in PAINT.options.items() if name in known}
    return replace(PAINT, options=options).show()


def _unit(model: Model, ranked: list[tuple[int, str, float]]) -> int:
    """Show which unit is looked at; usually the one that follows a property best."""
    usual = ranked[0][0] + 1 if ranked else 1
    setting = replace(UNIT, high=model.cell.hidden_size, usual=usual)
    return int(setting.slider())


def _offer(clearest: list[tuple[int, str, float]]) -> None:
    """Offer for each simple property the unit that it predicts best."""
    clear = [each for each in clearest if each[2] >= CLEAR]
    if not clear:
        st.caption(_("No unit follows a simple property of the text clearly: train longer."))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="language-ranked"):
        st.caption(_("Units that follow something simple, and the share of their variance it explains:"))
        for unit, name, share in clear:
            label = _("{unit}: {property}, {share}").format(
                unit=unit + 1, property=_(PROPERTIES[name]), share=f"{share:.0%}"
            )
            st.button(label, key=f"language-unit-{name}", on_click=UNIT.put, args=(unit + 1,))


def units_table(ranked: list[tuple[int, str, float]]) -> pd.DataFrame:
    """Return one row a unit: the property that predicts it best, and how well."""
    return pd.DataFrame(
        {
            _("unit"): [unit + 1 for unit, _name, _share in ranked],
            _("property"): [_(PROPERTIES[name]) for _unit, name, _share in ranked],
            _("variance explained, held out"): [share for _unit, _name, share in ranked],
        }
    )


def gates_view(reading: Reading, model: Model, number: int) -> View:
    """Return what the gates and the states of a unit do along the sentence."""
    gates = [name for name, lowest in model.cell.gates.items() if lowest == 0]
    curves = [Curve(name, reading.unit(name, number), gate_hue(name)) for name in gates]
    states = [Curve(name, reading.unit(name, number), gate_hue(name)) for name in model.cell.states]
    words = Words(
        _("Unit {number} along your sentence").format(number=number), "", _("States"),
    )  # fmt: skip
    alt = _("{title}: the gates {gates} from 0 to 1, and {states}").format(
        title=words.title, gates=", ".join(gates), states=", ".join(model.cell.states)
    )
    return View(
        "language-gates",
        lambda mode: gates_chart(states, curves, reading.symbols, mode=mode, words=words, below=_("Gates")),
        alt,
    )


def _stepper(model: Model, reading: Reading) -> None:
    """Offer the walk through the network on the sentence, where both are small enough."""
    if model.alphabet.size > MOST_PLACES:
        st.caption(
            _("The stepper draws up to {limit} characters of an alphabet; this one has {count}.").format(
                limit=MOST_PLACES, count=model.alphabet.size
            )
        )
        return

    def walk() -> None:
        sequence = as_sequence(model, reading)
        walked = walk_through(model.cell, sequence, sequence.mask())
        stepper(walked, "forward", key="language-stepper", page=lesson_page("language"))

    folded(
        _("Step through the first {count} characters").format(count=min(len(reading.ids), MOST_STEPPED)),
        ":material/search_insights:",
        "language-stepper-fold",
        walk,
    )


def as_sequence(model: Model, reading: Reading) -> Sequence:
    """Return the beginning of a sentence as the stepper walks through it."""
    ids = reading.ids[:MOST_STEPPED]
    V = model.alphabet.size
    read_ids = np.concatenate([begins_with(model.alphabet), ids[:-1]])
    names = tuple(visible(each) for each in model.alphabet.symbols)
    return Sequence(
        symbols=tuple(names[k] for k in read_ids),
        x=one_hot(read_ids, V, np.dtype(np.float64)).astype(np.float64)[:, None],
        target=ids.astype(np.int64)[:, None],
        classes=names,
    )
