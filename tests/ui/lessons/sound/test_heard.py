"""What the page's numbers are: of sounds, of networks, and what the shipped ones can do."""

import numpy as np
import pytest

from rnnlstm.core.sound.bands import HOP, RATE
from rnnlstm.core.sound.learning import FRAME, KINDS, has_memory
from rnnlstm.core.sound.listening import Listening
from rnnlstm.core.sound.melody import QUESTIONS
from rnnlstm.make.sound import SEEDS, STEPS
from rnnlstm.ui.lessons.sound.heard import listen, melody
from rnnlstm.ui.lessons.sound.settings import HISS, LASTS, MELODY
from rnnlstm.ui.lessons.sound.shipped import measured, networks
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from support.root import ROOT


def test_a_melody_is_drawn_again_and_noise_alone_changes_with_the_noise():
    quiet, same, loud = melody(3, 2, 0.0), melody(3, 2, 0.0), melody(3, 2, 1.0)
    np.testing.assert_array_equal(quiet.sound, same.sound)
    assert len(quiet.sound) == len(quiet.bands) * HOP == pytest.approx(2 * RATE, abs=HOP)
    hiss = loud.sound - quiet.sound
    assert hiss.std() == pytest.approx(1, abs=0.03)
    for question in QUESTIONS:
        np.testing.assert_array_equal(quiet.truth[question], loud.truth[question])
    assert not np.array_equal(melody(4, 2, 0.0).sound, quiet.sound)


def test_probabilities_are_the_softmax_of_the_outputs():
    heard, cell = melody(0, 2, 0.1), networks("move")["GRU"]
    said = listen(cell, heard)
    y = cell.forward(heard.bands[:, None]).y[:, 0].astype(float)
    np.testing.assert_allclose(
        said.probabilities, np.exp(y) / np.exp(y).sum(axis=1, keepdims=True), rtol=1e-4
    )
    truth = heard.truth["move"]
    counted = [a == b for a, b in zip(said.labels, truth, strict=True) if b]
    assert said.right(truth) == pytest.approx(np.mean(counted))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_shipped_networks_are_as_good_as_is_told(question):
    """On other melodies than those that they were measured on, within a few percent."""
    cells, told = networks(question), measured(question)
    assert tuple(cells) == KINDS
    batch = Listening(96, question, noise=0.0).held_out_batch(5, 48)
    for kind, cell in cells.items():
        assert has_memory(cell) == (kind != FRAME)
        found = Listening(96, question).accuracy(cell.forward(batch.x).y, batch)
        assert found == pytest.approx(told.accuracy[kind][0, 0], abs=0.06)


def test_the_files_are_small():
    for question in QUESTIONS:
        assert (ROOT / f"assets/networks/sound/{question}.safetensors").stat().st_size < 200_000


def test_the_usual_melody_is_no_lucky_one():
    heard, told = melody(int(MELODY.usual), int(LASTS.usual), HISS.usual), measured("move")
    for kind, cell in networks("move").items():
        usual = told.accuracy[kind][0, list(told.noise).index(HISS.usual)]
        assert listen(cell, heard).right(heard.truth["move"]) == pytest.approx(usual, abs=0.03)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lesson_tells_what_was_measured(language):
    told = lesson("sound", language)
    heard, move = measured("heard"), measured("move")
    at = list(heard.noise).index(0.1)
    spread = {kind: (each[:, at].min(), each[:, at].max()) for kind, each in heard.accuracy.items()}
    for kind in ("RNN", "LSTM", "GRU"):
        assert all(f"{share:.0%}" in told["try"] for share in spread[kind]), kind
    assert spread["RNN"][1] < spread[FRAME][1] + 0.01
    counting = Listening(96, "heard").by_counting
    assert f"{counting:.0%}" in told["try"]
    assert spread["GRU"][0] < counting < spread["LSTM"][0]
    assert str(heard.steps) in told["try"] and str(move.steps) in told["try"]
    assert heard.steps == 10 * move.steps
    assert f"{move.chance:.0%}" in told["mistake"]
    assert move.accuracy[FRAME][:, at].mean() == pytest.approx(2 / 3, abs=0.02)
    assert move.accuracy["LSTM"][:, at].min() > 0.95


def test_the_recipes_are_those_of_the_files():
    for question, steps in STEPS.items():
        assert measured(question).steps == steps
        assert all(len(each) == len(SEEDS) for each in measured(question).accuracy.values())
