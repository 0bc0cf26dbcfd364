"""A network that the learner has altered by hand: through the stepper, through the link, and back again."""

import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN, cross_entropy
from support.sent import sent
from support.visit import alter, through_the_app, visit_page

PAGES = {
    "rnn_forward": RNN,
    "rnn_backward": RNN,
    "lstm_forward": LSTM,
    "lstm_backward": LSTM,
    "gru_forward": GRU,
    "gru_backward": GRU,
}
HELLO = np.eye(4)[[1, 0, 2, 2, 3]][:, None]
NEXT = np.array([[0], [2], [2], [3], [4]])


def run(name, **link):
    return visit_page(f"pages/{name}.py", {"lang": "en"} | link)


@pytest.mark.parametrize(("name", "cell"), PAGES.items())
def test_link_alters_the_network(name, cell):
    key = f"{cell.__name__.lower()}_edits"
    header, arrays = sent(run(name, **{key: "h0.2:0.5,W_hy.1.3:1"}))
    hand = cell.init(4, 8, 5, seed=0)
    hand.W_hy[0, 2] = 1
    trace = hand.forward(HELLO, np.eye(8)[1] / 2)
    np.testing.assert_allclose(arrays["y"], trace.y[:, 0], rtol=1e-6)
    np.testing.assert_allclose(arrays["h_before"][0], np.eye(8)[1] / 2)
    if "backward" in name:
        _, dy = cross_entropy(trace.y, NEXT)
        np.testing.assert_allclose(arrays["dh"], hand.backward(trace, dy=dy).h[:, 0], rtol=1e-9)
    assert [(each["text"], each["label"]) for each in header["edits"]] == [
        ("h0.2:0.5", "h_0 = 0.5 (unit 2)"),
        ("W_hy.1.3:1", "W_{hy} = 1 (row 1, column 3)"),
    ]


@pytest.mark.parametrize("name", ["lstm_forward", "lstm_backward"])
def test_stepper_alters_the_network_and_the_page_restores_it(name):
    test = run(name, learned="0")
    before = sent(test)[1]["h"]
    assert not test.info
    alter(test, "f:0,i.3@2:1")
    header, arrays = sent(test)
    clamp = {"f": np.zeros(8), "i": np.full((5, 1, 8), np.nan)}
    clamp["i"][1, 0, 2] = 1
    trace = LSTM.init(4, 8, 5, seed=0).forward(HELLO, clamp=clamp)
    np.testing.assert_allclose(arrays["h"], trace.h[:, 0], rtol=1e-6)
    np.testing.assert_array_equal(arrays["f"], 0)
    assert [each["q"] for each in header["edits"]] == [["f"], ["i"]]
    (told,) = test.info
    assert told.value == "This LSTM has been altered by hand: $f_t = 0$, $i_2 = 1$ (unit 3)."
    assert test.session_state["settings"]["lstm_edits"] == ("f:0,i.3@2:1", "")
    test.run()  # any other control
    assert len(test.info) == 1
    test.button(key="restore-LSTM").click().run()
    assert not test.info
    np.testing.assert_array_equal(sent(test)[1]["h"], before)
    assert test.session_state["settings"]["lstm_edits"] == ("", "")


def test_last_change_can_be_taken_back_in_the_stepper():
    test = alter(run("rnn_forward", rnn_edits="h0:1"), "")
    assert not test.info
    assert sent(test)[0]["edits"] == []


def test_edits_leave_the_learner_at_the_same_step():
    """The browser begins a new walk when the sequence is another one; an altered input is the same one."""
    test = run("rnn_forward")
    header, arrays = sent(test)
    altered, changed = sent(alter(test, "x.1@2:0.5"))
    assert altered["sequence"] == header["sequence"]
    assert changed["x"][1, 0] == 0.5
    assert arrays["x"][1, 0] == 1
    assert altered["symbols"] == ["h", "e*", "l", "l", "o"]
    test.text_input(key="text").set_value("world").run()
    assert sent(test)[0]["sequence"] != header["sequence"]


def test_each_network_has_its_own_edits():
    link = {"rnn_edits": "h0:1", "lstm_edits": "c0:1", "gru_edits": "z:1"}
    assert [each["text"] for each in sent(run("rnn_forward", **link))[0]["edits"]] == ["h0:1"]
    assert [each["text"] for each in sent(run("lstm_forward", **link))[0]["edits"]] == ["c0:1"]
    assert [each["text"] for each in sent(run("gru_forward", **link))[0]["edits"]] == ["z:1"]


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "“f=1” names no change"), ("zh", "“f=1”不是有效的改动")]
)
def test_edits_that_cannot_be_read_are_told_and_the_others_made(language, sentence):
    test = run("lstm_forward", lang=language, lstm_edits="i:1,f=1,o:2e9")
    assert sentence in test.error[0].value
    assert "2e9" in test.error[0].value
    header, arrays = sent(test)
    assert [each["text"] for each in header["edits"]] == ["i:1"]
    np.testing.assert_array_equal(arrays["i"], 1)
    test.button(key="restore-LSTM").click().run()
    assert not test.error


def test_where_no_edit_can_be_read_the_page_stays():
    test = run("lstm_forward", lstm_edits="f=1")
    header, arrays = sent(test)
    assert header["edits"] == []
    np.testing.assert_allclose(arrays["h"], LSTM.init(4, 8, 5, seed=0).forward(HELLO).h[:, 0], rtol=1e-6)
    assert len(test.header) >= 4
    test.button(key="restore-LSTM").click().run()
    assert not test.error


def test_edits_that_do_not_fit_are_told_and_the_others_made():
    test = run("lstm_forward", lstm_edits="f.9:1,i.2:0,W_hh.1.2:1,o:2")
    (warning,) = test.warning
    assert "lies outside f, whose size is 8." in warning.value
    assert r"there is no W\_hh in this LSTM." in warning.value  # as typed, not as Markdown
    assert "o can be 0 to 1." in warning.value
    assert [each["text"] for each in sent(test)[0]["edits"]] == ["i.2:0"]
    assert "i.2" not in warning.value
    # With more units there is a place for the first one.
    test.slider(key="hidden").set_value(9).run()
    assert "whose size" not in test.warning[0].value
    assert [each["text"] for each in sent(test)[0]["edits"]] == ["f.9:1", "i.2:0"]
    chinese = run("rnn_forward", lang="zh", rnn_edits="f:1").warning[0].value
    assert "这个 RNN 里没有 f。" in chinese


def test_restoring_is_offered_where_no_edit_fits():
    test = run("rnn_forward", rnn_edits="f:1")
    assert not test.info
    test.button(key="restore-RNN").click().run()
    assert not test.warning


def test_a_gradient_that_explodes_by_hand_is_told():
    wave = {"input": "wave", "activation": "relu", "rnn_edits": "W_hh:2,W_xh:1"}
    assert "-fold in the RNN" in run("rnn_backward", **wave).warning[0].value


def test_a_change_that_comes_together_with_the_way_to_another_page_is_left_out():
    """The browser may tell both at once; by then the stepper is gone, and so is what it has told."""
    test = through_the_app("compare", lang="en")
    test.switch_page("pages/history.py")
    alter(test, "h0.1:1", stepper=1)
    assert test.title[0].value == "Who found it, and how it went on"
    assert not through_the_app("compare", lang="en").info


def test_half_a_character_is_told_and_not_stumbled_over():
    """A browser's JSON can hold one, where nothing else can."""
    test = run("rnn_forward")
    alter(test, "f:1\ud800")
    assert r"“f:1?” names no change" in test.error[0].value.replace("\\", "")
