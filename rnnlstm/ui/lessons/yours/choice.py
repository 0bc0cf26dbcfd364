"""What is taken of a file: which network, with which read-out and activation, and which of its cells."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from rnnlstm.core.exchange.reading import Reading
from rnnlstm.core.networks.stack import Stack
from rnnlstm.ui.lessons.yours.examples import example
from rnnlstm.ui.lessons.yours.feed import feed
from rnnlstm.ui.lessons.yours.file import FILE
from rnnlstm.ui.lessons.yours.read_as import title
from rnnlstm.ui.lessons.yours.settings import LAYER, NONLINEARITY, READOUT, SHOWN, WAY, WHICH
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.brought import Brought
from rnnlstm.ui.walk.source import Source
from rnnlstm.ui.walk.upload import Found, Upload, has_directions, read


@dataclass(frozen=True, eq=False)
class Chosen:
    """One cell of a network of a file.

    Attributes
    ----------
    shown
        "letters", "layers" or "file": an example or the learner's file.
    upload, found, reading
        The file, the network in it, and what was read of that.
    readout
        What the names of its read-out begin with; None without one.
    layer
        That of the cell, from 0.
    reverse
        Whether the cell reads from the end to the beginning.
    """

    shown: str
    upload: Upload
    found: Found
    reading: Reading[Stack]
    readout: str | None
    layer: int
    reverse: bool

    def fed(self) -> Source:
        """Show the controls of what the network reads, and return it."""
        return feed(self.found.input_size, "text" if self.shown == "letters" else "random")

    def brought(self, fed: Source) -> Brought:
        """Return the cell and what it reads, where the network reads this."""
        return Brought(
            network=self.reading.network,
            fed=fed,
            layer=self.layer,
            reverse=self.reverse,
            readout=self.readout is not None,
        )


def own_network() -> Brought:
    """Show which cell of the session's network is meant and what it reads, away from its own page."""
    shown, upload = loaded(SHOWN.hold())
    with st.container(horizontal=True, vertical_alignment="bottom", key="own-choices"):
        chosen = choose_cell(shown, upload)
    return chosen.brought(chosen.fed())


def choose_cell(shown: str, upload: Upload) -> Chosen:
    """Show what can be chosen of a file, as far as there is a choice, and return what is."""
    number, found = _network(upload)
    readout, activation = _readout(found), NONLINEARITY.show() if found.kind == "RNN" else "tanh"
    reading = read(upload, number, readout, activation)
    return Chosen(shown, upload, found, reading, readout, *_place(reading.network))


def loaded(asked: str) -> tuple[str, Upload]:
    """Return what is shown, and the file: the learner's, or that of an example."""
    own = FILE.current()
    if asked != "file":
        return asked, example(asked)
    if own is None:
        st.info(_("No file is loaded in this session; an example is shown. A link never carries a file."))
        return "letters", example("letters")
    st.caption(_("Your file lives in this session only: the link carries the settings, not the weights."))
    return "file", own


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
