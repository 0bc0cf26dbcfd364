"""The main room of the gradient laboratory: its quantities, its stories, and the way back."""

import re

import numpy as np
import pytest

from rnnlstm.core import LSTM, RNN, cell_paths, jacobian_spectrum
from rnnlstm.ui.lessons.gradients.stories import STORIES
from rnnlstm.ui.walk.task_sequence import TaskChoice
from support.charts import curves_of
from support.visit import codes_of_figures, visit_page
from support.walks import READ, trained_walks


def room(**link):
    return visit_page("pages/gradients.py", {"lang": "en"} | link)


def alone(text, **link):
    return room(text=text, units="4", seed="5", steps="20", **link)


def read(text):
    letters = sorted(set(text))
    return np.eye(len(letters))[[letters.index(text[t % len(text)]) for t in range(20)]][:, None]


@pytest.mark.parametrize("norm", ["spectral", "frobenius"])
def test_paths_are_those_of_the_lstm(norm):
    # Whether it is among the networks compared or not.
    curves = curves_of(alone("abca", measure="paths", cell_norm=norm, nets="tanh", fb="2"))
    cell = LSTM.init(3, 4, 4, seed=5, forget_bias=2)
    expected = cell_paths(cell, cell.forward(read("abca")), norm)
    total, direct, rest, predicted = curves.values()
    np.testing.assert_allclose(total, expected.total[::-1, 0], rtol=1e-9)
    np.testing.assert_allclose(direct, expected.direct[::-1, 0], rtol=1e-9)
    np.testing.assert_allclose(rest[1:], expected.rest[-2::-1, 0], rtol=1e-9)
    start = 1 if norm == "spectral" else 2
    np.testing.assert_allclose(predicted, start * (1 / (1 + np.exp(-2))) ** np.arange(20), rtol=1e-9)


def test_singular_values_are_those_of_the_network_chosen():
    curves = curves_of(alone("abca", measure="jacobian", norm="singular", nets="tanh,sigmoid", of="sigmoid"))
    cell = RNN.init(3, 4, 4, seed=5, activation="sigmoid")
    found = jacobian_spectrum(cell, cell.forward(read("abca")))
    np.testing.assert_allclose(curves["the largest"], found.spectral[::-1, 0], rtol=1e-9)
    test = alone("abca", measure="jacobian", norm="singular", nets="tanh,sigmoid", of="sigmoid")
    assert "RNN (sigmoid)" in test.get("plotly_chart")[0].proto.alt
    # Where that network is no longer compared, it is another one.
    test.button_group(key="nets").set_value(["gru"]).run()
    assert not test.exception
    assert "GRU" in test.get("plotly_chart")[0].proto.alt


