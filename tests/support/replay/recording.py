"""What one link answers, as plain data: every sentence, control, figure, table and component of its page.

Black-box: it reads what Streamlit sends to the browser, so that it knows nothing of how a page is built.
Arrays of numbers are packed (base64 of little-endian floats), for a page can hold a million of them.
"""

import base64
import json
import logging
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element, Widget

from support.root import ROOT

Data = dict[str, Any]
SECTIONS = ("texts", "widgets", "figures", "tables", "components", "blocks")
PATIENCE = 300
"""Seconds for one page: the machine that records may be busy."""
_LIMITS = ("min", "max", "step", "placeholder", "help", "options")
_BLOCKS = {"expander": "expandable", "popover": "popover", "tab": "tab", "dialog": "dialog"}
_NOT_SHOWN = {"empty", "space", "skeleton"}


def visit_link(page: str, settings: dict[str, str]) -> AppTest:
    """Follow a link; an exception of the page is left for the caller to see."""
    path = "app.py" if page == "app" else f"pages/{page}.py"
    test = AppTest.from_file(ROOT / path, default_timeout=PATIENCE)
    for key, value in settings.items():
        test.query_params[key] = value
    return test.run()


def record_link(page: str, settings: dict[str, str]) -> Data:
    """Return what a link shows.

    ``folded`` holds, in the same form, what lies in expanders: a page may build it only when it is opened.
    """
    shown, folded = _nothing(), _nothing()
    for element, is_folded in _walk(visit_link(page, settings)._tree):
        _add(folded if is_folded else shown, element)
    return shown | {"folded": folded}


def timed(link: tuple[str, dict[str, str]]) -> tuple[Data, float]:
    """Return what a link shows, and the seconds that it took.

    Here and not in the command, for Streamlit puts the page in the place of the module ``__main__``.
    """
    start = time.perf_counter()
    return record_link(*link), time.perf_counter() - start


def quiet() -> None:
    """Outside a server Streamlit remarks on every look at its session; here that is meant."""
    for name in ("scriptrunner_utils.script_run_context", "state.session_state_proxy"):
        logging.getLogger(f"streamlit.runtime.{name}").disabled = True


def _nothing() -> Data:
    return {name: {} if name == "texts" else [] for name in SECTIONS}


def _walk(node: Any, folded: bool = False) -> Iterator[tuple[Any, bool]]:
    """Yield every element and named block in the page's order, and whether it lies in an expander."""
    for child in node.children.values():
        yield child, folded
        if isinstance(child, Block):
            yield from _walk(child, folded or child.type in ("expander", "expandable"))


def _add(record: Data, element: Any) -> None:
    if isinstance(element, Block):
        label = _label_of(element)
        if label is not None:
            record["blocks"].append({"name": label, "kind": element.type})
    elif isinstance(element, Widget):
        record["widgets"].append(_widget(element))
    elif element.type == "plotly_chart":
        record["figures"].append(_figure(element.proto))
    elif element.type in ("dataframe", "table"):
        record["tables"].append(_table(element))
    elif element.type == "bidi_component":
        record["components"].append(_component(element.proto))
    elif element.type not in _NOT_SHOWN:
        record["texts"].setdefault(element.type, []).append(_text(element))


def _label_of(block: Block) -> str | None:
    """Return what stands on a block that can be opened; None for one that only places what is in it."""
    field = _BLOCKS.get(block.type)
    if field is None:
        return None
    proto = getattr(block.proto, field, block.proto)
    return str(getattr(proto, "label", "") or getattr(proto, "title", ""))


def _text(element: Element) -> Any:
    """Return the words of an element, with the label of those that have one."""
    if element.type == "exception":
        return f"{element.proto.type}: {element.proto.message}"
    if element.type == "metric":
        return f"{element.label}: {element.value} {element.delta}".strip()
    if element.type == "page_link":
        return f"{element.proto.label} -> {element.proto.page}"
    if element.type == "html":
        return element.proto.body
    value = getattr(element, "value", None)
    return value if isinstance(value, str) else _fields(element.proto)


def _fields(message: Message) -> Data:
    """Return an element that has no words of its own by its fields, without its id, which holds a hash."""
    return {field.name: str(value) for field, value in message.ListFields() if field.name != "id"}


