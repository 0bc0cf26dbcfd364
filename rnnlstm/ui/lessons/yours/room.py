"""The page on which a network of the learner's own is read, and walked through layer by layer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from rnnlstm.ui.controls import edits as altered
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons import laboratory, onward
from rnnlstm.ui.lessons.as_in_book import choose, offer_table
from rnnlstm.ui.lessons.compare.settings import DIRECTION
from rnnlstm.ui.lessons.frame import guarded, warn_of_explosion
from rnnlstm.ui.lessons.gradients.views import flow_view
from rnnlstm.ui.lessons.one_file import lesson_page
from rnnlstm.ui.lessons.step import loss_in_words
from rnnlstm.ui.lessons.yours.choice import choose_cell, loaded
from rnnlstm.ui.lessons.yours.file import FILE
from rnnlstm.ui.lessons.yours.read_as import in_words, table, widths
from rnnlstm.ui.lessons.yours.scene import of_cell
from rnnlstm.ui.lessons.yours.settings import SHOWN
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import together
from rnnlstm.ui.show.folded import folds, show_table
from rnnlstm.ui.show.table import walk_table
from rnnlstm.ui.show.take_along import offer_network
from rnnlstm.ui.show.view import show
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.walk.brought import Brought
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.walk import Walk, take


def room() -> Scene | None:
    """Show how a file was read, and step through one of its cells, forward or backward.

    Returns the numbers that the cards of the guide can speak of.
    """
    given, which = st.columns([1, 2], gap="small")
    with given:
        FILE.show(_("Your weights: a file .safetensors or .npz, up to 5 MB"))
        FILE.tell_wrong()
    with which:
        shown, upload = loaded(SHOWN.show())
    told = st.container(horizontal=True, vertical_alignment="center", key="yours-read")
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
        chosen = choose_cell(shown, upload)
        back = DIRECTION.show() == "backward"
        choose()
    with told:
        st.markdown(in_words(upload.name, chosen.found, chosen.reading), width="stretch")
        with st.popover(_("What was read as what"), icon=":material/table:", width="content"):
            st.dataframe(
                table(chosen.reading),
                hide_index=True,
                alt=_("Each array of the file, part by part"),
                column_config={name: st.column_config.Column(width=each) for name, each in widths().items()},
                width=880,
            )
    source = chosen.brought(chosen.fed())
    with guarded():
        return of_cell(chosen, _walk(source, back), back=back)
    return None


def _walk(source: Brought, back: bool) -> Walk:
    """Show the walk through one cell, and return it."""
    reading = source.read()
    model = type(source.cell("", Network(), reading)).__name__
    edits = altered.edits(model)
    walk = take(model, source, Network(), edits)
    if back:
        warn_of_explosion({walk.model: walk.growth})
    altered.tell(walk)
    if getattr(walk.cell, "reset", "after") == "before":
        st.info(
            _(
                "In this GRU the reset gate stands before the product, as in Keras with reset_after=False. "
                "The stepper draws the other form, so it is left out; all numbers are in the table."
            )
        )
    else:
        page = lesson_page("yours", (_loss(walk, source),))
        stepper(walk, "backward" if back else "forward", page=page)
    st.caption(_loss(walk, source))
    with folds():
        offer_table(walk.cell, f"yours-{model}")
        show_table(partial(walk_table, walk, back=back), f"yours-{model}")
    if back and reading.steps > 1:
        last = take(model, source, Network(loss="last"), edits)
        with st.container(key="yours-flow"):
            show(replace(flow_view({model: last}, "loss", height=360), file="yours-gradient"))
    offer_network(walk.cell, f"yours-{model.lower()}")
    _to_the_laboratory(walk)
    return walk


def _to_the_laboratory(walk: Walk) -> None:
    """Offer to measure this cell in the gradient laboratory; say so where it is too large for it."""
    units, limit = walk.cell.hidden_size, int(laboratory.HIDDEN.high)
    if units <= limit:
        onward.gradients_button("file")
        return
    message = _("The gradient laboratory measures up to {limit} units. This cell has {units}.")
    st.caption(message.format(limit=limit, units=units))


def _loss(walk: Walk, source: Brought) -> str:
    """Say what the loss is, and where the way back begins."""
    said = [loss_in_words(walk) + _(".")]
    if walk.reading.bare:
        said.append(
            _("Nothing says what should come out, so E is the mean square of the last y_t.")
            if source.read_out
            else _(
                "This layer has no read-out of its own: y_t = h_t, and E is the mean square of the last h_t."
            )
        )
        said.append(_("The way back begins there."))
    else:
        said.append(_("It asks for what comes next; whether the network was trained for that, no file says."))
    return together(said)
