"""The page of the trained networks, run by Streamlit's own AppTest."""

import numpy as np
import pytest

from rnnlstm import evaluate, tasks
from rnnlstm.core.tasks import TASKS
from rnnlstm.core.training.recipes import KINDS
from rnnlstm.ui.lessons.trained.room import facts
from rnnlstm.ui.runs.task_plan import histories
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.recordings import recorded
from rnnlstm.ui.walk.task_sequence import TaskChoice, held_out
from rnnlstm.ui.walk.walk import walk_through
from support.live import live_run
from support.visit import press, steppers, through_the_app, visit_page
from support.walks import READ, trained_walks


def visit(**link):
    return visit_page("pages/trained.py", link)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("network", KINDS)
def test_stepper_is_sent_the_recorded_network(network, direction, lang):
    test = visit(task="temporal_order", network=network, direction=direction, lang=lang)
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
    test = visit(task=task, share=share, sequence="100", lang="en")
    assert not test.error
    caption = next(each.value for each in test.caption if "updates with T" in each.value)
    history = recorded(task).histories["LSTM"]
    steps = [snapshot.step for snapshot in history.snapshots if snapshot.cell is not None]
    step = min(steps, key=lambda each: abs(each - int(share) / 100 * history.recipe.steps))
    assert f"has had {step} updates with T = {history.recipe.task.T}" in caption


def test_loss_on_held_out_sequences_is_that_of_the_recording_at_its_own_length():
    test = visit(task="adding", len="100", lang="en")
    caption = next(each.value for each in test.caption if "updates with T" in each.value)
    last = recorded("adding").histories["LSTM"].snapshots[-1]
    # Of the same sequences: always answering 1 has 1/6 on average, and 0.149 on these.
    assert f"its loss is {last.loss:.3g} (naive baseline 0.149)" in caption
    assert f"right in {last.accuracy:.0%}" in caption


def test_answer_is_marked_right_or_wrong():
    for sequence in range(1, 7):
        for network in ("RNN", "LSTM"):
            test = visit(task="temporal_order", network=network, sequence=str(sequence), lang="en")
            walk = trained_walks(TaskChoice("temporal_order", READ["temporal_order"], sequence))[network]
            right = walk.reading.classes[int(np.argmax(walk.trace.y[-1, 0]))] == walk.targets[-1]
            assert ("✓" if right else "✗") in test.markdown[1].value


def test_length_comes_within_what_another_task_can_be():
    test = visit(task="adding", len="2", lang="en")
    assert test.slider(key="len").value == 2
    test.selectbox(key="task").select("temporal_order").run()
    assert not test.exception
    assert test.slider(key="len").value == READ["temporal_order"]


def test_length_out_of_range_is_told():
    test = visit(task="temporal_order", len="5", lang="en")
    assert "len" not in test.warning[0].value and "= 5" in test.warning[0].value
    assert test.slider(key="len").value == READ["temporal_order"]


def test_without_a_run_the_recording_is_shown_and_it_is_said():
    for lang, sentence in (("en", "There is no run in this session"), ("zh", "这次会话里还没有训练")):
        test = visit(origin="live", lang=lang)
        assert sentence in test.info[0].value
        assert len(steppers(test)) == 1


def test_unknown_names_are_told():
    test = visit(task="chess", network="CNN", share="7", lang="en")
    assert len(test.warning) == 3
    assert not test.exception


def test_a_network_trained_live_opens_in_the_stepper(monkeypatch):
    run = live_run("RNN", "LSTM")
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda _page: run)
    test = visit(origin="live", lang="en", len="9", sequence="2")
    assert "the link does not carry it" in test.caption[0].value
    (stepper,) = steppers(test)
    cell = histories(run)["LSTM"].progress.cell
    reading = held_out(tasks.parity(9), 2, seed=7)
    walk = walk_through(cell, reading, reading.mask())
    told = {"kind": "LSTM", "task": "parity", "updates": 3, "read_T": 9, "trained_T": 6}
    assert bytes(stepper.bytes) == payload(walk, "forward", lesson="trained", facts=told)
    caption = next(each.value for each in test.caption if "updates with T" in each.value)
    assert "This LSTM has had 3 updates with T = 6." in caption
    assert f"{evaluate(cell, tasks.parity(9), seed=7).loss:.3g}" in caption


def test_a_kind_that_was_not_trained_live_is_that_of_the_recording(monkeypatch):
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda _page: live_run("RNN"))
    test = visit(origin="live", network="GRU", lang="en")
    assert "Your run trains no GRU" in test.info[0].value
    assert len(steppers(test)) == 1


def test_networks_trained_live_open_in_the_gradient_laboratory(monkeypatch):
    run = live_run("RNN", "LSTM")
    monkeypatch.setattr("rnnlstm.ui.runs.session.current", lambda _page: run)
    test = press(through_the_app("trained", lang="en", origin="live"), "Open in the gradient laboratory")
    assert test.title[0].value == "Vanishing or preserved"
    assert test.session_state["settings"]["weights"] == ("live", "drawn")
    assert any("the link does not carry them" in each.value for each in test.caption)


def test_another_length_than_that_of_the_training_is_told():
    assert "It reads T = 20 here, and has trained on T = 100." in visit(lang="en").markdown[1].value
    assert "has trained on" not in visit(len="100", lang="en").markdown[1].value
