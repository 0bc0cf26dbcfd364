"""What a page puts on the screen are the core's numbers for the learner's own input and settings."""

import re

import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN, cross_entropy, jacobian_norms, mse
from support.charts import curves_of
from support.sent import sent
from support.texts import following, one_hot
from support.visit import unfold, visit_page

STEP_PAGES = {
    "rnn_forward": (RNN, "forward"),
    "rnn_backward": (RNN, "backward"),
    "lstm_forward": (LSTM, "forward"),
    "lstm_backward": (LSTM, "backward"),
    "gru_forward": (GRU, "forward"),
    "gru_backward": (GRU, "backward"),
}


def run(name, **link):
    return visit_page(f"pages/{name}.py", link)


def last_only(steps):
    return np.arange(1, steps + 1)[:, None] == steps


@pytest.mark.parametrize("loss", ["every", "last"])
@pytest.mark.parametrize("name", list(STEP_PAGES))
def test_stepper_is_sent_the_walk_of_the_learners_text(name, loss):
    model, direction = STEP_PAGES[name]
    text = "循环神经循环"
    header, arrays = sent(
        run(name, text=text, hidden="5", seed="3", init="orthogonal", gain="0.9", fb="2", loss=loss)
    )
    assert header["symbols"] == list(text)
    assert header["targets"] == [*text[1:], "■"]
    assert (header["direction"], header["steps"], header["hidden"]) == (direction, 6, 5)
    x, target = one_hot(text), following(text)
    more = {"forget_bias": 2} if model is LSTM else {}
    cell = model.init(4, 5, 5, seed=3, recurrent="orthogonal", gain=0.9, **more)
    trace = cell.forward(x)
    np.testing.assert_allclose(arrays["h"], trace.h[:, 0], rtol=1e-6)
    if model is LSTM:
        np.testing.assert_allclose(arrays["c"], trace.c[:, 0], rtol=1e-6)
        np.testing.assert_allclose(arrays["f"], trace.f[:, 0], rtol=1e-6)
    if model is GRU:
        np.testing.assert_allclose(arrays["z"], trace.z[:, 0], rtol=1e-6)
    if direction == "backward":
        mask = last_only(6) if loss == "last" else None
        _, dy = cross_entropy(trace.y, target, mask)
        grads = cell.backward(trace, dy=dy)
        np.testing.assert_allclose(arrays["dh"], grads.h[:, 0], rtol=1e-9)
        assert arrays["has_loss"].tolist() == [float(loss == "every")] * 5 + [1.0]


@pytest.mark.parametrize("name", list(STEP_PAGES))
def test_loss_of_the_sequence_is_told(name):
    model, direction = STEP_PAGES[name]
    last = direction == "backward"
    x, target = one_hot("abca"), following("abca")
    mask = last_only(4) if last else None
    loss, _ = cross_entropy(model.init(3, 8, 4, seed=0).forward(x).y, target, mask)
    words, caption = run(name, lang="en", text="abca", loss="last").caption
    assert words.value == "Weights drawn at random: this network has learned nothing yet."
    assert f"E = {loss:.4f} (cross-entropy, mean over {1 if last else 4} of 4 steps)" in caption.value


def test_any_loss_can_be_read():
    _words, caption = run("rnn_backward", lang="zh", input="numbers", numbers="0 0").caption
    assert "E = 0.0（平方误差，对 2 步中的 2 步取平均）" in caption.value
    wild = {"init": "normal", "gain": "3", "activation": "relu", "hidden": "1", "seed": "1"}
    captions = run("rnn_forward", lang="en", input="wave", length="200", **wild).caption
    assert "E = ∞ (squared error" in captions[1].value


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_stepper_is_sent_the_walk_of_the_learners_numbers(activation):
    header, arrays = sent(
        run("rnn_backward", input="numbers", numbers="0.5，−1、2", activation=activation, seed="9")
    )
    assert header["activation"] == activation
    assert header["symbols"] == ["0.5", "-1", "2"]
    cell = RNN.init(1, 8, 1, seed=9, activation=activation)
    trace = cell.forward(np.array([0.5, -1, 2])[:, None, None])
    _, dy = mse(trace.y, np.array([-1, 2, 0.5])[:, None, None])
    np.testing.assert_allclose(arrays["y"], trace.y[:, 0], rtol=1e-6)
    np.testing.assert_allclose(arrays["dh"], cell.backward(trace, dy=dy).h[:, 0], rtol=1e-9)


