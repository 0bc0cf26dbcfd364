"""What the cards of the room on sound say: of any melody, of one's own sound, and of networks in training."""

import numpy as np
import pytest

from rnnlstm.core.sound.melody import QUESTIONS
from rnnlstm.core.sound.wav import Recording
from rnnlstm.ui.guide.card import cards
from rnnlstm.ui.guide.room import arrange
from rnnlstm.ui.lessons.sound.heard import listen, melody, recorded
from rnnlstm.ui.lessons.sound.scene import scene
from rnnlstm.ui.lessons.sound.settings import SETTINGS
from rnnlstm.ui.lessons.sound.shipped import measured, networks
from support.cards import held_cards

OWN = recorded(Recording(np.sin(np.arange(9000) / 3).astype(np.float32), 8000, 16, 1, 1.1))


def told(heard, question, live=False):
    said = {} if live else {kind: listen(cell, heard) for kind, cell in networks(question).items()}
    return scene(heard, said, question, 0.3)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_card_holds_for_any_sound(question):
    held = set()
    for heard in (melody(0, 5, 0.1), melody(7, 2, 0.0), melody(9, 10, 2.0), OWN):
        for live in (False, True):
            held |= {card.name for card in held_cards("sound", told(heard, question, live))}
    assert {"begin", "question", "frame", "inside", "yours", "onward"} <= held
    assert ("rest" in held) == ("compare" in held) == (question == "move")
    assert ("heard" in held) == (question == "heard") and ("note" in held) == (question == "note")


def test_the_numbers_are_those_of_what_is_shown():
    heard = melody(2, 6, 0.3)
    now = told(heard, "move")
    for kind, cell in networks("move").items():
        assert now[kind.lower()] == listen(cell, heard).right(heard.truth["move"])
        assert now[f"{kind.lower()}_many"] == pytest.approx(measured("move").accuracy[kind][:, 1].mean())
    notes = [
        name for name in np.diff(heard.truth["note"], prepend=0).nonzero()[0] if heard.truth["note"][name]
    ]
    assert (now["notes"], now["new"]) == (len(notes), len(set(heard.truth["note"]) - {0}))
    assert now["frames"] == len(heard.bands)
    best = max(("RNN", "LSTM", "GRU"), key=lambda kind: now[kind.lower()])
    assert now[now["best"].lower()] == now[best.lower()]


def test_without_a_memory_the_first_note_is_missed_and_most_melodies_stay_below_the_reckoning():
    below = []
    for number in range(20):
        now = told(melody(number, 5, 0.1), "move")
        assert now["first_right"] < 0.1 < now["later_right"]
        below.append(now["frame"] < 0.8)
    assert np.mean(below) > 0.6


@pytest.mark.parametrize("number", range(4))
def test_the_unit_that_follows_falls_back_and_the_one_that_keeps_does_not(number):
    heard = melody(number, 5, 0.1)
    now, trace = told(heard, "move"), listen(networks("move")["LSTM"], heard).trace
    later = np.abs(trace.c[40:, 0])
    follows, keeps = (later[:, now[name] - 1] for name in ("follower", "keeper"))
    assert follows.min() < 0.1 * follows.max()
    assert keeps.min() > 0.3 * keeps.max()


def test_shares_at_the_noise_that_is_shown():
    now = scene(melody(1, 5, 1.0), {}, "note", 1.0)
    assert now["rnn_at"] == pytest.approx(measured("note").accuracy["RNN"][:, 4].mean())


def test_of_ones_own_sound_nothing_is_counted():
    now = told(OWN, "heard")
    assert now["own"] == 1 and "lstm" not in now and "notes" not in now


def test_cards_set_what_the_page_has(monkeypatch):
    put = []
    monkeypatch.setattr(
        "rnnlstm.ui.shell.setting.Setting.put_text", lambda self, text: put.append((self.key, text))
    )
    monkeypatch.setattr("rnnlstm.ui.shell.setting.Setting.put", lambda _self, _value=None: None)
    for card in cards("sound", "en"):
        arrange(card, SETTINGS)
    assert {("asked", question) for question in QUESTIONS} <= set(put)
    assert {key for key, _text in put} == {"asked", "listener", "inside", "hiss"}


def test_some_units_keep_and_hold_through_rests():
    """What the cards say of the inside of the LSTM."""
    for number in range(5):
        heard = melody(number, 5, 0.1)
        trace = listen(networks("move")["LSTM"], heard).trace
        now = told(heard, "move")
        assert now["units"] == 32
        assert now["keepers"] == sum(np.mean(gate) > 0.9 for gate in trace.f[:, 0].T) > 3
        truth = heard.truth["move"]
        change = np.abs(np.diff(trace.c[:, 0], axis=0))
        rest = (truth[1:] == 0) & (truth[:-1] == 0) & (np.cumsum(truth)[1:] > 0)
        begins = (truth[1:] > 0) & (truth[:-1] != truth[1:])
        near = begins | np.roll(begins, 1)
        assert (change[rest].mean(axis=0) < 0.5 * change[near].mean(axis=0)).sum() > 0
