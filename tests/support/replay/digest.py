"""What a link must go on answering, in few enough words to be kept with the tests.

A digest has to hold on any machine, and other builds of the linear algebra round otherwise: sentences and
settings are kept as they are, of all arrays only their shapes and some numbers, to six digits.
"""

from typing import Any

import numpy as np

from support.replay.recording import Data, is_packed, unpack
from support.root import ROOT

FIXTURE = ROOT / "tests" / "pages" / "old_links.json"
DIGITS = 6
SENTENCES = ("title", "header", "subheader", "error", "warning", "info", "caption", "metric", "exception")
HEADER = (
    "cell",
    "direction",
    "group",
    "steps",
    "hidden",
    "activation",
    "symbols",
    "targets",
    "classes",
    "edits",
)
_ROUNDING = {"truncation": 1e-14, "exploding": 1e-14}
"""Figures that show what is 0 but for rounding: the bound under which a number counts as 0."""
_PRESSED = ("button", "download_button")
_VALUES = ("z", "y", "x", "r", "theta")


def digest(record: Data) -> Data:
    """Return the digest of what a link shows (see ``record_link``), without what is folded away."""
    widgets = [each for each in record["widgets"] if each["kind"] not in _PRESSED]
    components = record["components"]
    return {
        "sentences": {kind: record["texts"][kind] for kind in SENTENCES if kind in record["texts"]},
        "settings": {each["name"]: each["value"] for each in widgets},
        "figures": [_figure(each) for each in record["figures"]],
        "steppers": [_stepper(each) for each in components if "arrays" in each],
        "components": [each["name"] for each in components],
    }


def _figure(figure: Data) -> Data:
    zero = _ROUNDING.get(figure["name"], 0.0)
    return {"name": figure["name"], "traces": [_trace(each, zero) for each in figure["data"]]}


def _trace(trace: Data, zero: float) -> list[Any]:
    """Return a trace's name and kind, how many numbers it has, the first, the last, and their mean size."""
    values = next((unpack(trace[name]) for name in _VALUES if is_packed(trace.get(name))), np.empty(0))
    finite = values[np.isfinite(values)]
    ends = [finite[0], finite[-1], np.abs(finite).mean()] if finite.size else []
    known = [rounded(value) if abs(value) > zero else 0 for value in ends]
    return [trace.get("name"), trace.get("type"), list(values.shape), *known]


def _stepper(component: Data) -> Data:
    """Return what is essential of a stepper: what it walks through, and how large each array is."""
    header = {name: component["header"][name] for name in HEADER}
    return header | {"arrays": {name: _array(unpack(each)) for name, each in component["arrays"].items()}}


def _array(values: np.ndarray) -> list[Any]:
    """Return the shape, the norm of all numbers, and those of the first and the last row.

    The rows are time steps, so that a gradient that vanishes still counts at its far end.
    """
    rows = values if values.ndim > 1 else values.reshape(-1, 1)
    parts = [rows, rows[:1], rows[-1:]]
    return [list(values.shape), *(rounded(_norm(part)) for part in parts)]


def _norm(values: np.ndarray) -> float:
    """Return the norm of what is finite; scaled, for the squares of large numbers are too large."""
    finite = values[np.isfinite(values)]
    largest = float(np.abs(finite).max(initial=0))
    return largest * float(np.linalg.norm(finite / largest)) if largest > 0 else 0.0


def rounded(value: float) -> float | int:
    """Return a number to six digits."""
    short = float(f"{value:.{DIGITS}g}")
    return int(short) if short.is_integer() and abs(short) < 10**DIGITS else short
