"""The small steps speak of quantities that the payload has, made once each, in an order one can compute."""

import re

import pytest

from rnnlstm.ui.stepper.cells import CELLS
from rnnlstm.ui.stepper.labels import labels
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take

WALKS = [(model, direction) for model in ("RNN", "LSTM", "GRU") for direction in ("forward", "backward")]
WORDS = {"unit", "symbol"}
# What each quantity is computed from, by the equations: it must have been made before, or be given.
NEEDS = {
    "a": ["a_x", "a_h"],
    "c": ["f", "i", "g"],
    "tanh_c": ["c"],
    "h": ["o", "a", "n", "z", "tanh_c"],
    "n": ["r"],
    "da": ["dh"],
    "do": ["dh"],
    "dc": ["dh"],
    "df": ["dc"],
    "di": ["dc"],
    "dg": ["dc"],
    "da_f": ["df"],
    "da_i": ["di"],
    "da_g": ["dg"],
    "da_o": ["do"],
    "dz": ["dh"],
    "dn": ["dh"],
    "da_n": ["dn"],
    "dr": ["da_n"],
    "da_r": ["dr"],
    "da_z": ["dz"],
    "dh_onward": ["da", "da_f", "da_o", "da_r", "da_n"],
    "dc_onward": ["dc"],
    "dx": ["da", "da_f", "da_n"],
}


def arrays_of(walk, direction):
    view = CELLS[walk.model]
    return view.forward.arrays(walk) | (view.backward.arrays(walk) if direction == "backward" else {})


def placeholders(template):
    return {name.rstrip("%") for name in re.findall(r"(?<![_^])\{([\w%]+)\}", template)}


@pytest.mark.parametrize(("model", "direction"), WALKS)
def test_small_steps_speak_of_what_is_there(model, direction):
    walk = take(model, Text(), Network())
    arrays = arrays_of(walk, direction)
    steps = CELLS[model].facing(direction).phases
    made = [name for step in steps for name in step.makes]
    assert len(made) == len(set(made))
    assert set(made) <= arrays.keys()
    assert len({step.name for step in steps}) == len(steps)
    done = set()
    for step in steps:
        done |= set(step.makes)
        spoken = placeholders(step.says) - WORDS
        assert spoken
        assert spoken <= arrays.keys()
        # A sentence tells only what has been made by then, or was given from the start.
        assert not spoken & (set(made) - done)


@pytest.mark.parametrize(("model", "direction"), WALKS)
def test_the_narrator_speaks_of_what_is_there(model, direction):
    walk = take(model, Text(), Network())
    arrays = arrays_of(walk, direction)
    for task in (False, True):
        words = labels(direction, task=task)
        for spoken in (placeholders(words["narrator"]), placeholders(words["narrator_silent"])):
            assert spoken
            assert spoken <= arrays.keys() | WORDS | {"t", "target", "prediction"}


@pytest.mark.parametrize(("model", "direction"), WALKS)
def test_nothing_is_made_before_what_it_is_made_of(model, direction):
    steps = CELLS[model].facing(direction).phases
    order = {name: k for k, step in enumerate(steps) for name in step.makes}
    checked = 0
    for name, sources in NEEDS.items():
        for source in sources:
            if name in order and source in order:
                assert order[source] <= order[name], (source, name)
                checked += 1
    assert checked >= 3


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
def test_backward_makes_every_gradient_of_the_step(model):
    given = {"dy", "dh_future", "dc_future"}
    view = CELLS[model].backward
    arrays = {name for name in view.arrays(take(model, Text(), Network())) if name.startswith("d")}
    made = {name for step in view.phases for name in step.makes}
    readout = {"dW_hy_norm"} | {name for name in arrays if name.startswith("db_")}
    assert arrays - made - given - readout == set()
