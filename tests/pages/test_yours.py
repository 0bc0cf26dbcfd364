"""The page of the learner's own network, run by Streamlit's own AppTest."""

import numpy as np
import pytest

from rnnlstm import from_keras, from_torch, read_weights
from rnnlstm.ui.lessons.yours.examples import example
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.brought import Brought
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.upload import read
from rnnlstm.ui.walk.vector_sequence import Letters, Noise
from rnnlstm.ui.walk.walk import take
from support.charts import curves_of
from support.visit import press, run, steppers, through_the_app, unfold, visit_page
from support.weights import BAD, CELL, GOOD, lstm, npz


def visit(**link):
    return visit_page("pages/yours.py", {"lang": "en"} | link)


def give(test, data, name="own.safetensors"):
    test.file_uploader(key="yours-file").set_value((name, data, "application/octet-stream"))
    return run(test)


def sent(test):
    (stepper,) = steppers(test)
    return bytes(stepper.bytes)


def walk_of(network, fed, **place):
    return take("", Brought(network=network, fed=fed, **place), Network())


def said(test):
    return next(each.value for each in test.markdown if each.value.startswith("Read from"))


@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_the_example_is_shown_at_once(direction):
    network = read(example("letters"), 0, "fc.").network
    walk = walk_of(network, Letters(text="hello", alphabet="ehlo", width=4), readout=True)
    assert walk.right == 5
    test = visit(direction=direction)
    assert sent(test) == payload(walk, direction)
    assert len(test.get("plotly_chart")) == (direction == "backward")


@pytest.mark.parametrize("way", ["forward", "reverse"])
def test_a_layer_and_a_direction_are_chosen(way):
    test = visit(yours="layers", layer="2", way=way, direction="backward", length="9", draw="3")
    network = read(example("layers"), 0, "fc.").network
    noise = Noise(length=9, width=1, seed=3)
    walk = walk_of(network, noise, layer=1, reverse=way == "reverse", readout=True)
    assert walk.cell.input_size == 8
    assert sent(test) == payload(walk, "backward")
    assert "has no read-out of its own" in test.caption[0].value


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_file_is_read_shown_and_kept(lang):
    test = give(visit(lang=lang), GOOD)
    assert not test.error
    assert test.session_state["yours"] == "file"
    table = test.dataframe[0].value
    assert list(table[table.columns[0]].unique()) == [
        *("lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0"),
        *("fc.weight", "fc.bias"),
    ]
    if lang == "en":
        cell = from_torch(read_weights(GOOD), "lstm", readout="fc")
        x = np.random.default_rng(0).standard_normal((24, 1, 3))
        walk = walk_of(
            read(test.session_state["yours.upload"], 0, "fc.").network,
            Noise(length=24, width=3),
            readout=True,
        )
        np.testing.assert_allclose(walk.trace.y, cell.forward(x).y, rtol=1e-12)
        np.testing.assert_allclose(walk.trace.y, CELL.forward(x).y, rtol=1e-12)
        assert sent(test) == payload(walk, "forward")


def test_a_bad_file_leaves_what_was_there():
    test = give(visit(), GOOD)
    before = sent(test)
    data, words = BAD["pickle"]
    give(test, data, "model.pt")
    assert words in test.error[0].value
    assert "own.safetensors is still there" in test.error[0].value
    assert sent(test) == before
    give(test, GOOD, "again.safetensors")
    assert not test.error
    assert "Read from again.safetensors" in said(test)


def test_a_bad_file_leaves_the_example():
    test = visit()
    before = sent(test)
    give(test, BAD["NaN"][0])
    assert len(test.error) == 1
    assert sent(test) == before


def test_what_the_file_does_not_say_is_said_and_can_be_set():
    rnn = lstm(weight_ih_l0=np.full((2, 3), 0.5), weight_hh_l0=np.eye(2), **{"other.weight": np.ones((9, 9))})
    test = give(visit(), rnn)
    for words in ("which activation the RNN", "no bias", "no read-out", "Not taken: other.weight"):
        assert words in said(test)
    before = sent(test)
    test.segmented_control(key="nonlinearity").set_value("relu")
    assert sent(run(test)) != before


def test_one_network_of_several_is_chosen():
    zeros = np.zeros
    data = npz(
        **{
            f"{k}.weight_{what}_l0": zeros((rows, 2))
            for k, rows in (("a", 8), ("b", 6))
            for what in ("ih", "hh")
        }
    )
    test = give(visit(which="b."), data, "two.npz")
    assert "b: GRU, 2 → 2" in said(test).replace("\\", "")
    assert not test.warning


def test_a_sequence_that_does_not_fit_is_said_and_the_rest_stays():
    test = visit(alphabet="abc")
    assert "has 4 inputs, one for each character; this alphabet has 3" in test.error[0].value
    assert said(test)


def test_a_link_to_a_file_says_that_it_carries_none():
    test = visit(yours="file", layer="3")
    assert "A link never carries a file" in test.info[0].value
    assert len(steppers(test)) == 1


def test_the_network_is_taken_along():
    test = visit()
    test.session_state["take-yours-lstm"] = True
    assert 'load_file("yours-lstm.safetensors")' in run(test).code[0].value


def test_a_gru_whose_form_the_stepper_does_not_draw_is_shown_in_numbers():
    draw = np.random.default_rng(0).normal
    kernel, recurrent, bias = draw(size=(3, 6)), draw(size=(2, 6)), draw(size=6)
    test = give(visit(length="5"), npz(arr_0=kernel, arr_1=recurrent, arr_2=bias), "keras.npz")
    assert "reset_after=False" in test.info[0].value
    assert not steppers(test)
    x = np.random.default_rng(0).standard_normal((5, 1, 3))
    numbers = unfold(test).dataframe[-1].value
    cell = from_keras([kernel, recurrent, bias])
    np.testing.assert_allclose(numbers["h[2]"], cell.forward(x).h[:, 0, 1], rtol=1e-12)


def test_the_cell_opens_in_the_gradient_laboratory_on_any_sequence():
    page = through_the_app("yours", lang="en", yours="layers", layer="2", way="reverse", length="9", draw="3")
    test = press(page, "Open in the gradient laboratory")
    assert test.title[0].value == "Vanishing or preserved"
    assert not test.error and not test.exception
    network = read(example("layers"), 0, "fc.").network
    fed = Noise(length=9, width=1, seed=3)
    source = Brought(network=network, fed=fed, layer=1, reverse=True, readout=True)
    walk = take("", source, Network(loss="last"))
    np.testing.assert_allclose(curves_of(test)["GRU"], walk.gradient_norms[::-1], rtol=1e-12)
    test = visit_page(
        "pages/gradients.py", {"lang": "en", "weights": "file", "yours": "layers", "measure": "paths"}
    )
    assert "There is none here, but: GRU" in test.error[0].value


def test_without_a_file_the_laboratory_says_so_and_shows_the_example():
    test = visit_page("pages/gradients.py", {"lang": "en", "weights": "file", "yours": "file"})
    assert "A link never carries a file" in test.info[0].value
    assert not test.error
    test = visit_page("pages/spectra.py", {"lang": "en", "weights": "file"})
    assert test.segmented_control(key="weights").value == "drawn"


def test_a_cell_too_large_for_the_laboratory_is_said_to_be():
    wide = lstm(weight_ih_l0=np.zeros((520, 1)), weight_hh_l0=np.zeros((520, 130)))
    test = give(visit(), wide)
    assert "up to 128 units. This cell has 130" in test.caption[-1].value
    assert not [each for each in test.button if each.key == "to-gradients"]
