"""The pages of the recorded trainings and of the trained networks, run by Streamlit's own AppTest."""

from collections import deque
from dataclasses import replace

import numpy as np
import pytest

from rnnlstm import RECIPES, advance, begin, evaluate, tasks
from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.lessons.trained.room import facts
from rnnlstm.ui.runs.job import Plan, Run
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.recordings import kept_at, recorded
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.task_notation import WRITTEN
from rnnlstm.ui.walk.task_sequence import TaskChoice, held_out
from rnnlstm.ui.walk.walk import walk_through
from support.visit import steppers, unfold, visit_page, visit_script
from support.walks import trained_walks

READ = {name: WRITTEN[task].to_read for name, task in TASKS.items()}


def visit(name, **link):
    return visit_page(f"pages/{name}.py", link)


def films(test):
    mounted = [each.proto for each in test.get("bidi_component")]
    return [each for each in mounted if each.component_name == "rnnlstm.film"]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("task", TASKS)
def test_film_of_each_task(task, lang):
    test = visit("film", task=task, lang=lang)
    assert not test.error and not test.warning
    assert len(films(test)) == 2
    charts = test.get("plotly_chart")
    # Two of losses, three of gradients, the gates of LSTM and GRU with the units of the first gate of each.
    assert len(charts) == 2 + 3 + 4 + 3
    assert all(chart.proto.alt for chart in charts)
    says = {"en": "A recording, not a live run", "zh": "这是录像，不是现场训练"}[lang]
    assert says in test.caption[0].value
    steps = recorded(task).histories["RNN"].recipe.steps
    assert str(steps) in test.caption[0].value


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_film_says_how_it_was_made(lang):
    test = visit("film", lang=lang)
    recording = recorded("adding")
    (text,) = [each.value for each in test.markdown if "rnnlstm.record" in each.value]
    for fact in (recording.made["date"], recording.made["numpy"], "T = 100", "Adam", "0.01", "256"):
        assert fact in text
    for history in recording.histories.values():
        assert f"{history.seconds:.0f}" in text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("network", ["RNN", "LSTM", "GRU"])
def test_stepper_is_sent_the_recorded_network(network, direction, lang):
    test = visit("trained", task="temporal_order", network=network, direction=direction, lang=lang)
    assert not test.error and not test.warning
    (stepper,) = steppers(test)
    walk = trained_walks(TaskChoice("temporal_order", READ["temporal_order"]))[network]
    sent = bytes(stepper.bytes) if stepper.bytes else b""
    # The header speaks the reader's language; the arrays are the numbers.
    every = trained_walks(TaskChoice("temporal_order", READ["temporal_order"]), last=False)[network]
    if lang == "en":
        asked, history = TaskChoice("temporal_order", READ["temporal_order"]), recorded("temporal_order")
        told = facts(asked, history.histories[network])
        assert sent == payload(every, direction, lesson="trained", facts=told)
    assert walk.targets[-1] in test.markdown[1].value


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("share", ["0", "5", "25", "50", "100"])
def test_any_task_at_any_time(task, share):
    test = visit("trained", task=task, share=share, sequence="100", lang="en")
    assert not test.error
    caption = next(each.value for each in test.caption if "updates with T" in each.value)
    history = recorded(task).histories["LSTM"]
    steps = [snapshot.step for snapshot in history.snapshots if snapshot.cell is not None]
    step = min(steps, key=lambda each: abs(each - int(share) / 100 * history.recipe.steps))
    assert f"has had {step} updates with T = {history.recipe.task.T}" in caption


def test_loss_on_held_out_sequences_is_that_of_the_recording_at_its_own_length():
    test = visit("trained", task="adding", len="100", lang="en")
    caption = next(each.value for each in test.caption if "updates with T" in each.value)
    last = recorded("adding").histories["LSTM"].snapshots[-1]
    # Of the same sequences: always answering 1 has 1/6 on average, and 0.149 on these.
    assert f"its loss is {last.loss:.3g} (naive baseline 0.149)" in caption
    assert f"right in {last.accuracy:.0%}" in caption


