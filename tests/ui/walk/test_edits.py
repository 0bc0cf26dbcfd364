"""Edits: their text, what they alter, and what is said of those that cannot be."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core import GRU, LSTM, RNN
from rnnlstm.ui.shell.catalogue import catalogue
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.edits import CANDIDATE, MAX_EDITS, Edit, apply, understood, write
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.sequence import MAX_MAGNITUDE
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.walks import parse

CELLS = {"RNN": RNN, "LSTM": LSTM, "GRU": GRU}
NAMES = ["f", "i", "g", "o", "r", "z", "n", "h0", "c0", "x", "W_f", "W_g", "b_f", "W_hh", "W_xn", "W_hy", "q"]
edits = st.builds(
    Edit,
    name=st.sampled_from(NAMES),
    index=st.lists(st.integers(0, 99), max_size=2).map(tuple),
    step=st.none() | st.integers(0, 300),
    value=st.floats(-MAX_MAGNITUDE, MAX_MAGNITUDE),
)


@given(st.lists(edits, unique_by=lambda edit: edit.target, max_size=8).map(tuple))
def test_what_is_written_is_read_again(many):
    assert parse(write(many)) == many


@given(st.lists(edits, max_size=8), st.sampled_from([",", ", ", " ,\n", ",,"]))
def test_the_canonical_text_is_one(many, comma):
    text = write(parse(comma.join(edit.text for edit in many)))
    assert write(parse(text)) == text
    assert text == re.sub(r"\s|,,", "", text)
    # Of each target the last word counts, at its place in the order.
    last = {edit.target: edit for edit in many}
    assert {edit.target: edit for edit in parse(text)} == last
    assert [edit.target for edit in parse(text)][-1:] == [edit.target for edit in many][-1:]


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("f:1", Edit("f", (), None, 1)),
        ("f.3:0", Edit("f", (3,), None, 0)),
        ("f@4:0", Edit("f", (), 4, 0)),
        ("f.3@4:0", Edit("f", (3,), 4, 0)),
        (" h0.2:0.50 ", Edit("h0", (2,), None, 0.5)),
        ("W_f.2.5:1.2", Edit("W_f", (2, 5), None, 1.2)),
        ("W_c.2.5:1e-3", Edit("W_g", (2, 5), None, 0.001)),
        ("b_c.02:-3", Edit("b_g", (2,), None, -3)),
        ("x.2@3:-0", Edit("x", (2,), 3, 0)),
    ],
)
def test_grammar(text, edit):
    assert parse(text) == (edit,)
    assert parse(edit.text) == (edit,)


def test_text_is_short():
    assert write(parse("x@3:0.10, W_c.1.1:2.0, h0:-0.0, f.3@004:1e0")) == "x@3:0.1,W_g.1.1:2,h0:0,f.3@4:1"


def test_nothing_is_no_edit():
    assert parse("") == parse(" , ,") == ()
    assert write(()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "f",
        "f:",
        ":1",
        "f=1",
        "f:one",
        "f.a:1",
        "f.1.2.3:1",
        "f@:1",
        "f@1@2:1",
        "f.-1:0",
        "3:1",
        "f:1:2",
        "f:0x1",
        "f:1_0",
        "f:1;i:0",
        "f.1.:0",
        "𝐟:1",
        "f.٣:1",
        "f . 3:0",
        "f.9999999:1",
    ],
)
def test_what_is_no_edit_is_told(text):
    with pytest.raises(InputError, match="names no change"):
        parse(f"i:1,{text}")


@pytest.mark.parametrize("value", ["1000.1", "-1e9", "inf", "-inf", "nan"])
def test_a_number_has_a_limit(value):
    with pytest.raises(InputError, match="out of range"):
        parse(f"W_hy.1.1:{value}")


@given(st.text(max_size=40) | st.text("fWx_0.@:,1-e ", max_size=20))
def test_odd_text_is_read_or_told_and_nothing_else(text):
    try:
        parsed = parse(text)
    except InputError as error:
        assert len(str(error)) < 200
        assert catalogue("zh").gettext(error.message) != error.message
    else:
        assert parse(write(parsed)) == parsed


def network(model, D=3, H=4, O=5, T=6, seed=1):  # noqa: E741
    x = np.random.default_rng(seed).standard_normal((T, 1, D))
    return CELLS[model].init(D, H, O, seed=seed), x


def test_gates_and_states_are_held_as_asked():
    cell, x = network("LSTM")
    altered = apply(parse("f:1,f.2:0.5,f.2@3:0,i@6:0,g.1:-1,h0.3:0.25,c0:2,c0.4:-2"), cell, x)
    free = np.nan
    f = np.ones((6, 1, 4))
    f[..., 1] = 0.5
    f[2, 0, 1] = 0
    i, g = np.full((2, 6, 1, 4), free)
    i[5] = 0
    g[..., 0] = -1
    expected = cell.forward(x, [0, 0, 0.25, 0], [2, 2, 2, -2], clamp={"f": f, "i": i, "g": g})
    trace = altered.forward()
    for name in ("f", "i", "g", "o", "c", "h", "y", "h0", "c0"):
        np.testing.assert_array_equal(getattr(trace, name), getattr(expected, name), err_msg=name)
    assert altered.cell is cell
    assert not altered.misfits


@pytest.mark.parametrize(
    ("model", "text", "changes"),
    [
        ("RNN", "W_hh.2.1:1.5,W_xh.4.3:-1,b_h.2:3", {"W_hh": (1, 0, 1.5), "W_xh": (3, 2, -1), "b_h": (1, 3)}),
        ("LSTM", "W_f.1.7:2,W_c.2.5:1.2,b_c.1:-1", {"W_f": (0, 6, 2), "W_c": (1, 4, 1.2), "b_c": (0, -1)}),
        ("GRU", "W_xn.1.3:2,W_hn.4.4:0,b_hn.2:1", {"W_xn": (0, 2, 2), "W_hn": (3, 3, 0), "b_hn": (1, 1)}),
        ("GRU", "W_hy.5.4:2,b_y.5:1", {"W_hy": (4, 3, 2), "b_y": (4, 1)}),
    ],
)
def test_parameters_are_altered_one_by_one(model, text, changes):
    cell, x = network(model)
    by_hand = {name: value.copy() for name, value in cell.params.items()}
    before = {name: value.copy() for name, value in cell.params.items()}
    for name, (*place, value) in changes.items():
        by_hand[name][tuple(place)] = value
    altered = apply(parse(text), cell, x)
    assert not altered.misfits
    expected = replace(cell, **by_hand)
    for name in cell.params:
        np.testing.assert_array_equal(getattr(altered.cell, name), getattr(expected, name), err_msg=name)
        np.testing.assert_array_equal(getattr(cell, name), before[name])  # the network itself stays
    np.testing.assert_array_equal(altered.forward().y, expected.forward(x).y)


def test_a_row_or_a_whole_matrix_is_altered_too():
    cell, x = network("RNN")
    altered = apply(parse("W_hh:0,W_hh.2:1,b_h:0.5"), cell, x).cell
    np.testing.assert_array_equal(altered.W_hh, [[0] * 4, [1] * 4, [0] * 4, [0] * 4])
    np.testing.assert_array_equal(altered.b_h, 0.5)


def test_the_input_is_altered_and_not_the_one_that_was_given():
    cell, x = network("GRU")
    before = x.copy()
    altered = apply(parse("x.2@3:0.5,x@6:0,x.1:9"), cell, x)
    expected = x.copy()
    expected[2, 0, 1] = 0.5
    expected[5] = 0
    expected[:, 0, 0] = 9
    np.testing.assert_array_equal(altered.x, expected)
    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(altered.forward().h, cell.forward(expected).h)


@pytest.mark.parametrize("model", list(CELLS))
def test_without_edits_nothing_is_altered(model):
    cell, x = network(model)
    altered = apply((), cell, x)
    assert altered.cell is cell
    assert (altered.h0, altered.c0, dict(altered.clamp), altered.edits) == (None, None, {}, ())
    np.testing.assert_array_equal(altered.forward().y, cell.forward(x).y)


@pytest.mark.parametrize(
    ("model", "text", "reason"),
    [
        ("RNN", "f:1", "there is no f in this RNN"),
        ("GRU", "c0.1:1", "there is no c0 in this GRU"),
        ("LSTM", "W_hh.1.1:1", "there is no W_hh in this LSTM"),
        ("LSTM", "W_f.5.1:1", "outside W_f, whose size is 4 × 7"),
        ("LSTM", "W_f.1.8:1", "outside W_f, whose size is 4 × 7"),
        ("LSTM", "b_f.1.1:1", "outside b_f, whose size is 4"),
        ("LSTM", "f.5:1", "outside f, whose size is 4"),
        ("LSTM", "f.0:1", "outside f, whose size is 4"),
        ("LSTM", "f.1.2:1", "outside f, whose size is 4"),
        ("LSTM", "f@7:1", "the steps 1 to 6"),
        ("LSTM", "f@0:1", "the steps 1 to 6"),
        ("LSTM", "x.4@1:1", "outside x, whose size is 3"),
        ("LSTM", "h0@1:1", "h0 is not set step by step"),
        ("LSTM", "W_f.1.1@2:1", "W_f is not set step by step"),
        ("LSTM", "f:1.01", "f can be 0 to 1"),
        ("LSTM", "o:-0.1", "o can be 0 to 1"),
        ("LSTM", "g:-1.1", "g can be -1 to 1"),
        ("GRU", "z:-0.1", "z can be 0 to 1"),
        ("GRU", "n:2", "n can be -1 to 1"),
    ],
)
def test_what_does_not_fit_is_left_out_and_told(model, text, reason):
    cell, x = network(model)
    altered = apply(parse(f"h0.1:1,{text}"), cell, x)
    assert altered.edits == parse("h0.1:1")
    (misfit,) = altered.misfits
    assert reason in str(misfit)
    assert f"“{text}”" in str(misfit)
    np.testing.assert_array_equal(altered.forward().y, cell.forward(x, [1, 0, 0, 0]).y)


@given(st.lists(edits, max_size=6), st.sampled_from(list(CELLS)))
def test_any_edits_are_made_or_told(many, model):
    walk = take(model, Text(text="abca"), Network(hidden=3), parse(write(many)))
    assert len(walk.edits) + len(walk.misfits) == len(parse(write(many)))
    for array in (walk.trace.h, walk.trace.y, walk.grads.h, walk.probabilities):
        assert not np.isnan(array).any()


def test_of_thousands_of_edits_the_first_are_made():
    many = ",".join(f"W_hh.{j}.{k}:1" for j in range(1, 65) for k in range(1, 65))
    edits, (error,) = understood(many)
    assert len(edits) == MAX_EDITS and edits == parse(",".join(many.split(",")[:MAX_EDITS]))
    assert str(error) == "These are 4096 changes. The first 200 of them are made."
    assert len(understood("nonsense," * 15_000)[1]) == MAX_EDITS + 1


def test_without_an_edit_nothing_is_copied():
    cell, x = LSTM.init(3, 4, 2, seed=0), np.ones((5, 1, 3))
    untouched = apply((), cell, x)
    assert untouched.cell is cell and untouched.x is x
    touched = apply(parse("W_g.1.1:2,x@1:0"), cell, x)
    assert touched.cell.W_f is cell.W_f and touched.cell.W_c[0, 0] == 2 != cell.W_c[0, 0]
    assert x.all() and not touched.x[0].any()


def test_the_names_of_books_are_those_of_the_stepper():
    assert CANDIDATE == {"W_c": "W_g", "b_c": "b_g"}
