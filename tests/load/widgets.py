"""What the browser sends back for each widget: the state that it stands at."""

from __future__ import annotations

from typing import Any

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.WidgetStates_pb2 import WidgetState


def standing(element: Element, before: WidgetState | None) -> WidgetState | None:
    """Return the state of a widget that has come, None for what is no widget with a state.

    It stands at what it stood before; a new one at its default; and where the server tells what, at that.
    """
    kind = element.WhichOneof("type")
    if kind not in _STATES:
        return None
    shown: Any = getattr(element, kind)
    if kind == "bidi_component":
        return before or WidgetState(id=shown.id, json_value="{}")
    if before is not None and not shown.set_value:
        return before
    state = WidgetState(id=shown.id)
    _STATES[kind](shown, state)
    return state


def moved(before: WidgetState, value: str | float) -> WidgetState:
    """Return the state of a widget that has been set to a value."""
    state = WidgetState(id=before.id)
    where = before.WhichOneof("value")
    if where in ("double_array_value", "string_array_value"):
        getattr(state, where).data[:] = [value]
    else:
        setattr(state, where, value)
    return state


def _text(shown: Any, state: WidgetState) -> None:
    state.string_value = shown.value if shown.set_value else shown.default


def _checkbox(shown: Any, state: WidgetState) -> None:
    state.bool_value = shown.value if shown.set_value else shown.default


def _slider(shown: Any, state: WidgetState) -> None:
    if not shown.options:
        state.double_array_value.data[:] = shown.value if shown.set_value else shown.default
    elif shown.set_value:
        state.string_array_value.data[:] = shown.raw_value
    else:
        state.string_array_value.data[:] = [shown.options[int(k)] for k in shown.default]


def _buttons(shown: Any, state: WidgetState) -> None:
    chosen = shown.raw_values if shown.set_value else [shown.options[k].content for k in shown.default]
    state.string_array_value.data[:] = chosen


def _selectbox(shown: Any, state: WidgetState) -> None:
    state.string_value = shown.raw_value if shown.set_value else shown.options[shown.default]


_STATES = {
    "bidi_component": lambda _shown, _state: None,
    "button_group": _buttons,
    "checkbox": _checkbox,
    "selectbox": _selectbox,
    "slider": _slider,
    "text_area": _text,
    "text_input": _text,
}
