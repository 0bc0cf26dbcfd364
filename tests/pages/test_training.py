"""The page of live training, run by Streamlit's AppTest: its settings, and a run from start to reset."""

import re
import time
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import load

from rnnlstm import RECIPES, SGD, TASKS, Dropout, advance, begin, from_torch, read_weights
from rnnlstm.ui.lessons.live import differences
from rnnlstm.ui.lessons.training import controls
from rnnlstm.ui.runs.task_plan import TaskPlan, histories
from rnnlstm.ui.runs.weights import networks
from rnnlstm.ui.show.torch_file import torch_file
from support.visit import unfold, visit_page
from support.words import CHINESE, words

SMALL = {"task": "parity", "T": "4", "units": "3", "updates": "100", "nets": "tanh,lstm", "seed": "5"}


def visit(**link):
    return visit_page("pages/training.py", {"lang": "en"} | link)


def run_of(test):
    return test.session_state["runs"]["training"].snapshot()


def until_rest(test, seconds=120):
    end = time.monotonic() + seconds
    while run_of(test).state == "running" or run_of(test).busy:
        assert time.monotonic() < end
        time.sleep(0.1)
        test.run()
    test.run()
    assert not test.exception
    return run_of(test)


def plan_of(test):
    """What a run started now would train: the plan that the page hands to its first button."""
    test.button(key="train-one").click().run()
    assert not test.exception
    plan = run_of(test).plan
    test.button(key="train-reset").click().run()
    return plan


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("task", list(TASKS))
def test_every_task_opens_with_its_recipe(task, language):
    test = visit(lang=language, task=task)
    assert not test.error and not test.warning
    assert test.slider(key="T").value == RECIPES[task].task.T
    assert test.slider(key="training.units").value == RECIPES[task].hidden_size
    assert test.slider(key="updates").value == RECIPES[task].steps
    assert test.slider(key="bias0").value == RECIPES[task].forget_bias
    for chart in test.get("plotly_chart"):
        assert chart.proto.alt
    source = {"sine": "made for this course|本课程自编", "parity": "Bengio"}.get(task, "Hochreiter")
    assert any(re.search(source, each.value) for each in test.markdown)


def test_usual_settings_make_the_recipes_themselves():
    for task, recipe in RECIPES.items():
        assert plan_of(visit(task=task)) == TaskPlan(task, recipe, ("RNN", "LSTM", "GRU"), 0)


def test_the_link_sets_everything():
    link = {"task": "sine", "T": "24", "nets": "gru", "units": "7", "updates": "300", "optimiser": "momentum"}
    link |= {"rate": "0.3", "batch": "8", "clip": "0", "decay": "0.001", "drop_in": "0.2", "drop_out": "0.3"}
    plan = plan_of(visit(**link, bias0="2", seed="9"))
    expected = replace(
        RECIPES["sine"],
        task=TASKS["sine"](24),
        hidden_size=7,
        optimizer=SGD(0.3, 0.9, weight_decay=0.001),
        steps=300,
        forget_bias=2.0,
        batch_size=8,
        clip_norm=None,
        dropout=Dropout(0.2, 0.3),
    )
    assert plan == TaskPlan("sine", expected, ("GRU",), 9)


def test_the_irnn_can_be_chosen_too():
    assert plan_of(visit(task="adding", nets="irnn,lstm")).kinds == ("IRNN", "LSTM")


def test_another_task_brings_its_own_defaults_but_for_what_was_set():
    test = visit(task="adding")
    test.slider(key="updates").set_value(700).run()
    test.selectbox(key="task").select("temporal_order").run()
    assert test.slider(key="T").value == 55
    assert test.slider(key="training.units").value == 32
    assert test.slider(key="bias0").value == 3
    assert test.slider(key="updates").value == 700
    test.selectbox(key="task").select("adding").run()
    assert test.slider(key="bias0").value == 1
    assert test.slider(key="updates").value == 700


def test_a_length_that_the_new_task_cannot_have_becomes_its_usual_one():
    test = visit(task="adding", T="200")
    test.selectbox(key="task").select("parity").run()
    assert not test.exception
    assert test.slider(key="T").value == 20


def test_another_optimiser_brings_its_own_rate():
    test = visit()
    assert test.select_slider(key="rate").value == 0.01
    test.selectbox(key="optimiser").select("sgd").run()
    assert test.select_slider(key="rate").value == 0.1
    test.select_slider(key="rate").set_value(3.0).run()
    test.selectbox(key="optimiser").select("rmsprop").run()
    assert test.select_slider(key="rate").value == 3.0


