"""What the cards of this room claim, of the examples and of files: in numbers found another way."""

import numpy as np
import pytest

from rnnlstm.core.cells.activations import sigmoid
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.formula import evaluate
from rnnlstm.ui.lessons.gradients.views import flow_view
from rnnlstm.ui.lessons.yours.choice import Chosen
from rnnlstm.ui.lessons.yours.examples import example
from rnnlstm.ui.lessons.yours.scene import of_cell
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.upload import opened, read
from rnnlstm.ui.walk.vector_sequence import Letters, Noise
from rnnlstm.ui.walk.walk import take
from support.cards import held_cards
from support.weights import GOOD, lstm, npz

HELLO = Letters(text="hello", alphabet="ehlo", width=4)


def cell_of(shown, upload, fed, layer=0, reverse=False):
    found = upload.networks[0]
    readout = found.readouts[0]
    return Chosen(shown, upload, found, read(upload, 0, readout), readout, layer, reverse), fed


def told(chosen, fed, back=False):
    walk = take("", chosen.brought(fed), Network())
    return of_cell(chosen, walk, back=back), walk


def every_scene():
    draw = np.random.default_rng(0).normal
    keras = npz(arr_0=draw(size=(3, 6)), arr_1=draw(size=(2, 6)), arr_2=draw(size=6))
    rnn = lstm(weight_ih_l0=np.full((2, 3), 0.5), weight_hh_l0=np.eye(2))
    for alphabet in ("ehlo", "helo"):
        yield cell_of("letters", example("letters"), Letters(text="hello", alphabet=alphabet, width=4))
    for layer in (0, 1):
        for reverse in (False, True):
            yield cell_of("layers", example("layers"), Noise(length=9, width=1), layer, reverse)
    for name, data in (("own", GOOD), ("keras", keras), ("rnn", rnn)):
        for steps in (2, 30):
            yield cell_of("file", opened(f"{name}.npz", data), Noise(length=steps, width=3))


def test_cards_hold_of_every_network():
    held = set()
    for chosen, fed in every_scene():
        for back in (False, True):
            scene, _walk = told(chosen, fed, back)
            if scene["rows"]:
                assert scene["rows"] == scene["blocks"] * scene["units"]
            if chosen.layer:
                assert scene["reads"] == 2 * scene["units"]
            alone = take("", chosen.brought(fed), Network(loss="last")).gradient_norms
            assert [scene["at_first"], scene["at_last"]] == pytest.approx([alone[0], alone[-1]], nan_ok=True)
            if scene["clear"]:
                assert (scene["left"] > 0.1) == (alone[0] > 0.1 * alone[-1])
            held |= {card.name for card in held_cards("yours", scene)}
    assert held == {card.name for card in cards("yours", "en")}


def test_the_gradient_that_is_left_comes_from_the_two_ends_of_the_curve():
    chosen, fed = cell_of("letters", example("letters"), HELLO)
    scene, _walk = told(chosen, fed, back=True)
    drawn = flow_view({"LSTM": take("", chosen.brought(fed), Network(loss="last"))}, "loss").draw("light")
    ends = drawn.data[0].y[[0, -1]].tolist()
    assert [scene["at_last"], scene["at_first"]] == pytest.approx(ends)
    assert scene["left"] == pytest.approx(ends[1] / ends[0])
    assert scene["clear"]  # the question is asked of the network that the card itself shows


@pytest.mark.parametrize(("alphabet", "right"), [("ehlo", 5), ("helo", 3)])
def test_the_order_of_the_alphabet_decides(alphabet, right):
    fed = Letters(text="hello", alphabet=alphabet, width=4)
    scene, walk = told(*cell_of("letters", example("letters"), fed))
    said = walk.trace.y[:, 0].argmax(axis=-1)
    assert scene["right"] == (said == walk.reading.target[:, 0]).sum() == right
    assert scene["asked"] == 5


def test_what_the_cards_count_as_right():
    scene, _ = told(*cell_of("letters", example("letters"), HELLO), back=True)
    right = {card.name: evaluate(card.head["right"], scene) for card in cards("yours", "en") if card.asks}
    four_gates_of_16 = (4 * 16) * 16  # twice the units
    assert right["blocks"] == four_gates_of_16 and right["predicts"] == 5 and right["order"] == "all"
    assert sigmoid(np.array([0.0, 1.0, 2.0])) == pytest.approx([0.5, 0.73, 0.88], abs=0.002)
    layers, _ = told(*cell_of("layers", example("layers"), Noise(length=9, width=1), 1))
    assert evaluate(next(c for c in cards("yours", "en") if c.name == "layers").head["right"], layers) == 8


def test_the_other_cell_of_a_layer_begins_at_the_end():
    fed = Noise(length=9, width=1, seed=4)
    scene, _ = told(*cell_of("layers", example("layers"), fed, 0, True))
    assert scene["first"] == fed.read().symbols[-1] and scene["reverse"]
