"""The stepper in a book's notation: no number changes but of a gate that is counted from the other end."""

import numpy as np
import pytest

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.edits import understood
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.notation.books import BOOKS
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.sent import decode

WALKS = [(model, direction) for model in CELLS for direction in ("forward", "backward")]
Z = {"z", "a_z", "a_z_x", "a_z_h", "W_z", "b_z", "dz", "da_z", "wire_dz_kept", "wire_dz_fresh"}


def sent(model, direction, book, edits=()):
    walk = take(model, Text(text="hello"), Network(hidden=3, seed=1, updates=20), edits)
    return decode(payload(walk, direction, lesson=f"{model.lower()}_{direction}", book=book))


@pytest.mark.parametrize(("model", "direction"), WALKS)
def test_no_number_changes_with_the_notation(model, direction):
    header, course = sent(model, direction, "course")
    assert header["notation"] is None
    for book in BOOKS:
        told, arrays = sent(model, direction, book)
        assert told["notation"]["order"] == list(BOOKS[book].of(model).order)
        changed = Z if (book, model) == ("olah", "GRU") else set()
        assert arrays.keys() == course.keys()
        for name in arrays.keys() - changed:
            np.testing.assert_array_equal(arrays[name], course[name], err_msg=name)


def test_olahs_gate_and_its_gradients_belong_together():
    _, a = sent("GRU", "backward", "olah")
    np.testing.assert_allclose(a["z"], 1 / (1 + np.exp(-a["a_z"])), rtol=1e-6)
    np.testing.assert_allclose(a["a_z"], a["a_z_h"] + a["a_z_x"] + a["b_z"], rtol=1e-5, atol=1e-7)
    inputs = np.concatenate([a["h_before"], a["x"]], axis=1)
    np.testing.assert_allclose(a["a_z_h"] + a["a_z_x"], inputs @ a["W_z"].T, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(a["h"], (1 - a["z"]) * a["h_before"] + a["z"] * a["n"], rtol=1e-5, atol=1e-7)
    # dE/dz and on, by the chain rule of Olah's own equation.
    np.testing.assert_allclose(a["dz"], a["dh"] * (a["n"] - a["h_before"]), rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(a["da_z"], a["dz"] * a["z"] * (1 - a["z"]), rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(a["dh_z"], a["da_z"] @ a["W_z"][:, :3], rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(a["dn"], a["dh"] * a["z"], rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(a["dh_kept"], a["dh"] * (1 - a["z"]), rtol=1e-5, atol=1e-9)
    kept, fresh = a["wire_dz_kept"], a["wire_dz_fresh"]
    np.testing.assert_allclose(kept + fresh, a["dz"], rtol=1e-5, atol=1e-9)


def test_what_is_said_of_olahs_gate_is_what_it_does():
    header, _ = sent("GRU", "forward", "olah")
    update = next(phase for phase in header["phases"] if phase["name"] == "update")
    assert update["says"] == "The update gate opens to z_t = {z}: {z%} of the candidate will be taken."
    z = next(term for term in header["glossary"] if term["key"] == "z")
    assert z["says"].startswith("The share of the candidate")
    course, _ = sent("GRU", "forward", "")
    assert "of h_{t−1} will be kept" in course["phases"][1]["says"]


def test_a_card_says_how_the_book_writes_its_symbols():
    header, _ = sent("GRU", "forward", "olah")
    cards = {card["name"]: card["written"] for card in header["guide"]}
    assert cards["mix"] == "In Olah, Understanding LSTM Networks: z_t is 1 − z_t; n_t is h\u0303_t."
    assert cards["begin"] == ""
    assert all(card["written"] == "" for card in sent("GRU", "forward", "course")[0]["guide"])


@pytest.mark.parametrize(
    ("model", "book", "edit", "expected"),
    [
        ("GRU", "olah", "z.3@4:0.3", "z_4 = 0.7 (unit 3)"),
        ("GRU", "olah", "W_z.1.2:0.5", "W_z = −0.5 (row 1, column 2)"),
        ("GRU", "course", "z.3@4:0.3", "z_4 = 0.3 (unit 3)"),
        ("LSTM", "goodfellow", "i:0", "g^{(t)} = 0"),
        ("LSTM", "goodfellow", "c0.1:1", "s^{(0)} = 1 (unit 1)"),
        ("LSTM", "pytorch", "W_c.2.5:1", "W_{ig} = 1 (row 2, column 2)"),
        ("LSTM", "d2l", "W_f.2.1:1", "W_{hf} = 1 (row 1, column 2)"),
        ("RNN", "d2l", "W_xh.3:1", "W_{xh} = 1 (column 3)"),
    ],
)
def test_a_change_by_hand_is_named_as_the_book_would(model, book, edit, expected):
    edits, errors = understood(edit)
    assert not errors
    header, _ = sent(model, "forward", book, edits)
    assert header["edits"][0]["label"] == expected
    assert header["edits"][0]["text"] == edit.replace("W_c", "W_g")  # the link keeps the course's terms
