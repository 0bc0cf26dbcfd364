"""What the stepper's form offers to alter, and how it names and marks what is altered."""

import numpy as np
import pytest

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text
from rnnlstm.ui.walk.walk import take
from support.sent import decode
from support.walks import parse

WALKS = [(model, direction) for model in CELLS for direction in ("forward", "backward")]
EDITS = {
    "RNN": "h0.2:1,W_xh.1.2:1,W_hh.1.2:1,b_h.3:1,W_hy:0,b_y.1:1,x.1@12:0",
    "LSTM": "f.3:0,o@2:1,g:-0.5,c0:1,W_f.2.1:1,W_c.2.9:1.5,W_i.1:0,b_c.2:1,x:0",
    "GRU": "z.1@3:1,r:0,n.2:-1,W_r.1.9:1,W_z.1.8:1,W_xn.1.2:-2,W_hn.1.2:1,b_hn.1:2,W_hn:0",
}
MARKS = {
    "RNN": [["h_before"], ["W_xh", "a_x"], ["W_hh", "a_h"], ["b_h"], ["W_hy", "y"], ["b_y"], ["x"]],
    "LSTM": [
        ["f"],
        ["o"],
        ["g"],
        ["c_before"],
        ["W_f", "a_f_h"],
        ["W_g", "a_g_x"],
        ["W_i", "a_i_h", "a_i_x"],
        ["b_g"],
        ["x"],
    ],
    "GRU": [
        ["z"],
        ["r"],
        ["n"],
        ["W_r", "a_r_x"],
        ["W_z", "a_z_h"],
        ["W_xn", "a_n_x"],
        ["W_hn", "a_n_h"],
        ["b_hn"],
        ["W_hn", "a_n_h"],
    ],
}
NAMES = {
    "RNN": [
        "h_0 = 1 (unit 2)",
        "W_{xh} = 1 (row 1, column 2)",
        "W_{hh} = 1 (row 1, column 2)",
        "b_h = 1 (unit 3)",
        "W_{hy} = 0",
        "b_y = 1 (output 1)",
        "x_{12} = 0 (component 1)",
    ],
    "LSTM": [
        "f_t = 0 (unit 3)",
        "o_2 = 1",
        "g_t = −0.5",
        "c_0 = 1",
        "W_f = 1 (row 2, column 1)",
        "W_c = 1.5 (row 2, column 9)",
        "W_i = 0 (row 1)",
        "b_c = 1 (unit 2)",
        "x_t = 0",
    ],
    "GRU": [
        "z_3 = 1 (unit 1)",
        "r_t = 0",
        "n_t = −1 (unit 2)",
        "W_r = 1 (row 1, column 9)",
        "W_z = 1 (row 1, column 8)",
        "W_{xn} = −2 (row 1, column 2)",
        "W_{hn} = 1 (row 1, column 2)",
        "b_{hn} = 2 (unit 1)",
        "W_{hn} = 0",
    ],
}


@pytest.mark.parametrize("model", list(EDITS))
def test_edits_are_named_and_the_arrays_that_show_them_marked(model):
    edits = parse(EDITS[model])
    walk = take(model, Text(length=15), Network(), edits)
    header, arrays = decode(payload(walk, "forward"))
    assert not walk.misfits
    assert [edit["text"] for edit in header["edits"]] == [edit.text for edit in edits]
    assert [edit["label"] for edit in header["edits"]] == NAMES[model]
    assert [edit["q"] for edit in header["edits"]] == MARKS[model]
    assert {name for edit in header["edits"] for name in edit["q"]} <= arrays.keys()


def test_a_single_input_needs_no_number():
    walk = take("RNN", Numbers(numbers="1 2"), Network(), parse("x.1@2:3,x@1:4"))
    header, _ = decode(payload(walk, "forward"))
    assert [edit["label"] for edit in header["edits"]] == ["x_2 = 3", "x_1 = 4"]


@pytest.mark.parametrize(("model", "direction"), WALKS)
def test_form_offers_what_can_be_altered(model, direction):
    header, arrays = decode(payload(take(model, Text(), Network()), direction))
    offered = header["editable"]
    assert header["model"] == model
    assert header["edits"] == []
    assert offered["inputs"] == 4
    assert offered["initial"] == (["h0"] if model in ("RNN", "GRU") else ["h0", "c0"])
    text = [f"{gate['name']}.8@5:{gate[end]}" for gate in offered["gates"] for end in ("low", "high")]
    text += [f"{name}.8:1" for name in offered["initial"]]
    text += [".".join([name, *map(str, shape)]) + ":1" for name, shape in offered["parameters"].items()]
    altered = take(model, Text(), Network(), parse(",".join(text)))
    assert not altered.misfits
    for name, shape in offered["parameters"].items():
        if name != "b_h":  # which the stepper calls b
            assert list(np.squeeze(arrays[name]).shape) == shape
    assert len(offered["parameters"]) == len(altered.cell.params)
    assert {gate["symbol"] for gate in offered["gates"]} == {
        "RNN": set(),
        "LSTM": {"f_t", "i_t", "g_t", "o_t"},
        "PeepholeLSTM": {"f_t", "i_t", "g_t", "o_t"},
        "GRU": {"r_t", "z_t", "n_t"},
    }[model]
