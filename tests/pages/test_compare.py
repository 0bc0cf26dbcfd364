"""Two walks side by side, each the core's own, in lockstep."""

import json

import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN
from support.charts import numbers
from support.sent import all_sent
from support.visit import alter, steppers, unfold, visit_page

CELLS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}


def run(**link):
    return visit_page("pages/compare.py", {"lang": "en"} | link)


def states(cell, text, alphabet, **settings):
    letters = sorted(set(alphabet))
    x = np.eye(len(letters))[[letters.index(each) for each in text]][:, None]
    sizes = (len(letters), settings.pop("hidden", 8), len(letters) + 1)
    return CELLS[cell].init(*sizes, **{"seed": 0} | settings).forward(x).h[:, 0]


def test_usual_comparison_is_an_rnn_and_an_lstm_on_the_same_text():
    test = run(learned="0")
    (left, one), (right, other) = all_sent(test)
    assert (left["model"], right["model"]) == ("RNN", "LSTM")
    assert left["symbols"] == right["symbols"] == list("hello")
    assert left["group"] == right["group"] == "compare"
    assert left["direction"] == right["direction"] == "forward"
    np.testing.assert_allclose(one["h"], states("RNN", "hello", "hello"), rtol=1e-6)
    np.testing.assert_allclose(other["h"], states("LSTM", "hello", "hello"), rtol=1e-6)
    assert not test.get("plotly_chart")  # unit by unit the two have nothing in common


@pytest.mark.parametrize("direction", ["forward", "backward"])
@pytest.mark.parametrize("cell", list(CELLS))
def test_two_texts_go_through_one_network(cell, direction):
    link = {"cell1": cell, "cell2": cell, "text": "he is", "text2": "she is", "direction": direction}
    test = run(**link, hidden="5", seed="7", gain="1.3", init="orthogonal")
    (left, one), (right, other) = all_sent(test)
    assert left["direction"] == right["direction"] == direction
    assert left["classes"] == right["classes"]
    settings = {"hidden": 5, "seed": 7, "gain": 1.3, "recurrent": "orthogonal"}
    h = [states(cell, text, "she is", **settings) for text in ("he is", "she is")]
    np.testing.assert_allclose(one["h"], h[0], rtol=1e-6)
    np.testing.assert_allclose(other["h"], h[1], rtol=1e-6)
    (chart,) = test.get("plotly_chart")
    drawn = json.loads(chart.proto.spec)["data"]
    expected = np.linalg.norm(h[0] - h[1][:5], axis=-1)
    np.testing.assert_allclose(numbers(drawn[0]["y"]), expected, rtol=1e-9)
    assert [curve["name"][1] for curve in drawn] == (["h", "c"] if cell == "LSTM" else ["h"])
    assert f"‖h_t − h′_t‖: {expected[0]:.2g}, " in chart.proto.alt
    np.testing.assert_allclose(unfold(test).dataframe[-1].value["‖h − h′‖"], expected, rtol=1e-9)


def test_each_side_has_its_own_cell_and_text():
    test = run(cell1="GRU", cell2="RNN", text="循环", text2="环循环", activation="sigmoid")
    (left, one), (right, other) = all_sent(test)
    assert (left["cell"], right["cell"]) == ("gru", "rnn")
    assert (left["steps"], right["steps"]) == (2, 3)
    np.testing.assert_allclose(one["h"], states("GRU", "循环", "循环"), rtol=1e-6)
    np.testing.assert_allclose(other["h"], states("RNN", "环循环", "循环", activation="sigmoid"), rtol=1e-6)


def test_components_have_different_names():
    for link in ({}, {"cell1": "LSTM"}, {"cell1": "GRU", "cell2": "GRU", "direction": "backward"}):
        ids = [stepper.id for stepper in steppers(run(**link))]
        assert len(set(ids)) == 2


