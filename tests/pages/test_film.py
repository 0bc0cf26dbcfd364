"""The page of the recorded trainings, run by Streamlit's own AppTest."""

import json

import pytest

from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.walk.recordings import recorded
from support.visit import press, steppers, through_the_app, visit_page


def visit(**link):
    return visit_page("pages/film.py", link)


def films(test):
    mounted = [each.proto for each in test.get("bidi_component")]
    return [each for each in mounted if each.component_name == "rnnlstm.film"]


def guide_waits(test):
    mounted = [each.proto for each in test.get("bidi_component")]
    (guide,) = [each for each in mounted if each.component_name == "rnnlstm.guide"]
    return json.loads(guide.json)["waits"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("task", TASKS)
def test_film_of_each_task(task, lang):
    test = visit(task=task, lang=lang)
    assert not test.error and not test.warning
    assert len(films(test)) == 2
    charts = test.get("plotly_chart")
    # Two of losses, four of gradients, the gates of LSTM and GRU with the units of the first gate of each.
    assert len(charts) == 2 + 4 + 4 + 3
    assert all(chart.proto.alt for chart in charts)
    says = {"en": "A recording, not a live run", "zh": "这是录像，不是现场训练"}[lang]
    assert says in test.caption[0].value
    steps = recorded(task).histories["RNN"].recipe.steps
    assert str(steps) in test.caption[0].value


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_film_says_how_it_was_made(lang):
    test = visit(lang=lang)
    recording = recorded("adding")
    (text,) = [each.value for each in test.markdown if "rnnlstm.make.recordings" in each.value]
    for fact in (recording.made["date"], recording.made["numpy"], "T = 100", "Adam", "0.01", "256"):
        assert fact in text
    for kind, history in recording.histories.items():
        assert recording.made.get(kind, f"{history.seconds:.0f}") in text


def test_the_settings_of_a_recording_go_along_to_live_training():
    test = press(through_the_app("film", task="temporal_order", lang="en"), "Train them live yourself")
    assert test.title[0].value == "Train them live"
    assert test.selectbox(key="task").value == "temporal_order"
    assert test.slider(key="T").value == 55


def test_the_networks_of_a_recording_open_in_the_stepper():
    test = press(through_the_app("film", task="reber", lang="en"), "Open in the stepper")
    assert test.title[0].value == "Inside a trained network"
    assert test.selectbox(key="task").value == "reber"
    assert len(steppers(test)) == 1
    test = press(test, "See how it trained")
    assert test.title[0].value == "A training, recorded"


def test_the_networks_of_a_recording_open_in_the_gradient_laboratory():
    test = press(through_the_app("film", lang="en"), "Open in the gradient laboratory")
    assert test.title[0].value == "Vanishing or preserved"
    assert test.session_state["settings"]["weights"] == ("trained", "drawn")
    assert guide_waits(test)  # its first card would set others
    assert not guide_waits(test.switch_page("pages/film.py").run())