def test_a_typed_text_is_a_new_walk():
    test = run("lstm_forward")
    assert sent(test)[0]["symbols"] == list("hello")
    test.text_input(key="text").set_value("你好").run()
    assert sent(test)[0]["symbols"] == ["你", "好"]
    before = sent(test)[1]["h"]
    test.slider(key="seed").set_value(1).run()
    assert not np.array_equal(sent(test)[1]["h"], before)


def test_no_stepper_without_a_walk():
    test = run("lstm_forward")
    test.text_input(key="text").set_value("").run()
    assert len(test.error) == 1
    assert not test.get("bidi_component")
    test.text_input(key="text").set_value("a").run()
    assert not test.error
    assert sent(test)[0]["symbols"] == ["a"]


@pytest.mark.parametrize("measure", ["loss", "jacobian"])
def test_gradient_page_plots_what_the_core_measures(measure):
    curves = curves_of(
        run("gradients", text="abca", steps="20", units="4", seed="5", gain="1.2", measure=measure)
    )
    x, target = one_hot("abca"), following("abca")
    x = np.tile(x, (5, 1, 1))
    for model in (RNN, LSTM, GRU):
        cell = model.init(3, 4, 4, seed=5, gain=1.2)
        trace = cell.forward(x)
        if measure == "loss":
            labels = np.zeros((20, 1), int)
            labels[-1] = target[-1]
            dh = cell.backward(trace, dy=cross_entropy(trace.y, labels, last_only(20))[1]).h
            expected = np.linalg.norm(dh[::-1, 0], axis=-1)
        else:
            expected = jacobian_norms(cell, trace)[::-1, 0]
        if model is RNN:
            bound = expected[0] * np.linalg.norm(cell.W_hh, 2) ** np.arange(20)
            np.testing.assert_allclose(curves["RNN: bound"], bound, rtol=1e-9)
        np.testing.assert_allclose(curves[model.__name__], expected, rtol=1e-9)
    assert list(curves) == ["RNN", "LSTM", "GRU", "RNN: bound"]


def test_home_says_in_numbers_what_its_figure_shows():
    test = run("home", bias="4.5")
    curves = curves_of(test)
    assert list(curves) == ["RNN", "LSTM"]
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    for metric, (name, values) in zip(test.metric, curves.items(), strict=True):
        assert metric.label.startswith(name)
        assert f"{len(values) - 1} steps" in metric.label
        said = re.sub(r" × 10(.+)", lambda power: f"e{power[1].translate(raised)}", metric.value)
        assert float(said) == pytest.approx(values[-1] / values[0], rel=0.05)
    x = one_hot("hello")
    f = LSTM.init(4, 16, 5, seed=0, forget_bias=4.5).forward(np.tile(x, (12, 1, 1))).f
    assert f.mean() > 0.95  # the slider is the bias of these very gates


@pytest.mark.parametrize(
    ("name", "rows"), [(name, 5) for name in STEP_PAGES] + [("gradients", 60), ("home", 60)]
)
def test_table_behind_the_figure_has_a_row_for_each_step(name, rows):
    test = run(name)
    (table,) = unfold(test).dataframe
    assert len(table.value) == rows
    if name in STEP_PAGES:
        column = "h[1]" if "forward" in name else "dh[1]"
        shown = sent(test)[1]["h" if "forward" in name else "dh"][:, 0]
        np.testing.assert_allclose(table.value[column], shown, rtol=1e-6)
    else:
        np.testing.assert_array_equal(table.value["RNN ‖∂E/∂h_t‖"], curves_of(test)["RNN"])
    assert len(test.get("download_button")) == 1 + (name != "home")  # and the network itself


def test_chart_is_told_in_words_too():
    (chart,) = run("gradients", lang="en").get("plotly_chart")
    alt = chart.proto.alt
    assert alt.startswith("The gradient of the last step's loss")
    for model in ("RNN", "LSTM", "GRU"):
        assert f"{model}: " in alt
    assert "<sub>" not in alt
