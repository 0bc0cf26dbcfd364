"""A notation: what a book calls the course's symbols, and which shape it gives to the equations.

The course writes symbols as text with ``_`` and ``^`` for lowered and raised parts: ``f_t``, ``W_{hf}^⊤``,
``da^f_t``. `CellNotation.text` turns such a text into the book's; ``web/maths/notation.js`` does the same in
the browser, by what `CellNotation.sent` tells it. A book is a record in ``books.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

INDICES = {"f": "f", "i": "i", "g": "c", "o": "o", "r": "r", "z": "z", "n": "n", "h": "h", "k": "k"}
"""The index of each gate's parameters here: the LSTM's candidate is g, its weights are W_c; k is any gate."""
_TIME = re.compile(r"t|t[−+]1|\d+|[sT]")
_SCRIPT = re.compile(r"([_^])(?:\{([^{}]*)\}|([^{}_^]))")
_SCRIPTS = r"(?:[_^](?:\{[^{}]*\}|[^{}_^]))"
_TOKEN = re.compile(rf"(?<!tan)(d?)([A-Za-z])({_SCRIPTS}+)")
_VECTOR = rf"d?[a-z]{_SCRIPTS}+"
_PRODUCT = re.compile(rf"(W{_SCRIPTS}+)({_VECTOR})")
_OUTER = re.compile(rf"(d?[a-z](?:(?!\^⊤){_SCRIPTS})+|\([^()]*\))(d?[a-z]{_SCRIPTS}*\^⊤|\[[^\]]*\]\^⊤)")


@dataclass(frozen=True)
class Parameters:
    """What a book calls the parameters of a gate.

    Attributes
    ----------
    of_x, of_h
        The matrix that acts on x_t, and the one that acts on h_{t-1}.
    biases
        What is added; where there are two, only their sum counts, except in the candidate of a GRU, where the
        first belongs to x_t and the second to h_{t-1}.
    whole
        The one matrix that acts on [h_{t-1}, x_t], where the book has one.
    """

    of_x: str
    of_h: str
    biases: tuple[str, ...]
    whole: str = ""

    @property
    def matrices(self) -> tuple[str, ...]:
        """The matrices that the book has."""
        return (self.whole,) if self.whole else (self.of_x, self.of_h)


@dataclass(frozen=True, kw_only=True)
class CellNotation:
    """How a book writes one cell.

    Attributes
    ----------
    printed
        Its forward equations as they are printed there, in TeX.
    parameters
        By the gate that they make, of an RNN by "h", of any gate in a sum by "k".
    readout
        The matrix and the bias of y_t.
    names
        The course's letter of a quantity -> the book's, where it has another one.
    gates
        The index of a pre-activation -> the book's, where it has another one.
    terms
        The order of what a pre-activation adds up: "x", "h" and "b", or "bx" and "bh" of two biases.
    order
        The quantities in the order of the book's equations.
    stacked
        Where the parameters stand in the library's arrays: their kind ("of_x", "of_h", "bias", "bias_h") ->
        the array with a place ``{}`` for the slice; and "order", the gates in their order there.
    mirrored
        Gates whose share the book counts from the other end: its z is 1 − z of the course.
    kept_first
        Whether h_t of a GRU is written as what is kept plus what is new.
    tanh_first
        Whether h_t of an LSTM is written as tanh(c_t) times the output gate.
    notes
        What else is different there, marked for the catalogue.
    """

    printed: str
    parameters: Mapping[str, Parameters]
    readout: tuple[str, str] = ("W_{hy}", "b_y")
    names: Mapping[str, str] = field(default_factory=dict)
    gates: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[str, ...] = ("x", "h", "b")
    order: tuple[str, ...] = ()
    stacked: Mapping[str, str] = field(default_factory=dict)
    mirrored: tuple[str, ...] = ()
    kept_first: bool = True
    tanh_first: bool = False
    notes: tuple[str, ...] = ()
    rows: bool = False
    above: bool = False
    times: str = "⊙"
    dot: str = ""

    @property
    def joined(self) -> bool:
        """Whether the gates have one matrix for [h_{t-1}, x_t]."""
        return any(each.whole for each in self.parameters.values())

    def knows(self, letter: str) -> bool:
        """Return whether a cell has a quantity of this letter, as the LSTM has c and the GRU has not."""
        return letter in {*self.parameters, "h", "x", "y"} - {"k"} or (
            letter == "c" and "f" in self.parameters
        )

    def sent(self) -> dict[str, Any]:
        """Return what the browser is told."""
        return {
            "names": dict(self.names),
            "parameters": self._tokens(),
            "gates": dict(self.gates),
            "terms": self.terms,
            "order": self.order,
            "mirrored": self.mirrored,
            "joined": self.joined,
            "keptFirst": self.kept_first,
            "tanhFirst": self.tanh_first,
            "rows": self.rows,
            "above": self.above,
            "times": self.times,
            "dot": self.dot,
        }

    def _tokens(self) -> dict[str, list[str]]:
        """Return the course's parameters, as its texts name them -> the book's."""
        tokens = {"W_{hy}": [self.readout[0]], "b_y": [self.readout[1]]}
        for gate, each in self.parameters.items():
            index = INDICES[gate]
            tokens |= {f"W_{{h{index}}}": [each.of_h], f"W_{{x{index}}}": [each.of_x]}
            if gate == "n":
                tokens |= {"b_{xn}": [each.biases[0]], "b_{hn}": [each.biases[-1]]}
            else:
                tokens |= {f"W_{index}": list(each.matrices), f"b_{index}": list(each.biases)}
        return tokens

    def text(self, symbol: str) -> str:
        """Return a text of the course with its symbols as the book writes them."""
        for letter in self.mirrored:
            symbol = _mirrored(symbol, letter)
        if self.rows:
            # Row vectors: (W x)^T = x^T W^T, and the book's matrix is W^T.
            symbol = _PRODUCT.sub(r"\2\1", _OUTER.sub(r"\2\1", symbol))
        tokens = self._tokens()
        return _TOKEN.sub(lambda found: self._symbol(found, tokens), symbol).replace("⊙", self.times)

    def _symbol(self, found: re.Match[str], tokens: Mapping[str, list[str]]) -> str:
        d, letter, scripts = found.groups()
        low, high = "", ""
        for mark, group, single in _SCRIPT.findall(scripts):
            low, high = (low + group + single, high) if mark == "_" else (low, high + group + single)
        if letter in "Wbp":
            names = tokens.get(f"{letter}_{braced(low)}")
            return ",".join(d + raised(name, high) for name in names) if names else found[0]
        if not _TIME.fullmatch(low):
            return found[0]
        index = ""
        if letter == "a":
            index, high = self.gates.get(high, high), ""
        name = self.names.get(letter, letter)
        if self.above:
            below = f"_{braced(index)}" if index else ""
            return f"{d}{name}{below}^{{({low}){high}}}"
        return f"{d}{name}{_up(index)}_{braced(low)}{_up(high)}"


@dataclass(frozen=True)
class Book:
    """A book, an essay or a library, and how it writes each cell.

    Attributes
    ----------
    title
        Its name on the page, marked for the catalogue.
    source
        Where it can be read up.
    cells
        By the kind of the network.
    """

    title: str
    source: str
    cells: Mapping[str, CellNotation]

    def of(self, model: str) -> CellNotation:
        """Return how it writes a network; one with peepholes as an LSTM."""
        return self.cells[model.removeprefix("Peephole")]


def braced(index: str) -> str:
    """Return an index as a text writes it: of more than one letter in braces."""
    return f"{{{index}}}" if len(index) > 1 else index


def _up(index: str) -> str:
    return f"^{braced(index)}" if index else ""


def raised(name: str, high: str) -> str:
    """Return a symbol with something more above: U^f with ⊤ is U^{f⊤}."""
    if not high:
        return name
    stem, mark, before = name.partition("^")
    return f"{stem}^{{{before.strip('{}')}{high}}}" if mark else f"{stem}^{braced(high)}"


def _mirrored(symbol: str, letter: str) -> str:
    """Exchange a gate and one minus it, where they are multiplied with something."""
    gate = rf"{letter}_(?:\{{[^{{}}]*\}}|[^{{}}])"
    either = re.compile(rf"\(1( ?)−\1({gate})\)(?= ?[⊙·])|({gate})(?=( ?)[⊙·])")

    def other(found: re.Match[str]) -> str:
        return found[2] or f"(1{found[4]}−{found[4]}{found[3]})"

    return either.sub(other, symbol)
