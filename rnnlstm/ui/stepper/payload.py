"""What the stepper is sent: one trace, whole, as a JSON header and raw arrays.

Bytes rather than JSON text: smaller, and exact. Forward values travel as float32 (seven digits, more than is
shown) unless they leave its range; gradients as float64, because a vanishing gradient falls below float32's
smallest number within a hundred steps, and that fall is what the page is about.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, astuple
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.arrays import product
from rnnlstm.figures import palette
from rnnlstm.ui.guide import glossary
from rnnlstm.ui.guide.scene import Scene, guided
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.stepper.cells import CELLS
from rnnlstm.ui.stepper.cells.cell import Pass
from rnnlstm.ui.stepper.cells.common import all_compact
from rnnlstm.ui.stepper.editable import editable, edited
from rnnlstm.ui.stepper.labels import Direction, labels
from rnnlstm.ui.stepper.mirrored import mirrored
from rnnlstm.ui.walk.notation.books import BOOKS, notation
from rnnlstm.ui.walk.notation.legend import legend
from rnnlstm.ui.walk.notation.notation import CellNotation
from rnnlstm.ui.walk.walk import Walk

Array = NDArray[Any]
_ALIGNMENT = 8


def encode(header: Mapping[str, Any], arrays: Mapping[str, Array], known: str = "") -> bytes:
    """Pack a header and its arrays; ``payload.js`` reads the same layout.

    ``known`` are further members of the header, in JSON already.

    The layout is a uint32 (the header's length), the header as UTF-8 JSON padded with spaces, and each array
    in C order, little-endian, at the offset that the header's ``arrays`` names (a multiple of 8). Arrays that
    are rows of one larger array lie within its bytes.
    """
    given = {name: _in_order(array) for name, array in arrays.items()}
    blocks = {id(block): block for block in map(_memory, given.values())}

    members = ",".join(filter(None, (_json(header)[1:-1], known)))

    def pack(first: int) -> tuple[bytes, dict[int, int]]:
        offsets: dict[int, int] = {}
        offset = first
        for key, block in blocks.items():
            offsets[key] = offset
            offset += -(-block.nbytes // _ALIGNMENT) * _ALIGNMENT
        entries = {}
        for name, array in given.items():
            block = _memory(array)
            at = offsets[id(block)] + array.ctypes.data - block.ctypes.data
            entries[name] = {"type": array.dtype.str[1:], "shape": array.shape, "offset": at}
        parts = filter(None, (members, f'"arrays":{_json(entries)}'))
        return f"{{{','.join(parts)}}}".encode(), offsets

    # The header holds the offsets, which depend on the header's length: leave room for longer digits.
    first = -(-(4 + len(pack(10**9)[0])) // _ALIGNMENT) * _ALIGNMENT
    text, offsets = pack(first)
    message = bytearray(first)
    message[:4] = np.uint32(first - 4).tobytes()
    message[4:] = text.ljust(first - 4)
    for key, block in blocks.items():
        message.extend(bytes(offsets[key] - len(message)))
        message.extend(block.tobytes())
    return bytes(message)


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _in_order(array: Array) -> Array:
    """Return the array in C order, little-endian, of 4 or 8 bytes a number."""
    kind = "<f8" if array.dtype == np.float64 else "<f4"
    return np.ascontiguousarray(array, kind).reshape(array.shape)


def _memory(array: Array) -> Array:
    """Return the array of which this one is some of the rows, or itself."""
    base = array.base
    if not isinstance(base, np.ndarray) or array.ndim < 2 or array.strides[0] % _ALIGNMENT:
        return array
    rows = base.dtype == array.dtype and base.shape[1:] == array.shape[1:] and base.flags.c_contiguous
    return base if rows else array


def payload(
    walk: Walk,
    direction: Direction,
    group: str | None = None,
    lesson: str = "",
    *,
    beside: Walk | None = None,
    facts: Mapping[str, Any] | None = None,
    book: str = "",
    path: str = "none",
) -> bytes:
    """Return everything that the stepper draws for one walk through a network.

    Steppers of the same ``group`` move in lockstep. ``lesson`` names the one whose guide is shown; its cards
    can also speak of the walk ``beside``, and of ``facts``. ``book`` names the one whose notation is used,
    ``path`` the path through the course.
    """
    model, back = type(walk.cell).__name__, direction == "backward"
    view = CELLS[model].facing(direction)
    arrays = all_compact(CELLS[model].forward.arrays(walk))
    if back:
        arrays |= view.arrays(walk)
    scene = Scene(walk, arrays, back=back, other=_scene(beside, back=back) if beside else None, facts=facts)
    written = notation(book, model)
    if written:
        arrays = mirrored(arrays, written.mirrored)
    for outer in view.panels.outer:
        right = np.concatenate([arrays[name] for name in outer.right], axis=1)
        arrays[f"peak_{outer.left}"] = product(_peak(arrays[outer.left]), _peak(right))
    reading = walk.reading
    cards = guided(lesson, language.current(), scene, [phase.name for phase in view.phases], path)
    header = {
        "group": group,
        "steps": reading.steps,
        "hidden": walk.cell.hidden_size,
        "activation": getattr(walk.cell, "activation", "tanh"),
        # Tells a new sequence from new settings and from edits: the first starts a new walk.
        "sequence": zlib.crc32(reading.x.tobytes()),
        "symbols": reading.symbols,
        "targets": walk.targets,
        "classes": reading.classes,
        "guide": [card | {"written": _legend(card, book, model)} for card in cards],
        "edits": edited(walk, written),
        "editable": editable(walk),
    }
    known = _known(model, direction, book, language.current(), task=bool(reading.answers), bare=reading.bare)
    return encode(header, arrays, known)


@lru_cache(maxsize=256)
def _known(model: str, direction: Direction, book: str, _language: str, *, task: bool, bare: bool) -> str:
    """Return the members of the header that are the same for all walks of a kind, in JSON.

    They are said in the language of the session, which is named so that each is kept by itself.
    """
    view, written = CELLS[model].facing(direction), notation(book, model)
    members = {
        "cell": model.lower(),
        "model": model,
        "direction": direction,
        "labels": labels(direction, task=task, bare=bare),
        "colours": _colours(),
        "phases": _phases(view, written),
        "operations": [{"name": name, "title": _(title)} for name, title in map(astuple, view.operations)],
        "notation": written and written.sent(),
        "glossary": _glossary(written),
        **asdict(view.panels),
    }
    return _json(members)[1:-1]


def _phases(view: Pass, written: CellNotation | None) -> list[dict[str, Any]]:
    """Return the small steps, in the language of the session."""
    sent = [phase.sent(mirrored=bool(written and written.mirrored)) for phase in view.phases]
    return [each | {"title": _(each["title"]), "says": _(each["says"])} for each in sent]


def _glossary(written: CellNotation | None) -> list[dict[str, str]]:
    """Return the entries of the glossary; of a gate counted from the other end what the book means by it."""
    terms = glossary.sent(language.current())
    if not (written and written.mirrored):
        return terms
    says = _("The share of the candidate that the GRU takes; 1 − z_t of the old hidden state is kept.")
    return [term | {"says": says} if term["key"] in written.mirrored else term for term in terms]


def _legend(card: Mapping[str, Any], book: str, model: str) -> str:
    """Say how the book writes the symbols of a card, which keeps those of the course."""
    written = notation(book, model)
    if not written:
        return ""
    known = [written, *(BOOKS[book].cells[each] for each in ("LSTM", "GRU"))]
    ask = card["ask"] or {"options": [], "hint": [], "answer": []}
    pieces = [
        *card["words"],
        *ask["hint"],
        *ask["answer"],
        *(piece for _name, each in ask["options"] for piece in each),
    ]
    pairs = legend(" ".join(piece for piece in pieces if isinstance(piece, str)), known)
    which = _("; ").join(_("{ours} is {theirs}").format(ours=ours, theirs=theirs) for ours, theirs in pairs)
    return _("In {book}: {symbols}.").format(book=_(BOOKS[book].title), symbols=which) if pairs else ""


def _scene(walk: Walk, *, back: bool) -> Scene:
    """Return the numbers of a walk that is shown by another stepper."""
    view = CELLS[walk.model]
    return Scene(walk, view.forward.arrays(walk) | (view.backward.arrays(walk) if back else {}), back=back)


def _peak(array: Array) -> Array:
    """Return the largest finite magnitude of each row."""
    return np.asarray(np.abs(np.where(np.isfinite(array), array, 0)).max(axis=1))


def _colours() -> dict[str, list[str]]:
    hues = palette.QUANTITIES | palette.GRU_GATES | palette.MODELS
    hues |= {
        "positive": palette.POSITIVE,
        "negative": palette.NEGATIVE,
        "right": palette.RIGHT,
        "wrong": palette.WRONG,
        "zero": palette.ZERO,
        "closed": palette.GATE_CLOSED,
        "open": palette.GATE_OPEN,
    }
    return {name: [hue.light, hue.dark] for name, hue in hues.items()}