def _widget(element: Widget) -> Data:
    """Return a control: what it is called, what it stands at, and what it could stand at."""
    found: Data = {
        "name": element.key or getattr(element, "label", ""),
        "label": getattr(element, "label", ""),
        "kind": element.type,
        "value": _plain(getattr(element, "value", None)),
        "disabled": bool(getattr(element, "disabled", False)),
    }
    for limit in _LIMITS:
        value = getattr(element, limit, None)
        if value not in (None, "", []):
            found[limit] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _figure(proto: Any) -> Data:
    config = json.loads(proto.config or "{}")
    spec = json.loads(proto.spec)
    return {
        "name": config.get("toImageButtonOptions", {}).get("filename", ""),
        "alt": proto.alt,
        "config": config,
        "data": packed(spec.get("data", [])),
        "layout": packed(spec.get("layout", {})),
        "frames": packed(spec.get("frames", [])),
    }


def _table(element: Any) -> Data:
    frame = element.value
    columns = [
        {"name": str(name), "values": _column(frame.iloc[:, k])} for k, name in enumerate(frame.columns)
    ]
    shown = getattr(element.proto, "columns", "")
    return {
        "name": element.type,
        "alt": element.proto.alt,
        "shown": json.loads(shown) if isinstance(shown, str) and shown else {},
        "rows": len(frame),
        "columns": columns,
    }


def _column(values: pd.Series) -> Any:
    if pd.api.types.is_numeric_dtype(values):
        return pack(values.to_numpy(dtype=float, na_value=np.nan))
    return [None if value is None else str(value) for value in values]


def _component(proto: Any) -> Data:
    """Return what a component is sent: a stepper's message decoded, of others their JSON."""
    found: Data = {"name": proto.component_name}
    kind = proto.WhichOneof("data")
    if kind == "bytes":
        return found | unpacked_message(proto.bytes)
    if kind == "json":
        return found | {"data": packed(json.loads(proto.json))}
    if kind == "mixed":
        return found | {"data": packed(json.loads(proto.mixed.json))}
    return found


def unpacked_message(message: bytes) -> Data:
    """Return the header and the arrays of what a stepper is sent.

    The layout is a uint32 (the header's length), the header as JSON, and raw arrays at the offsets that the
    header's ``arrays`` names.
    """
    length = int(np.frombuffer(message, "<u4", 1)[0])
    header = json.loads(message[4 : 4 + length].decode())
    arrays = {}
    for name, entry in header.pop("arrays").items():
        shape = entry["shape"]
        values = np.frombuffer(message, f"<{entry['type']}", int(np.prod(shape)), entry["offset"])
        arrays[name] = pack(values.reshape(shape), entry["type"])
    return {"header": header, "arrays": arrays}


def packed(value: Any) -> Any:
    """Return JSON data with each list of numbers packed, however it was written: as a list or in base64."""
    if isinstance(value, dict):
        if "bdata" in value:
            return pack(_typed(value))
        return {key: packed(each) for key, each in value.items()}
    if isinstance(value, list):
        numbers = _as_numbers(value)
        return [packed(each) for each in value] if numbers is None else pack(numbers)
    return value


def _typed(value: Data) -> np.ndarray:
    """Return the numbers that Plotly has written in base64."""
    numbers = np.frombuffer(base64.b64decode(value["bdata"]), np.dtype(value["dtype"]).newbyteorder("<"))
    shape = value.get("shape")
    return numbers.reshape([int(size) for size in str(shape).split(",")]) if shape else numbers


def _as_numbers(values: list) -> np.ndarray | None:
    """Return a list of numbers, or of such lists of one length, as an array; None where it is neither."""
    rows = values if values and all(isinstance(row, list) and row for row in values) else [values]
    flat = [each for row in rows for each in row]
    kinds = {type(each) for each in flat}
    if not flat or not kinds <= {int, float, type(None)} or kinds == {type(None)}:
        return None
    if len({len(row) for row in rows}) > 1:
        return None
    return np.array(values, dtype=float)


def pack(values: np.ndarray, kind: str = "f8") -> Data:
    """Return an array as plain data."""
    block = np.ascontiguousarray(values, dtype=f"<{kind}")
    return {"type": kind, "shape": list(values.shape), "numbers": base64.b64encode(block.tobytes()).decode()}


def is_packed(value: Any) -> bool:
    """Return whether this is an array that ``pack`` has made."""
    return isinstance(value, dict) and value.keys() == {"type", "shape", "numbers"}


def unpack(value: Data) -> np.ndarray:
    """Return an array again."""
    numbers = np.frombuffer(base64.b64decode(value["numbers"]), f"<{value['type']}")
    return numbers.reshape(value["shape"]).astype(float)
