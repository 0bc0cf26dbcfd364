"""A page of the course as it stands, run without a server, as parts of a page by itself.

Streamlit's own AppTest runs it, as a visitor comes who follows a link. So the site shows what the course
shows, whatever lessons there are; what only a server can do is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from streamlit.testing.v1 import AppTest

from rnnlstm.files import COURSE
from rnnlstm.ui.handout.parts import Beside, Chart, Code, Folded, Heading, Live, Part, Table, Within, Words

PAGES = COURSE / "pages"
PATIENCE = 120
"""Seconds that a page may take, on a busy machine too."""
LIVE = {"rnnlstm.stepper": "index.js", "rnnlstm.graph": "graph/index.js"}
"""The components that live without a server, and the module of each."""
NEEDS_SERVER = ("popover", "dialog", "event", "sidebar")
MOST_NUMBERS = 4000
"""A larger table nobody reads in a page; the course offers it as CSV."""
OPENED = ("numbers-", "code-", "book-")
"""What is folded away and made when it is opened: those that hold something to be read."""


@dataclass(frozen=True)
class Shown:
    """What a page shows: why it matters, its parts, and what is set on it, in words."""

    title: str
    why: str
    parts: tuple[Part, ...]
    settings: tuple[str, ...]


def shown(name: str, link: Mapping[str, str]) -> Shown:
    """Run a page of the course as a link asks for it, and return what it shows.

    Raises
    ------
    RuntimeError
        If the page fails.
    """
    test = AppTest.from_file(PAGES / f"{name}.py", default_timeout=PATIENCE)
    for key, text in link.items():
        test.query_params[key] = text
    test.run()
    folds = [fold.proto.id.split("-", 2)[2] for fold in test.expander if fold.proto.id]
    for fold in folds:
        test.session_state[fold] = fold.startswith(OPENED)
    if folds:
        test.run()
    if test.exception:
        raise RuntimeError(f"{name}: {test.exception[0].value}")
    return Shown(
        title=test.title[0].value,
        why=_why(test.main),
        parts=tuple(_parts(test.main)),
        settings=tuple(dict.fromkeys(_settings(test.main))),
    )


def _parts(block: Any) -> Iterator[Part]:
    """Return the parts of a block, those that a page by itself can show."""
    for each in block.children.values():
        kind = each.type
        if kind in NEEDS_SERVER or _key(each).endswith("lesson-why"):
            continue
        if kind == "flex_container" or kind == "column":
            columns = [child for child in each.children.values() if child.type == "column"]
            if len(columns) > 1:
                sides = (Within(tuple(_parts(column))) for column in columns)
                told = tuple(side for side in sides if side.parts)
                yield from (Beside(told),) if len(told) > 1 else told
            else:
                yield from _parts(each)
        elif kind == "expander":
            inner = tuple(_parts(each))
            if inner:
                yield Folded(each.label, inner)
        elif part := _part(kind, each):
            yield part


def _part(kind: str, each: Any) -> Part | None:
    """Return an element as a part, None where it says nothing without a server."""
    match kind:
        case "markdown":
            return Words(each.value)
        case "caption" | "info" | "warning" | "error":
            return Words(each.value, "note")
        case "header" | "subheader":
            return Heading(each.value)
        case "metric":
            return Words(f"{each.label}: **{each.value}**")
        case "code":
            return Code(each.value)
        case "table" | "dataframe":
            return Table(each.value) if each.value.size <= MOST_NUMBERS else None
        case "plotly_chart":
            return Chart(each.proto.spec, each.proto.alt)
        case "bidi_component" if each.proto.component_name in LIVE:
            data = each.proto.bytes or each.proto.json.encode()
            return Live(LIVE[each.proto.component_name], data)
    return None


def _why(block: Any) -> str:
    """Return why the lesson matters, as it stands beside its title."""
    for each in block.children.values():
        if _key(each).endswith("lesson-why"):
            return str(next(iter(each.children.values())).value)
        if found := _why(each) if hasattr(each, "children") else "":
            return found
    return ""


def _settings(block: Any) -> Iterator[str]:
    """Return what is set, in words, in the order of the page."""
    for each in block.children.values():
        if hasattr(each, "children"):
            yield from _settings(each)
        elif (value := _value(each)) and each.label:
            yield f"{each.label}: {value}"


def _value(widget: Any) -> str:
    """Return what a widget stands at, as it shows it; empty where it is none, or stands at nothing."""
    match widget.type:
        case "slider":
            return f"{widget.value:g}"
        case "text_input":
            return str(widget.value or "")
        case "selectbox":
            return str(widget.options[widget.index])
        case "select_slider":
            return str(widget.value)
        case "button_group":
            return ", ".join(widget.options[index] for index in widget.indices)
    return ""


def _key(each: Any) -> str:
    proto = getattr(each, "proto", None)
    return str(getattr(proto, "id", "") or "")
