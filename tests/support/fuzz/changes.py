"""What a visitor does on a page: any control that is there, brought to any state; another page; a file."""

import json

from hypothesis import strategies as st

from support.fuzz.files import FILES, NAMES
from support.fuzz.links import EDITS, SETTINGS, WORDS, values
from support.fuzz.links import EVERY as BY_NAME
from support.fuzz.texts import texts
from support.visit import steppers, unfold

CONTROLS = ("slider", "select_slider", "selectbox", "button_group", "text_input", "text_area")
CONTROLS += ("checkbox", "toggle", "button", "file_uploader")
LONE_SURROGATE = "f:1\ud800"
"""A browser's JSON can hold half a character, where nothing else can."""


def change(draw, visitor):
    """Do one thing, and let the page run as the browser would have it; return what was done."""
    done = _change(draw, visitor)
    visitor.look()
    return done


def _change(draw, visitor):
    test = visitor.test
    controls = [each for kind in CONTROLS for each in test.get(kind) if not each.disabled]
    choice = draw(st.integers(0, len(controls) + 3))
    if choice < len(controls):
        return _move(draw, test, controls[choice])
    if choice == len(controls) and steppers(test):
        return _alter(draw, test)
    if choice == len(controls) + 1:
        unfold(test)
        return "unfolded"
    page = draw(st.sampled_from(sorted(SETTINGS)))
    visitor.go_to(page)
    return f"to {page}"


def _move(draw, test, control):
    if control.type == "file_uploader":
        given = (draw(st.sampled_from(NAMES)), draw(st.one_of(*FILES.values())), "")
        control.set_value(given).run()
        return f"file {given[0]!r} of {len(given[1])} bytes"
    states = test._tree.get_widget_states()
    state = next((each for each in states.widgets if each.id == control.id), None) or states.widgets.add()
    state.Clear()
    state.id = control.id
    done = _SET[control.type](draw, control, state)
    test._run(states)
    return f"{control.type} {control.key or control.label}: {done!r}"[:200]


def _alter(draw, test):
    number = draw(st.integers(0, len(steppers(test)) - 1))
    text = draw(st.one_of(EDITS, texts, st.just(LONE_SURROGATE)))
    states = test._tree.get_widget_states()
    event = states.widgets.add()
    event.id = f"$$STREAMLIT_INTERNAL_KEY_{steppers(test)[number].id}__events"
    event.json_trigger_value = json.dumps([{"event": "edits", "value": text}])
    test._run(states)
    return f"edits: {text!r}"[:200]


def _slide(draw, control, state):
    low, high, step = control.proto.min, control.proto.max, control.proto.step or 1
    stops = round((high - low) / step)
    value = low + draw(st.one_of(st.sampled_from([0, stops]), st.integers(0, stops))) * step
    state.double_array_value.data[:] = [value]
    return value


def _stop(draw, control, state):
    value = draw(st.sampled_from(control.options))
    state.string_array_value.data[:] = [value]
    return value


def _choose(draw, control, state):
    state.string_value = draw(st.sampled_from(control.options))
    return state.string_value


def _press(draw, control, state):
    single = control._is_single_select
    least = 1 if control.proto.required else 0
    most = 1 if single else len(control.options)
    chosen = draw(st.lists(st.sampled_from(control.options), unique=True, min_size=least, max_size=most))
    state.string_array_value.data[:] = chosen
    return chosen


def _type(draw, control, state):
    known = [values(BY_NAME[control.key])] if control.key in BY_NAME else [WORDS]
    limit = control.proto.max_chars or None
    state.string_value = draw(st.one_of(texts, *known))[:limit]
    return state.string_value


def _tick(draw, control, state):  # noqa: ARG001
    state.bool_value = draw(st.booleans())
    return state.bool_value


def _click(draw, control, state):  # noqa: ARG001
    state.trigger_value = True
    return "pressed"


_SET = {
    "slider": _slide,
    "select_slider": _stop,
    "selectbox": _choose,
    "button_group": _press,
    "text_input": _type,
    "text_area": _type,
    "checkbox": _tick,
    "toggle": _tick,
    "button": _click,
}
