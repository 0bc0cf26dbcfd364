"""The shape that the six step pages share: why, controls, the stepper, its numbers, the lesson."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from rnnlstm.ui.controls import edits as altered
from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons.as_in_book import offer_table
from rnnlstm.ui.lessons.frame import warn_of_explosion
from rnnlstm.ui.lessons.learning import in_words, learn
from rnnlstm.ui.lessons.one_file import lesson_page
from rnnlstm.ui.lessons.paths import go_on
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folds, show_table
from rnnlstm.ui.show.numbers import power_of_ten
from rnnlstm.ui.show.table import walk_table
from rnnlstm.ui.show.take_along import offer_network
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.stepper.labels import Direction
from rnnlstm.ui.walk.network import Model, drawn_with
from rnnlstm.ui.walk.walk import Walk, take

MODELS: tuple[Model, ...] = ("RNN", "LSTM", "GRU")
"""The networks that have pages of their own."""
SETTINGS = {
    model: (*settings.SOURCE, *settings.NETWORK, settings.BOOK, altered.EDITS[model]) for model in MODELS
}
"""What the pages of a network set."""


def loss_in_words(walk: Walk) -> str:
    """Say how large the loss of the whole sequence is, and what it is the mean of."""
    message = _("Loss of the whole sequence: E = {loss} ({kind}, mean over {count} of {steps} steps)")
    usual = 1e-3 <= walk.loss < 1e4
    return message.format(
        loss=f"{walk.loss:.4f}" if usual else power_of_ten(walk.loss),
        kind=_("cross-entropy") if walk.reading.classes else _("squared error"),
        count=int(walk.has_loss.sum()),
        steps=walk.reading.steps,
    )


def step(model: Model, direction: Direction) -> None:
    """Show one lesson that walks through a network, forward or backward in time."""
    back = direction == "backward"
    name = f"{model.lower()}_{direction}"
    row, learning, tune = st.columns([3.5, 2, 1.05], vertical_alignment="bottom", gap="small")
    with row:
        source = settings.source()
    with learning:
        updates = int(settings.UPDATES.show())
    with tune, st.popover(_("Settings"), icon=":material/tune:", width="stretch"):
        network = settings.network(**drawn_with(model), loss=back)
        settings.BOOK.show()

    network = replace(network, updates=learn([(model, source, network)], updates))
    edits = altered.edits(model)
    walk = take(model, source, network, edits)
    if back:
        warn_of_explosion({model: walk.growth})
    altered.tell(walk)
    said = (in_words(model, source, network), loss_in_words(walk))
    if stepper(walk, direction, lesson=name, page=lesson_page(name, said)):
        go_on(name)
    with st.container(horizontal=True, gap="small"):
        for each in said:
            st.caption(each, width="content")
    with folds():
        offer_table(walk.cell, name)
        show_table(partial(walk_table, walk, back=back), name)
        offer_network(walk.cell, name, source.about())
