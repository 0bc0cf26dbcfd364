"""What the cards of this room claim, over many texts and settings: in numbers found another way."""

import numpy as np
import pytest

from rnnlstm.core import cell_highway, jacobians
from rnnlstm.ui.lessons.gradients.measured import flow
from rnnlstm.ui.lessons.gradients.scene import of_jacobians, of_paths, of_room
from rnnlstm.ui.lessons.laboratory import VARIANTS
from support.cards import held_cards, setups

NETS = ("tanh", "sigmoid", "relu", "lstm")


def common(setup):
    return of_room(setup.source.length, setup.network.gain, setup.source.scale)


def shows(measure):
    """Which cards stand beside what is measured; those beside a loss alone can stand beside all."""
    return lambda card: f"measure={measure} " in f"{card.head['set']} "


def test_cards_beside_the_loss_need_nothing_that_is_measured():
    for setup in setups(100, 1):
        for card in held_cards("gradients", common(setup), shows("loss")):
            assert card.name != "slopes" or setup.network.gain > 0


def test_what_the_cards_say_of_jacobians():
    held = set()
    for setup in setups(100, 2, names=NETS):
        walks = {name: setup.walks()[VARIANTS[name].label] for name in NETS}
        flows = {name: flow(walk, "jacobian") for name, walk in walks.items()}
        scene = {**common(setup), **of_jacobians(walks, flows)}
        for name in ("tanh", "sigmoid", "relu"):
            assert scene[f"{name}_left"] <= scene[f"{name}_bound"] * (1 + 1e-6)
        J = jacobians(walks["tanh"].cell, walks["tanh"].trace)[:, 0]
        if np.isfinite(J).all():
            assert scene["tanh_left"] == pytest.approx(np.linalg.norm(J[0], 2), rel=1e-6, abs=1e-300)
        for card in held_cards("gradients", scene, shows("jacobian")):
            held.add(card.name)
            if card.name == "half":
                norms = [np.linalg.norm(each, 2) for each in J[::-1]]
                at = int(scene["tanh_half"])
                assert norms[at] >= 0.5 * (1 - 1e-9)
                assert norms[min(at + 1, len(norms) - 1)] <= 0.5 * (1 + 1e-9)
                if 1e-300 < scene["tanh_left"] < 1:
                    halvings = (len(norms) - 1) / scene["tanh_halved"]
                    assert 0.5**halvings == pytest.approx(scene["tanh_left"])
    assert held == {"vanishing", "half", "must", "exploding", "flat", "saturated"}


def test_what_the_cards_say_of_paths():
    for setup in setups(100, 3, names=("lstm",)):
        walk = setup.walks()["LSTM"]
        scene = {**common(setup), **of_paths(walk, "spectral")}
        assert scene["direct"] == pytest.approx(cell_highway(walk.trace)[0, 0].max(), abs=1e-300)
        assert scene["direct"] <= 1
        assert scene["gate"] == pytest.approx(1 / (1 + np.exp(-setup.network.forget_bias)))
        assert {card.name for card in held_cards("gradients", scene, shows("paths"))} == {"gate", "open"}