@pytest.mark.parametrize("norm", ["spectral", "frobenius", "singular"])
@pytest.mark.parametrize("measure", ["loss", "jacobian", "paths"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_quantity_can_be_read_by_its_name(language, measure, norm):
    test = room(lang=language, measure=measure, norm=norm)
    names = {
        "loss": ("The gradient of the loss", "损失的梯度"),
        "jacobian": ("The Jacobian", "雅可比矩阵"),
        "paths": ("The paths of the cell", "细胞的各条路径"),
    }
    name = (
        ("All singular values", "全部奇异值")
        if (measure, norm) == ("jacobian", "singular")
        else names[measure]
    )
    assert any(block.value.startswith(f"**{name[language == 'zh']}") for block in test.markdown)


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_story_sets_everything_and_asks_first(language, name):
    test = room(lang=language, seed="7", units="3", gain="2", theory="none", text="ab", story="none")
    test.selectbox(key="story").set_value(name).run()
    assert not test.exception
    assert not test.error
    values = STORIES[name].values
    kept = test.session_state["settings"]
    for key, (value, usual) in kept.items():
        if key not in ("story", "lang"):
            assert value == values.get(key, usual), key
    assert kept["story"][0] == name
    (answer,) = [
        each for each in test.expander if each.label in ("Show the answer", "查看答案") and each.markdown
    ][:1]
    question = next(block.value for block in test.markdown if re.search(r"\*\*.*[?？].*\*\*", block.value))
    assert len(question) < len(answer.markdown[0].value)
    # Its link shows the same screen.
    link = {key: str(value) for key, (value, usual) in kept.items() if value != usual}
    again = room(**link | {"lang": language})
    assert {key: list(values) for key, values in curves_of(again).items()} == {
        key: list(values) for key, values in curves_of(test).items()
    } or all(
        np.allclose(curves_of(again)[key], values, equal_nan=True) for key, values in curves_of(test).items()
    )


@pytest.mark.parametrize("name", STORIES)
def test_a_link_that_names_a_story_alone_begins_it(name):
    kept = room(lang="zh", story=name).session_state["settings"]
    for key, (value, usual) in kept.items():
        if key not in ("story", "lang"):
            assert value == STORIES[name].values.get(key, usual), key
    # One that names settings as well shows those.
    value, usual = room(story=name, seed="7").session_state["settings"]["nets"]
    assert value == usual


def test_way_back_to_the_usual_settings():
    before = curves_of(room())
    test = room(story="irnn", nets="irnn", measure="jacobian", norm="frobenius", gain="2", theory="typical")
    (back,) = [each for each in test.button if each.label == "Back to the usual settings"]
    back.click().run()
    assert not test.exception
    after = curves_of(test)
    assert list(after) == list(before)
    for name, values in before.items():
        np.testing.assert_array_equal(after[name], values)
    assert all(value == usual for value, usual in test.session_state["settings"].values())


def test_theory_is_chosen_and_may_be_none():
    test = room(nets="tanh,lstm", measure="jacobian", theory="none")
    assert list(curves_of(test)) == ["RNN", "LSTM"]
    test.button_group(key="theory").set_value(["typical", "highway"]).run()
    assert list(curves_of(test)) == ["RNN", "LSTM", "RNN: typical size", "LSTM: highway"]
    assert test.session_state["settings"]["theory"][0] == "typical,highway"


def test_half_life_of_the_bias_is_told_beside_the_measured_one():
    captions = [each.value for each in room(gain="0", input="numbers", numbers="0", fb="0").caption]
    assert any(
        "is left after 1 steps; measured: 1 (the middle unit; from 1 to 1)" in each for each in captions
    )
    assert not any("its forget bias" in each.value for each in room(nets="tanh,gru").caption)


def test_what_is_measured_at_some_lags_only_is_told():
    captions = [each.value for each in room(steps="500", units="24", measure="jacobian", nets="tanh").caption]
    assert any(re.search("Measured at [0-9]+ of 500 lags", each) for each in captions)
    assert not any("Measured at" in each.value for each in room(steps="500", units="24", nets="tanh").caption)


def test_code_of_each_network_is_offered():
    test = room(nets="tanh,lstm")
    (code,) = codes_of_figures(test)
    assert "RNN.init" in code
    (choice,) = [each for each in test.button_group if each.label == "Of which network"]
    choice.set_value("LSTM").run()
    assert "LSTM.init" in codes_of_figures(test)[0]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("measure", ["loss", "jacobian", "paths"])
def test_the_main_room_of_gradients_measures_trained_networks(measure, lang):
    link = {"weights": "trained", "task": "temporal_order", "nets": "sigmoid,lstm,gru", "measure": measure}
    test = room(lang=lang, **link)
    assert not test.error and not test.exception
    codes = codes_of_figures(test)
    assert all("temporal_order.npz" in code for code in codes) and codes
    # There is no recording of an RNN with sigmoid, and that with tanh was not asked for.
    assert not any('histories["RNN"]' in code for code in codes)
    for code in codes:
        exec(code, {})


def test_the_main_room_draws_the_gradient_of_the_trained_networks():
    test = room(weights="trained", task="adding", nets="tanh,irnn,lstm,gru")
    (chart,) = test.get("plotly_chart")
    walks = trained_walks(TaskChoice("adding", READ["adding"]))
    for kind, walk in walks.items():
        newest, oldest = walk.gradient_norms[-1], walk.gradient_norms[0]
        assert f"{kind}: {newest:.2g} → {oldest:.2g}" in chart.proto.alt


def test_the_usual_settings_are_drawn_networks():
    test = room(weights="trained")
    next(each for each in test.button if each.label == "Back to the usual settings").click().run()
    assert not test.exception
    assert test.session_state["weights"] == "drawn"
