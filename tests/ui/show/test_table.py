import csv
import io

import numpy as np
import pytest

from rnnlstm.ui.show.table import backward_table, forward_table
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text
from rnnlstm.ui.walk.walk import take


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
def test_tables_hold_the_trace_and_the_gradients(model):
    walk = take(model, Text(text="abca"), Network(hidden=3))
    table = forward_table(walk)
    assert table["t"].tolist() == [1, 2, 3, 4]
    assert table["reads"].tolist() == list("abca")
    assert table["target"].tolist() == [*"bca", "■"]
    for unit in range(3):
        np.testing.assert_array_equal(table[f"h[{unit + 1}]"], walk.trace.h[:, 0, unit])
    back = backward_table(walk)
    np.testing.assert_array_equal(back["dh[2]"], walk.grads.h[:, 0, 1])
    norms = np.linalg.norm(walk.grads.contribution("W_hy"), axis=(1, 2))
    np.testing.assert_allclose(back["‖dW_hy‖"], norms)
    if model == "LSTM":
        np.testing.assert_array_equal(table["f[1]"], walk.trace.f[:, 0, 0])
        np.testing.assert_array_equal(back["dc[1]"], walk.grads.c[:, 0, 0])


UNITS = {
    "RNN": {"a": 3, "h": 3},
    "LSTM": {"f": 3, "i": 3, "g": 3, "o": 3, "c": 3, "h": 3},
    "GRU": {"r": 3, "z": 3, "n": 3, "h": 3},
}
BACK = {
    "RNN": ["dh", "dh_future", "dh_loss", "da", "dx"],
    "LSTM": [
        "dh",
        "dh_future",
        "dh_loss",
        "dc",
        "dc_future",
        "dc_hidden",
        "da_f",
        "da_i",
        "da_c",
        "da_o",
        "dx",
    ],
    "GRU": ["dh", "dh_future", "dh_loss", "da_r", "da_z", "da_n", "da_hn", "dx"],
}


@pytest.mark.parametrize("model", list(UNITS))
def test_forward_table_has_a_column_for_every_number(model):
    walk = take(model, Text(text="abca"), Network(hidden=3))
    widths = UNITS[model] | {"x": 3, "y": 4}  # three characters; they and the end mark
    expected = ["t", "reads", "target", "loss"]
    expected += [f"{name}[{unit}]" for name, width in widths.items() for unit in range(1, width + 1)]
    expected += ["p[1] a", "p[2] b", "p[3] c", "p[4] ■"]
    table = forward_table(walk)
    assert list(table) == expected
    np.testing.assert_array_equal(table[expected[-4:]], walk.probabilities)
    for name, width in widths.items():
        columns = [f"{name}[{unit}]" for unit in range(1, width + 1)]
        np.testing.assert_array_equal(table[columns], getattr(walk.trace, name)[:, 0])


def test_each_step_has_its_own_loss_where_one_is_measured():
    walk = take("LSTM", Text(text="abcab"), Network())
    surprise = [-np.log(walk.probabilities[t, walk.reading.target[t, 0]]) for t in range(5)]
    for table in (forward_table(walk), backward_table(walk)):
        np.testing.assert_allclose(table["loss"], surprise, rtol=1e-12)
    last = forward_table(take("LSTM", Text(text="abcab"), Network(loss="last")))["loss"]
    assert last.isna().tolist() == [True] * 4 + [False]
    assert last.iloc[-1] == pytest.approx(surprise[-1])
    numbers = take("RNN", Numbers(numbers="1 2 3"), Network())
    np.testing.assert_allclose(forward_table(numbers)["loss"], (numbers.trace.y[:, 0, 0] - [2, 3, 1]) ** 2)


def test_a_number_has_no_probability():
    table = forward_table(take("RNN", Numbers(numbers="1 2"), Network()))
    assert list(table)[-2:] == ["x[1]", "y[1]"]


@pytest.mark.parametrize("model", list(BACK))
def test_backward_table_has_a_column_for_every_gradient(model):
    walk = take(model, Text(text="abca"), Network(hidden=3))
    table = backward_table(walk)
    assert len(table) == 4
    expected = ["t", "reads", "target", "loss"]
    expected += [f"{name}[{unit}]" for name in BACK[model] for unit in (1, 2, 3)]
    assert list(table)[: len(expected)] == expected
    assert list(table)[len(expected) :] == [f"‖d{name}‖" for name in walk.cell.params]
    for name in BACK[model]:
        columns = [f"{name}[{unit}]" for unit in (1, 2, 3)]
        np.testing.assert_array_equal(table[columns], getattr(walk.grads, name[1:])[:, 0])


@pytest.mark.parametrize("text", ["a,b", 'say "hi"', "你 好", "e\u0301👩‍🔬"])
def test_csv_gives_every_number_back_to_the_last_digit(text):
    walk = take("LSTM", Text(text=text), Network(hidden=2))
    written = forward_table(walk).to_csv(index=False).encode("utf-8-sig").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written)))
    assert [row["reads"] for row in rows] == list(walk.reading.symbols)
    assert [int(row["t"]) for row in rows] == list(range(1, walk.reading.steps + 1))
    np.testing.assert_array_equal([float(row["c[2]"]) for row in rows], walk.trace.c[:, 0, 1])