def test_answer_is_marked_right_or_wrong():
    for sequence in range(1, 7):
        for network in ("RNN", "LSTM"):
            test = visit("trained", task="temporal_order", network=network, sequence=str(sequence), lang="en")
            walk = trained_walks(TaskChoice("temporal_order", READ["temporal_order"], sequence))[network]
            right = walk.reading.classes[int(np.argmax(walk.trace.y[-1, 0]))] == walk.targets[-1]
            assert ("✓" if right else "✗") in test.markdown[1].value


def test_length_comes_within_what_another_task_can_be():
    test = visit("trained", task="adding", len="2", lang="en")
    assert test.slider(key="len").value == 2
    test.selectbox(key="task").select("temporal_order").run()
    assert not test.exception
    assert test.slider(key="len").value == READ["temporal_order"]


def test_length_out_of_range_is_told():
    test = visit("trained", task="temporal_order", len="5", lang="en")
    assert "len" not in test.warning[0].value and "= 5" in test.warning[0].value
    assert test.slider(key="len").value == READ["temporal_order"]


def test_without_a_run_the_recording_is_shown_and_it_is_said():
    for lang, sentence in (("en", "There is no run in this session"), ("zh", "这次会话里还没有训练")):
        test = visit("trained", origin="live", lang=lang)
        assert sentence in test.info[0].value
        assert len(steppers(test)) == 1


def test_unknown_names_are_told():
    test = visit("trained", task="chess", network="CNN", share="7", lang="en")
    assert len(test.warning) == 3
    assert not test.exception


def press(test, label):
    next(button for button in test.button if button.label == label).click().run()
    assert not test.exception
    return test


def through_the_app(name, **link):
    test = visit_page("app.py", link)
    return test.switch_page(f"pages/{name}.py").run()


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


def live_run(*kinds):
    """A run of a few updates, as a session has it."""
    recipe = replace(RECIPES["parity"], task=tasks.parity(6), hidden_size=5, steps=3)
    histories = {kind: deque(advance(begin(recipe, kind, 7)), maxlen=1).pop() for kind in kinds}
    return Run(Plan("parity", recipe, kinds, 7), histories, state="over")


def test_a_network_trained_live_opens_in_the_stepper(monkeypatch):
    run = live_run("RNN", "LSTM")
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda: run)
    test = visit("trained", origin="live", lang="en", len="9", sequence="2")
    assert "the link does not carry it" in test.caption[0].value
    (stepper,) = steppers(test)
    cell = run.histories["LSTM"].progress.cell
    reading = held_out(tasks.parity(9), 2, seed=7)
    walk = walk_through(cell, reading, reading.mask())
    told = {"task": "parity", "updates": 3, "read_T": 9, "trained_T": 6}
    assert bytes(stepper.bytes) == payload(walk, "forward", lesson="trained", facts=told)
    caption = next(each.value for each in test.caption if "updates with T" in each.value)
    assert "This LSTM has had 3 updates with T = 6." in caption
    assert f"{evaluate(cell, tasks.parity(9), seed=7).loss:.3g}" in caption


def test_a_kind_that_was_not_trained_live_is_that_of_the_recording(monkeypatch):
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda: live_run("RNN"))
    test = visit("trained", origin="live", network="GRU", lang="en")
    assert "Your run trains no GRU" in test.info[0].value
    assert len(steppers(test)) == 1


def test_networks_trained_live_open_in_the_gradient_laboratory(monkeypatch):
    run = live_run("RNN", "LSTM")
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda: run)
    test = press(through_the_app("trained", lang="en", origin="live"), "Open in the gradient laboratory")
    assert test.title[0].value == "Vanishing or preserved"
    assert test.session_state["settings"]["weights"] == ("live", "drawn")
    assert any("the link does not carry them" in each.value for each in test.caption)