def test_presets_lead_to_the_two_comparisons_and_back():
    test = run(hidden="5", direction="backward")
    next(b for b in test.button if "she is" in b.label).click().run()
    left, right = (header for header, _ in all_sent(test))
    assert (left["model"], right["model"]) == ("LSTM", "LSTM")
    assert "".join(left["symbols"] + right["symbols"]) == "he␣isshe␣is"
    assert (left["hidden"], left["direction"]) == (5, "backward")  # the rest stays
    assert test.session_state["settings"]["text2"] == ("she is", "")
    next(b for b in test.button if "same text" in b.label).click().run()
    left, right = (header for header, _ in all_sent(test))
    assert (left["model"], right["model"]) == ("RNN", "LSTM")
    assert left["symbols"] == right["symbols"] == ["h", "e", "␣", "i", "s"]


def test_every_setting_has_its_name_in_the_link():
    test = run(cell1="LSTM", cell2="GRU", text="ab", text2="ba", direction="backward", loss="last")
    kept = {key: value for key, (value, _) in test.session_state["settings"].items()}
    asked = {"cell1": "LSTM", "cell2": "GRU", "text": "ab", "text2": "ba", "direction": "backward"}
    assert asked.items() <= kept.items()
    assert kept["loss"] == "last"
    for header, arrays in all_sent(test):
        assert arrays["has_loss"].tolist() == [0, 1], header["model"]


def test_settings_are_those_that_the_cells_have():
    def sliders(**link):
        test = run(**link)
        return {each.key for each in [*test.slider, *test.selectbox]}

    assert {"activation", "fb"} <= sliders()
    assert "activation" not in sliders(cell1="GRU")
    assert "fb" not in sliders(cell2="GRU")
    assert "loss" in sliders(direction="backward") - sliders()


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"text": ""}, "There is no text yet"),
        ({"text": "x" * 201}, "That is 201 steps"),
        ({"text2": "x" * 201}, "That is 201 steps"),
    ],
)
def test_a_text_that_cannot_be_read_is_told_and_the_lesson_stays(link, sentence):
    test = run(**link)
    assert sentence in test.error[0].value
    assert not steppers(test)
    assert len(test.header) >= 4


def test_a_link_to_what_does_not_exist_is_told():
    test = run(cell1="CNN", direction="up")
    assert [
        f"{name} = " in each.value
        for name, each in zip(("Left cell", "Direction"), test.warning, strict=True)
    ]
    assert [header["model"] for header, _ in all_sent(test)] == ["RNN", "LSTM"]


def test_one_network_is_altered_on_both_sides_and_restored_on_both():
    test = run(cell1="LSTM", text="ahe", text2="she")
    alter(test, "f:1", stepper=1)
    for header, arrays in all_sent(test):
        assert [each["text"] for each in header["edits"]] == ["f:1"]
        assert (arrays["f"] == 1).all()
    assert len(test.info) == 2
    test.button(key="restore-LSTM-1").click().run()
    assert not test.info
    assert all(header["edits"] == [] for header, _ in all_sent(test))


def test_two_networks_are_altered_each_by_itself():
    test = alter(run(), "h0.1:1", stepper=0)
    (left, one), (right, other) = all_sent(test)
    assert [len(left["edits"]), len(right["edits"])] == [1, 0]
    assert one["h_before"][0, 0] == 1
    assert not other["h_before"][0].any()
    # An edit may fit the longer text only.
    test = run(cell1="LSTM", text="ab", text2="abc", lstm_edits="f@3:1")
    assert [len(header["edits"]) for header, _ in all_sent(test)] == [0, 1]
    assert "the steps 1 to 2" in test.warning[0].value


def test_an_edit_that_cannot_be_read_is_told_once():
    test = run(cell1="LSTM", lstm_edits="f")
    assert len(test.error) == 1
    assert len(steppers(test)) == 2


def test_an_explosion_is_told_of_the_network_that_has_it():
    wild = {"activation": "relu", "rnn_edits": "W_hh:2,W_xh:1", "text": "ab" * 9, "direction": "backward"}
    (warning,) = run(**wild).warning
    assert "-fold in the RNN." in warning.value
    assert len(run(**wild, cell2="RNN").warning) == 1
    assert not run(**wild | {"direction": "forward"}).warning


def test_page_speaks_chinese():
    test = run(lang="zh", cell1="LSTM", text2="你好")
    assert test.title[0].value == "并排比较"
    assert "同一个网络，两段文本" in test.get("plotly_chart")[0].proto.alt
    assert list(unfold(test).dataframe[-1].value)[:3] == ["t", "左边读入", "右边读入"]
