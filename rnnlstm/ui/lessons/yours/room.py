"""The page on which a network of the learner's own is read, and walked through layer by layer."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from rnnlstm.core.networks.stack import Stack
from rnnlstm.ui.controls import edits as altered
from rnnlstm.ui.lessons.as_in_book import choose, offer_table
from rnnlstm.ui.lessons.compare.settings import DIRECTION
from rnnlstm.ui.lessons.frame import guarded, warn_of_explosion
from rnnlstm.ui.lessons.gradients.views import flow_view
from rnnlstm.ui.lessons.paths import go_on
from rnnlstm.ui.lessons.step import loss_in_words
from rnnlstm.ui.lessons.yours import file
from rnnlstm.ui.lessons.yours.examples import example
from rnnlstm.ui.lessons.yours.feed import feed
from rnnlstm.ui.lessons.yours.read_as import in_words, table, title, together
from rnnlstm.ui.lessons.yours.settings import LAYER, NONLINEARITY, READOUT, SHOWN, WAY, WHICH
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.table import walk_table
from rnnlstm.ui.show.take_along import offer_network
from rnnlstm.ui.show.view import show
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.walk.brought import Brought
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.upload import Found, Upload, has_directions, read
from rnnlstm.ui.walk.walk import Walk, take


def room() -> None:
    """Show how a file was read, and step through one of its cells, forward or backward."""
    given, which = st.columns([1, 2], gap="small")
    with given:
        file.uploader()
    with which:
        asked = SHOWN.show()
        upload = _upload(asked)
    told = st.container(horizontal=True, vertical_alignment="center")
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
        number, found = _network(upload)
        readout, activation = _readout(found), NONLINEARITY.show() if found.kind == "RNN" else "tanh"
        reading = read(upload, number, readout, activation)
        layer, reverse = _place(reading.network)
        back = DIRECTION.show() == "backward"
        choose()
    with told:
        st.markdown(in_words(upload.name, found, reading), width="stretch")
        with st.popover(_("What was read as what"), icon=":material/table:", width="content"):
            st.dataframe(
                table(reading), hide_index=True, alt=_("Each array of the file, part by part"), width=880
            )
    source = Brought(
        network=reading.network,
        fed=feed(found.input_size, "text" if asked == "letters" else "random"),
        layer=layer,
        reverse=reverse,
        readout=readout is not None,
    )
    with guarded():
        _walk(source, back)


def _upload(asked: str) -> Upload:
    """Return what is shown: the learner's file, or an example."""
    own = file.current()
    if asked != "file":
        return example(asked)
    if own is None:
        st.info(_("No file is loaded in this session; an example is shown. A link never carries a file."))
        return example("letters")
    st.caption(_("Your file lives in this session only: the link carries the settings, not the weights."))
    return own


def _network(upload: Upload) -> tuple[int, Found]:
    """Return the network of the file that is meant, and its number; show the choice where there is one."""
    options = {_named(each.prefix): title(each) for each in upload.networks}
    number = 0
    if len(options) > 1:
        which = replace(WHICH, options=options)
        which.check_link()
        number = list(options).index(which.show())
    return number, upload.networks[number]


def _readout(found: Found) -> str | None:
    """Return what the names of the read-out begin with; show the choice where there is one."""
    if len(found.readouts) == 1:
        return found.readouts[0]
    options = {
        _named(each): _("none") if each is None else each.rstrip("./") or _("no prefix")
        for each in found.readouts
    }
    choice = replace(READOUT, options=options)
    choice.check_link()
    return found.readouts[list(options).index(choice.show())]


def _named(prefix: str | None) -> str:
    """Return what a part of the file is called in the link: by its names, so that another file has others."""
    return "none" if prefix is None else prefix or "."


def _place(network: Stack) -> tuple[int, bool]:
    """Return which layer is walked through, from 0, and whether its cell from the end to the beginning."""
    layer = 0
    if len(network.layers) > 1:
        setting = replace(LAYER, high=len(network.layers))
        setting.check_link()
        layer = int(setting.slider()) - 1
    return layer, has_directions(network, layer) and WAY.show() == "reverse"


def _walk(source: Brought, back: bool) -> None:
    """Show the walk through one cell."""
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
    elif stepper(walk, "backward" if back else "forward", lesson="yours"):
        go_on("yours")
    st.caption(_loss(walk, source))
    offer_table(walk.cell, f"yours-{model}")
    show_table(partial(walk_table, walk, back=back), f"yours-{model}")
    if back and reading.steps > 1:
        last = take(model, source, Network(loss="last"), edits)
        with st.container(key="yours-flow"):
            show(replace(flow_view({model: last}, "loss", height=360), file="yours-gradient"))
    offer_network(walk.cell, f"yours-{model.lower()}")


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