def test_the_laboratory_measures_the_networks_of_the_session(monkeypatch):
    run = live_run("RNN", "LSTM")
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda: run)
    test = visit_script(laboratory_room, {"lang": "en", "weights": "live", "len": "9", "sequence": "2"})
    walks = test.session_state["walks"]
    assert list(walks) == ["LSTM"]  # of the two asked for, the one that has been trained
    reading = held_out(tasks.parity(9), 2, seed=7)
    expected = walk_through(run.histories["LSTM"].progress.cell, reading, reading.mask(last=True))
    np.testing.assert_array_equal(walks["LSTM"].grads.h, expected.grads.h)
    made = {}
    exec(test.session_state["seen"].codes([], "")["LSTM"], made)
    np.testing.assert_array_equal(made["cell"].backward(made["trace"], dy=made["dy"]).h, expected.grads.h)


def test_without_a_run_the_laboratory_shows_the_recording():
    test = visit_script(laboratory_room, {"lang": "en", "weights": "live"})
    assert "There is no run in this session" in test.info[0].value
    assert list(test.session_state["walks"]) == ["LSTM"]


def laboratory_room():
    import streamlit as st

    from rnnlstm.ui.lessons import laboratory
    from rnnlstm.ui.walk.network import Network

    setup = laboratory.setup(("sigmoid", "lstm"), Network(), 30, 1.0, trained=True)
    st.session_state["seen"] = setup
    st.session_state["walks"] = setup.walks()


def test_a_room_of_the_laboratory_can_ask_for_trained_networks():
    link = {"weights": "trained", "task": "adding", "len": "25", "sequence": "3", "share": "5", "lang": "en"}
    test = visit_script(laboratory_room, link)
    setup, walks = test.session_state["seen"], test.session_state["walks"]
    # There is no recording of an RNN with sigmoid.
    assert setup.names == ("lstm",)
    assert setup.source.length == 25
    (walk,) = walks.values()
    assert walk.cell is kept_at(recorded("adding").histories["LSTM"], 0.05)[1]
    np.testing.assert_array_equal(walk.reading.x, held_out(tasks.adding(25), 3).x)
    assert "bring their own weights" in test.caption[0].value


def test_a_room_draws_its_networks_unless_asked_otherwise():
    test = visit_script(laboratory_room, {"lang": "en"})
    assert test.session_state["seen"].names == ("sigmoid", "lstm")
    assert isinstance(test.session_state["seen"].source, Text)
    assert set(test.session_state["walks"]) == {"RNN (sigmoid)", "LSTM"}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("measure", ["loss", "jacobian", "paths"])
def test_the_main_room_of_gradients_measures_trained_networks(measure, lang):
    link = {"weights": "trained", "task": "temporal_order", "nets": "sigmoid,lstm,gru", "measure": measure}
    test = visit("gradients", lang=lang, **link)
    assert not test.error and not test.exception
    codes = [each.value for each in unfold(test).code]
    assert all("temporal_order.npz" in code for code in codes) and codes
    # There is no recording of an RNN with sigmoid, and that with tanh was not asked for.
    assert not any('histories["RNN"]' in code for code in codes)
    for code in codes:
        exec(code, {})


def test_the_main_room_draws_the_gradient_of_the_trained_networks():
    test = visit("gradients", weights="trained", task="adding", lang="en")
    (chart,) = test.get("plotly_chart")
    walks = trained_walks(TaskChoice("adding", READ["adding"]))
    for kind, walk in walks.items():
        newest, oldest = walk.gradient_norms[-1], walk.gradient_norms[0]
        assert f"{kind}: {newest:.2g} → {oldest:.2g}" in chart.proto.alt


def test_the_usual_settings_are_drawn_networks():
    test = visit("gradients", weights="trained", lang="en")
    next(each for each in test.button if each.label == "Back to the usual settings").click().run()
    assert not test.exception
    assert test.session_state["weights"] == "drawn"


def test_another_length_than_that_of_the_training_is_told():
    assert (
        "It reads T = 20 here, and has trained on T = 100." in visit("trained", lang="en").markdown[1].value
    )
    assert "has trained on" not in visit("trained", len="100", lang="en").markdown[1].value