@pytest.mark.parametrize(
    "link",
    [{"T": "1000"}, {"T": "150", "task": "parity"}, {"task": "chess"}, {"rate": "7"}, {"units": "many"}],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_link_out_of_range_is_explained(link, language):
    (warning,) = visit(lang=language, **link).warning
    assert next(iter(link.values())) in warning.value
    assert bool(CHINESE.search(warning.value)) == (language == "zh")


def test_a_run_trains_what_the_core_does_and_its_numbers_can_be_taken_away():
    test = visit(**SMALL)
    test.button(key="train-main").click().run()
    run = until_rest(test)
    assert run.state == "over" and run.step == 100
    recipe = run.plan.recipe
    for kind, history in histories(run).items():
        alone = begin(recipe, kind, 5)
        for later in advance(alone):
            alone = later
        np.testing.assert_array_equal(history.loss, alone.loss)
    table = unfold(test).dataframe[0].value
    np.testing.assert_array_equal(table["LSTM loss"][1:], histories(run)["LSTM"].loss)
    assert np.isnan(table["LSTM loss"][0])
    looked = [snapshot.step for snapshot in histories(run)["RNN"].snapshots]
    np.testing.assert_array_equal(np.flatnonzero(table["RNN held-out loss"].notna()), looked)
    saved = torch_file(networks(run))
    assert {name.partition(".")[0] for name in load(saved)} == {"rnn", "rnn_readout", "lstm", "lstm_readout"}
    again = from_torch(read_weights(saved), "lstm")
    np.testing.assert_array_equal(again.W_f, histories(run)["LSTM"].progress.cell.W_f)
    assert 'load_file("parity.safetensors")' in test.code[0].value
    assert "100 of 100 updates · done" in test.get("progress")[0].proto.text


def test_pause_one_update_go_on_stop_and_reset():
    test = visit(**SMALL | {"updates": "5000", "task": "adding", "T": "60"})
    test.button(key="train-main").click().run()
    end = time.monotonic() + 60
    while not run_of(test).step:
        assert time.monotonic() < end
        time.sleep(0.1)
        test.run()
    test.button(key="train-main").click().run()  # pause
    paused = until_rest(test)
    assert paused.state == "paused" and paused.step > 0
    test.button(key="train-one").click().run()
    assert until_rest(test).step == paused.step + 1
    test.button(key="train-main").click().run()  # go on
    assert run_of(test).state == "running"
    test.button(key="train-stop").click().run()
    stopped = until_rest(test)
    assert stopped.state == "stopped" and set(histories(stopped)) == {"RNN", "LSTM"}
    assert test.button(key="train-main").disabled and test.button(key="train-one").disabled
    test.button(key="train-reset").click().run()
    assert not test.session_state["runs"]
    assert not test.button(key="train-main").disabled


def test_a_changed_setting_leaves_the_run_and_offers_both_ways():
    test = visit(**SMALL)
    test.button(key="train-one").click().run()
    before = until_rest(test)
    test.selectbox(key="task").select("sine").run()
    assert test.slider(key="T").value == 4  # its ends are others now, the learner's number stays
    test.slider(key="seed").set_value(8).run()
    (info,) = test.info
    assert "Task, Seed" in info.value
    assert run_of(test).plan == before.plan and run_of(test).step == 1
    test.button(key="train-back").click().run()
    assert not test.info
    assert test.selectbox(key="task").value == "parity"
    assert test.slider(key="T").value == 4 and test.slider(key="training.units").value == 3
    assert test.slider(key="seed").value == 5
    test.slider(key="seed").set_value(6).run()
    test.button(key="train-anew").click().run()
    assert run_of(test).plan.seed == 6
    assert not test.info
    test.button(key="train-reset").click().run()


def test_back_to_the_settings_of_the_run_whatever_is_usual():
    """A value of the run may be the usual one of another task."""
    test = visit(task="adding", units="32", bias0="3")
    test.button(key="train-one").click().run()
    until_rest(test)
    test.selectbox(key="task").select("temporal_order").run()
    test.button(key="train-back").click().run()
    assert not test.info
    assert (test.slider(key="training.units").value, test.slider(key="bias0").value) == (32, 3)


def test_differences_name_each_setting_once():
    one = TaskPlan("adding", RECIPES["adding"], ("RNN",), 0)
    other = TaskPlan("sine", replace(RECIPES["sine"], optimizer=SGD(1.0), clip_norm=None), ("GRU",), 1)
    named = differences(controls.wanted(one), controls.wanted(other))
    assert len(named) == len(set(named)) >= 8
    assert differences(controls.wanted(one), controls.wanted(one)) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_training_that_blows_up_is_told_and_kept(language):
    wild = {"optimiser": "sgd", "rate": "10", "clip": "0", "task": "sine", "T": "20", "nets": "tanh"}
    test = visit(lang=language, **wild, units="64", updates="1000")
    test.button(key="train-main").click().run()
    run = until_rest(test)
    assert run.state == "over" and not histories(run)["RNN"].finite
    (warning,) = test.warning
    assert f"{histories(run)['RNN'].step}" in warning.value
    assert bool(CHINESE.search(warning.value)) == (language == "zh")
    for look in ("gradients", "gates", "examples"):
        test.button_group(key="look").set_value(look).run()
        assert not test.exception


@pytest.mark.parametrize("look", ["examples", "gradients", "gates"])
@pytest.mark.parametrize("task", list(TASKS))
def test_every_look_at_every_task_in_both_languages(task, look):
    shown = {}
    for language in ("en", "zh"):
        test = visit(lang=language, task=task, look=look, units="4", T=str(TASKS[task].shortest + 10))
        test.button(key="train-one").click().run()
        until_rest(test)
        shown[language] = words(test) + [each.label for each in test.select_slider]
        shown[language] = [word for word in shown[language] if word not in ("Adam", "RMSprop", "SGD")]
        for each in test.get("html"):
            assert (each.proto.body.count("<tr>") >= 4) if "<table" in each.proto.body else True
        test.button(key="train-reset").click().run()
    assert len(shown["en"]) == len(shown["zh"])
    for word in shown["zh"]:
        assert CHINESE.search(word), word
    for word in shown["en"]:
        assert not CHINESE.search(word), word
