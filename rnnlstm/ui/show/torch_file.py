"""Networks as a file of the safetensors format, and the lines of Python that load it into PyTorch."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.exchange.errors import WeightsError
from rnnlstm.core.exchange.to_pytorch import to_torch, torch_module

LONGEST_COMMENT = 88
"""Characters of what a file says of itself that are shown beside the lines; the file has all of them."""
IMPORTS = """\
import torch
{imports}from safetensors.torch import load_file

saved = load_file("{file}")
{about}

def part(prefix):
    return {{name.removeprefix(prefix): saved[name] for name in saved if name.startswith(prefix)}}


"""
ABOUT = """\
with safe_open("{file}", "pt") as opened:
    about = opened.metadata()
"""
MODULE = """\
{name} = {module}
{name}.load_state_dict(part("{name}."))
"""


def packed(arrays: Mapping[str, NDArray[Any]], about: Mapping[str, str] | None = None) -> bytes:
    """Return arrays as a file of the safetensors format."""
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    return bytes(save(whole, metadata=dict(about) if about else None))


def torch_file(cells: Mapping[str, Cell], about: Mapping[str, str] | None = None) -> bytes:
    """Return networks by their names, each with its read-out, as PyTorch has their weights."""
    arrays: dict[str, NDArray[Any]] = {}
    for name, cell in cells.items():
        arrays |= to_torch(cell, name, readout=f"{name}_readout")
    return packed(arrays, about)


def torch_lines(cells: Mapping[str, Cell], file: str, about: Mapping[str, str] | None = None) -> str:
    """Return the lines of Python that load networks of such a file into modules of PyTorch."""
    modules = (
        module(name, torch_module(cell)) + readout(f"{name}_readout", cell) for name, cell in cells.items()
    )
    return loading(file, about) + "\n".join(modules)


def loading(file: str, about: Mapping[str, str] | None = None) -> str:
    """Return the lines that open a file, and what it says of itself."""
    said = [f'# about["{key}"]: {_short(value)}\n' for key, value in (about or {}).items()]
    return IMPORTS.format(
        file=file,
        imports="from safetensors import safe_open\n" if said else "",
        about=ABOUT.format(file=file) + "".join(said) if said else "",
    )


def module(name: str, made: str) -> str:
    """Return the lines that make a module of PyTorch and give it its part of the file."""
    return MODULE.format(name=name, module=made)


def readout(name: str, cell: Cell) -> str:
    """Return the lines for the read-out of a network."""
    return module(name, f"torch.nn.Linear({cell.hidden_size}, {len(cell.params['b_y'])}{dtype_of(cell)})")


def dtype_of(cell: Cell) -> str:
    """Return the argument of PyTorch that says in which floating type a network computes, ", dtype=.."."""
    return "" if cell.dtype == np.float32 else f", dtype=torch.{cell.dtype}"


def by_names(labelled: Mapping[str, Cell]) -> tuple[dict[str, Cell], list[str]]:
    """Return the networks that PyTorch has, by names for Python made of their labels, and other labels."""
    found, others = {}, []
    for label, cell in labelled.items():
        try:
            torch_module(cell)
        except WeightsError:
            others.append(label)
        else:
            found[re.sub(r"\W+", "_", label.lower()).strip("_")] = cell
    return found, others


def _short(value: str) -> str:
    return textwrap.shorten(value, LONGEST_COMMENT, placeholder=" …")
