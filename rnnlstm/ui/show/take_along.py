"""Networks of the course as a file that PyTorch loads, and the few lines that do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray
from safetensors.numpy import save

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.errors import WeightsError
from rnnlstm.core.exchange.to_pytorch import to_torch, torch_module
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folded

LOADING = """\
import torch
from safetensors.torch import load_file

saved = load_file("{file}")


def part(prefix):
    return {{name.removeprefix(prefix): saved[name] for name in saved if name.startswith(prefix)}}

"""
NETWORK = """
{name} = {module}
{name}.load_state_dict(part("{name}."))
{name}_readout = torch.nn.Linear({width}, {outputs}{dtype})
{name}_readout.load_state_dict(part("{name}_readout."))
"""


def offer_network(cell: Cell, lesson: str) -> None:
    """Offer the network that a page shows, folded away."""
    name = type(cell).__name__.lower()

    def network() -> None:
        try:
            torch_module(cell)
        except WeightsError:
            st.markdown(
                _("PyTorch has no network like this one: its RNN takes tanh or ReLU, its LSTM no peepholes.")
            )
            return
        offer_file(lambda: torch_file({name: cell}), {name: cell}, f"{lesson}.safetensors")

    folded(_("Take this network along"), ":material/save:", f"take-{lesson}", network)


def offer_file(data: Callable[[], bytes], cells: Mapping[str, Cell], file: str) -> None:
    """Offer a file for PyTorch, and the lines that load the networks in it."""
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
    st.code(torch_lines(cells, file), language="python")


def torch_file(cells: Mapping[str, Cell], about: Mapping[str, str] | None = None) -> bytes:
    """Return networks by their names, each with its read-out, as PyTorch has their weights."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, cell in cells.items():
        arrays |= to_torch(cell, name, readout=f"{name}_readout")
    return packed(arrays, about)


def packed(arrays: Mapping[str, NDArray[Any]], about: Mapping[str, str] | None = None) -> bytes:
    """Return arrays as a file of the safetensors format."""
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    return bytes(save(whole, metadata=dict(about) if about else None))


def torch_lines(cells: Mapping[str, Cell], file: str) -> str:
    """Return the lines of Python that load networks of such a file into modules of PyTorch."""
    lines = LOADING.format(file=file)
    for name, cell in cells.items():
        dtype = "" if cell.dtype == np.float32 else f", dtype=torch.{cell.dtype}"
        lines += NETWORK.format(
            name=name,
            module=torch_module(cell),
            width=cell.hidden_size,
            outputs=len(cell.params["b_y"]),
            dtype=dtype,
        )
    return lines
