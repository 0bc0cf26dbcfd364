"""The room of truncated backpropagation, as Streamlit runs it."""

import re

import numpy as np
import pytest

from rnnlstm.core import LSTM, cross_entropy, truncation_error
from support.charts import numbers, traces_of
from support.visit import unfold, visit_page


def run(**link):
    return visit_page("pages/truncation.py", {"lang": "en"} | link)


def lead(test):
    """Return the line above the figure."""
    (line,) = [block.value for block in test.markdown if block.value.startswith("At k = ")]
    return line


def told(test):
    """Return the largest error in percent and the k that is needed, as the page says them."""
    error, needed = re.search(r"\*\*(.+)%\*\*.*\*\*(.+)\*\*", lead(test)).groups()
    return float(error), int(needed)


@pytest.mark.parametrize("loss", ["every", "last"])
def test_curves_are_those_of_the_learners_network(loss):
    test = run(net="lstm", text="ab", steps="20", units="4", fb="2", seed="5", cut_loss=loss)
    labels = np.array([0, 1] * 10)
    x = np.eye(2)[labels][:, None]
    cell = LSTM.init(2, 4, 3, seed=5, forget_bias=2.0)
    trace = cell.forward(x)
    mask = np.ones((20, 1)) if loss == "every" else (np.arange(20) == 19)[:, None]
    _, dy = cross_entropy(trace.y, np.append(labels[1:], 2)[:, None], mask)
    expected = truncation_error(cell, trace, dy=dy)
    curves = traces_of(test)
    for name in ("W_f", "W_i", "W_c", "W_o"):
        y = numbers(curves[name]["y"])
        np.testing.assert_allclose(y[:-1], expected.error[name][:-1], rtol=1e-9)
    # Of the biases at most the one that the line above names as the most wrong.
    assert {name for name in curves if name.startswith("b_")} <= set(re.findall(r"`(\w+)`", lead(test)))
    table = unfold(test).dataframe[0].value
    np.testing.assert_allclose(table["b_f error"], expected.error["b_f"], rtol=1e-9, atol=1e-14)


def test_k_moves_the_border_and_the_numbers_and_not_the_curves():
    test = run()
    before, (error, needed) = traces_of(test), told(test)
    assert len(numbers(before["terms kept"]["x"])) == 8 + 2  # and half a step at both ends
    test.select_slider(key="k").set_value(3).run()
    after = traces_of(test)
    assert list(numbers(after["terms kept"]["x"])) == [0.5, 1, 2, 3, 3.5]
    np.testing.assert_array_equal(numbers(before["W_hh"]["y"]), numbers(after["W_hh"]["y"]))
    larger, still = told(test)
    assert larger > error
    assert needed == still == 7


@pytest.mark.parametrize(("steps", "asked", "shown"), [("5", "40", 5), ("500", "8", 8), ("500", "490", 500)])
def test_k_stops_at_the_nearest_length_that_is_measured(steps, asked, shown):
    assert run(steps=steps, k=asked).select_slider(key="k").value == shown


@pytest.mark.parametrize("language", ["en", "zh"])
def test_too_large_a_network_is_refused_in_a_sentence(language):
    test = run(lang=language, units="128", steps="200")
    assert "125" in test.error[0].value
    assert not test.get("plotly_chart")
    assert test.slider(key="steps").value == 200  # what was set stays
    test.slider(key="steps").set_value(100).run()
    assert not test.error
    assert test.get("plotly_chart")


def test_half_life_is_told_and_where_there_is_none():
    assert any("a half-life of" in caption.value for caption in run().caption)
    assert any(r"\partial c_t" in caption.value for caption in run(net="lstm").caption)
    assert any("does not shrink" in caption.value for caption in run(gain="2", init="orthogonal").caption)


def test_gradient_of_nothing_is_told():
    wild = {"net": "relu", "init": "normal", "gain": "3", "units": "1", "seed": "1"}
    test = run(**wild, input="wave", steps="500")
    assert any("too large" in block.value for block in test.markdown)


def test_link_to_what_cannot_be_is_told():
    assert len(run(k="0", net="cnn", wrong="x").warning) == 3


def test_one_step_has_nothing_to_cut():
    test = visit_page("pages/truncation.py", {"lang": "en", "steps": "2", "k": "2"})
    assert told(test)[0] == 0


@pytest.mark.parametrize("loss", ["every", "last"])
def test_trained_networks_are_measured_too_and_their_code_runs(loss):
    test = run(weights="trained", net="lstm", cut_loss=loss)
    assert not test.error
    made: dict = {}
    exec(unfold(test).code[0].value, made)
    table = unfold(test).dataframe[0].value.set_index("k")
    for name in ("W_f", "b_o"):
        shown = table[f"{name} error"].loc[[int(k) for k in made["lengths"]]]
        np.testing.assert_allclose(made["result"].error[name], shown, rtol=1e-6, atol=1e-12)
