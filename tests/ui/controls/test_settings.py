"""The learner's controls: what they offer, and that the core can take all of it."""

import numpy as np
import pytest

from rnnlstm.core import ACTIVATIONS, RECURRENT
from rnnlstm.ui.controls import edits as altered
from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons.compare import room as compare_page
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.sequence import MAX_REPEATED, MAX_STEPS, WAVES
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take
from support.visit import visit_script


def show_network(**parts):
    import streamlit as st

    from rnnlstm.ui.controls import settings

    network = settings.network(**parts)
    st.text(repr(network))


def show_source(length=None):
    import streamlit as st

    from rnnlstm.ui.controls import settings

    st.text(repr(settings.source(length)))


def run(script, link=None, **arguments):
    return visit_script(script, link or {}, **arguments)


def shown(test):
    return eval(test.text[0].value, {"Network": Network, "Numbers": Numbers, "Text": Text, "Wave": Wave})


def test_choices_are_those_of_the_core():
    assert set(settings.ACTIVATION.options) == set(ACTIVATIONS)
    assert set(settings.RECURRENT.options) == set(RECURRENT)
    assert set(settings.WAVE.options) == set(WAVES)


@pytest.mark.parametrize("each", settings.RANGES, ids=lambda each: each.key)
def test_usual_value_and_ends_lie_on_the_slider(each):
    assert each.low <= each.usual <= each.high
    for value in (each.usual, each.high):
        steps = (value - each.low) / each.step
        assert steps == pytest.approx(round(steps))
    assert each.high <= MAX_REPEATED


def test_names_in_the_link_are_unique():
    keys = [each.key for each in (*settings.RANGES, *settings.CHOICES, *compare_page.CHOICES)]
    keys += [altered.key(model) for model in ("RNN", "LSTM", "GRU")]
    keys += ["text", "text2", "numbers", "lang", "t", "unit", "small", "depth", "op"]
    assert len(set(keys)) == len(keys)


def test_untouched_controls_give_the_usual_records():
    """So that a walk of the tests and one of the page are the same walk."""
    assert shown(run(show_network, activation=True, forget_bias=True, loss=True)) == Network()
    assert shown(run(show_network)) == Network()
    assert shown(run(show_source)) == Text()


def test_link_sets_every_control():
    link = {"hidden": "5", "seed": "42", "init": "orthogonal", "gain": "1.35", "activation": "relu"}
    link |= {"fb": "-1.75", "loss": "last"}
    every = {"activation": True, "forget_bias": True, "loss": True}
    assert shown(run(show_network, link, **every)) == Network(
        5, 42, "orthogonal", 1.35, "relu", -1.75, "last"
    )
    # A page has no say in what it has no control for.
    assert shown(run(show_network, link)) == Network(5, 42, "orthogonal", 1.35)


@pytest.mark.parametrize(
    ("link", "source"),
    [
        ({"text": "循环"}, Text(text="循环")),
        ({"text": ""}, Text(text="")),
        ({"input": "numbers", "numbers": "1，2"}, Numbers(numbers="1，2")),
        ({"input": "wave"}, Wave(length=24)),
        ({"input": "wave", "wave": "square", "length": "7"}, Wave(wave="square", length=7)),
        ({"input": "wave", "wave": "square", "length": "900"}, Wave(wave="square", length=24)),
    ],
)
def test_link_sets_the_sequence(link, source):
    assert shown(run(show_source, link)) == source


def test_controls_follow_the_kind_of_input_and_keep_what_was_typed():
    test = run(show_source)
    test.text_input(key="text").set_value("abc").run()
    test.button_group(key="input").set_value("wave").run()
    assert not test.text_input
    assert isinstance(shown(test), Wave)
    test.button_group(key="input").set_value("text").run()
    assert test.text_input(key="text").value == "abc"
    assert shown(test) == Text(text="abc")


def test_given_length_repeats_the_sequence():
    for kind in settings.INPUT.options:
        assert shown(run(show_source, {"input": kind}, length=60)).length == 60


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
def test_ends_of_every_slider_can_be_computed(model):
    for hidden in (settings.HIDDEN.low, settings.HIDDEN.high):
        for gain in (settings.GAIN.low, settings.GAIN.high):
            for bias in (settings.FORGET_BIAS.low, settings.FORGET_BIAS.high):
                network = Network(int(hidden), int(settings.SEED.high), gain=gain, forget_bias=bias)
                walk = take(model, Wave(wave="square", length=MAX_STEPS), network)
                assert np.isfinite(walk.trace.h).all()
