"""Networks of the course as a file that PyTorch loads, and the few lines that do it, offered on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folded
from rnnlstm.ui.show.torch_file import by_names, torch_file, torch_lines


def offer_network(cell: Cell, lesson: str, about: Mapping[str, str] | None = None) -> None:
    """Offer the network that a page shows, folded away; ``about`` says what its inputs stand for."""
    offer_networks({type(cell).__name__: cell}, lesson, about)


def offer_networks(labelled: Mapping[str, Cell], lesson: str, about: Mapping[str, str] | None = None) -> None:
    """Offer the networks that a page shows, by their labels, folded away."""

    def networks() -> None:
        cells, others = by_names(labelled)
        if cells:
            offer_file(cells, f"{lesson}.safetensors", about)
        if others:
            _tell_missing(others, alone=len(labelled) == 1)

    label = _("Take this network along") if len(labelled) == 1 else _("Take these networks along")
    fold_for_taking(label, lesson, networks)


def fold_for_taking(label: str, lesson: str, show: Callable[[], None]) -> None:
    """Offer what a page has to be taken along, folded away."""
    folded(label, ":material/save:", f"take-{lesson}", show)


def offer_file(cells: Mapping[str, Cell], file: str, about: Mapping[str, str] | None = None) -> None:
    """Offer a file for PyTorch, and the lines that load the networks in it."""
    offer_lines(partial(torch_file, cells, about), torch_lines(cells, file, about), file)


def offer_lines(data: Callable[[], bytes], lines: str, file: str) -> None:
    """Offer a file for PyTorch, and the lines that load it."""
    st.download_button(
        _("Download the weights"),
        data,
        file_name=file,
        mime="application/octet-stream",
        key=f"weights-{file}",
        on_click="ignore",
        icon=":material/download:",
    )
    st.markdown(_("A file of the safetensors format, for PyTorch. Load it like this:"))
    st.code(lines, language="python")


def _tell_missing(labels: list[str], *, alone: bool) -> None:
    """Say which networks PyTorch does not have."""
    if alone:
        message = _(
            "PyTorch has no network like this one: its RNN takes tanh or ReLU, its LSTM has no peepholes, "
            "and its GRU resets after the product."
        )
    else:
        message = _(
            "PyTorch has no network like {networks}: its RNN takes tanh or ReLU, its LSTM has no peepholes, "
            "and its GRU resets after the product."
        )
    st.markdown(message.format(networks=_(", ").join(labels)))
