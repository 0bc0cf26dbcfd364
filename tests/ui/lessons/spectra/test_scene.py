"""What the cards of this room claim, over many texts and settings: in numbers found another way."""

import numpy as np
import pytest

from rnnlstm.core.cells import CELLS
from rnnlstm.core.cells.rnn import RNN
from rnnlstm.ui.lessons.spectra.measured import MatrixChoice, matrix
from rnnlstm.ui.lessons.spectra.scene import of_bias, of_matrix, of_powers, of_slopes
from support.cards import held_cards, setups


def shows(*views):
    return lambda card: card.head["set"].split()[0] in [f"why={view}" for view in views]


def choices(walk):
    """The matrices that the room offers for a network."""
    gate = next(iter(CELLS[walk.model].gates), "h")
    for kind in ("weights", "gamma", "mean"):
        yield MatrixChoice(kind, gate)
    yield MatrixChoice("step", step=walk.reading.steps)


def test_what_the_cards_say_of_a_matrix():
    held = set()
    for setup in setups(60, 1):
        for walk in setup.walks().values():
            for choice in choices(walk):
                A = matrix(walk, choice)
                scene = of_powers(walk, choice)
                for card in held_cards("spectra", scene, shows("eigenvalues", "powers", "singular")):
                    held.add(card.name)
                    check(card.name, A, walk, scene)
    assert held >= {"begin", "circle", "grow", "directions", "whole_step"}


def check(name, A, walk, scene):
    if name == "circle":
        assert pytest.approx(np.linalg.norm(A, 2) ** 2 * np.eye(len(A)), abs=1e-8) == A.T @ A
        assert np.abs(np.linalg.eigvals(A)) == pytest.approx(scene["radius"])
    if name == "grow":
        assert np.abs(np.linalg.eigvals(A)).max() < 1
        assert scene["norm"] == pytest.approx(np.linalg.norm(A, 2))
        assert np.linalg.norm(np.linalg.matrix_power(A, scene["peak_at"]), 2) == pytest.approx(scene["peak"])
        assert scene["peak"] >= scene["last"]
    if name == "whole_step":
        assert isinstance(walk.cell, RNN)
        assert scene["weights_norm"] == pytest.approx(np.linalg.norm(walk.cell.W_hh, 2))


def test_slopes_of_tanh_and_relu_make_no_singular_value_larger():
    for setup in setups(60, 2, names=("tanh", "relu", "irnn")):
        for walk in setup.walks().values():
            scene = of_matrix(walk, MatrixChoice("step", step=walk.reading.steps))
            assert scene["norm"] <= scene["weights_norm"] * (1 + 1e-9)


def test_what_the_cards_say_of_slopes():
    for setup in setups(100, 3, names=("tanh",)):
        (walk,) = setup.walks().values()
        scene = of_slopes(walk, "h", 0.1, setup.source.scale)
        assert scene["share"] == pytest.approx((1 - walk.trace.h**2 < 0.1).mean())
        assert {card.name for card in held_cards("spectra", scene, shows("slopes"))} == {"slope", "large"}


@pytest.mark.parametrize("bias", [-3.0, 0.0, 1.0, 5.0, 6.0])
@pytest.mark.parametrize("needed", [1, 100, 1000])
def test_what_the_card_says_of_the_forget_bias(bias, needed):
    scene = of_bias(bias, needed)
    gate = 1 / (1 + np.exp(-bias))
    assert gate ** scene["theory"] == pytest.approx(0.5)
    assert (1 / (1 + np.exp(-scene["needed_bias"]))) ** needed == pytest.approx(0.5)
    assert [card.name for card in held_cards("spectra", scene, shows("bias"))] == ["bias", "bias"]


def test_one_more_unit_of_a_large_bias_makes_the_half_life_e_times_as_long():
    lives = [of_bias(bias, 1)["theory"] for bias in (4.0, 5.0, 6.0)]
    assert [round(life) for life in lives[:2]] == [38, 103]
    assert lives[2] / lives[1] == pytest.approx(np.e, rel=0.01)
