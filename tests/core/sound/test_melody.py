"""Melodies: what is drawn, and the answers to each question, found out by walking through the notes."""

import numpy as np
import pytest

from rnnlstm.core.sound.bands import HOP, RATE
from rnnlstm.core.sound.melody import QUESTIONS, SCALE, SEMITONES, Melodies, draw_melodies


def written(pitches, lasts, rests, samples):
    """A melody by its notes: how long each lasts and the rest after it, in samples."""
    begin = np.cumsum([0, *(np.array(lasts) + rests)[:-1]])
    one = np.ones((1, len(pitches)))
    end = begin + lasts
    return Melodies(samples, begin[None], end[None], np.array([pitches]), one, one, one, 0 * one)


def test_the_answers_of_a_melody_that_one_can_sing():
    melody = written([0, 2, 0, 1, 2], [2 * HOP] * 5, [0, HOP, 0, 0, 0], 12 * HOP)

    def said(question):
        return [QUESTIONS[question][k] for k in melody.labels(question)[:, 0]]

    note = ["C5", "C5", "E5", "E5", "silence", "C5", "C5", "D5", "D5", "E5", "E5", "silence"]
    assert said("note") == note
    heard = ["new"] * 4 + ["silence"] + ["again"] * 2 + ["new"] * 2 + ["again"] * 2 + ["silence"]
    assert said("heard") == heard
    move = ["first"] * 2 + ["higher"] * 2 + ["silence"] + ["lower"] * 2 + ["higher"] * 4 + ["silence"]
    assert said("move") == move


def by_walking(melodies, b, question):
    """The answer at the middle of every frame, found note by note."""
    answers = []
    for frame in range(melodies.samples // HOP):
        at, answer = frame * HOP + HOP // 2, "silence"
        for k, (begin, end) in enumerate(zip(melodies.begin[b], melodies.end[b], strict=True)):
            if begin <= at < end:
                now, before = melodies.pitch[b, k], list(melodies.pitch[b, :k])
                answer = {
                    "note": SCALE[now],
                    "heard": "again" if now in before else "new",
                    "move": "first" if not before else "higher" if now > before[-1] else "lower",
                }[question]
        answers.append(QUESTIONS[question].index(answer))
    return answers


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answers_of_drawn_melodies(question):
    melodies = draw_melodies(np.random.default_rng(1), 6, 40_000)
    labels = melodies.labels(question)
    for b in range(6):
        assert list(labels[:, b]) == by_walking(melodies, b, question)


def test_what_is_drawn_keeps_to_its_limits():
    melodies = draw_melodies(np.random.default_rng(2), 200, 30_000)
    seconds = (melodies.end - melodies.begin) / RATE
    assert 0.18 <= seconds.min() < 0.2 and 0.48 < seconds.max() <= 0.5
    assert (melodies.end[:, :-1] <= melodies.begin[:, 1:]).all()
    assert (melodies.end[:, -1] >= 30_000).all(), "the notes last to the end"
    assert (np.diff(melodies.pitch, axis=1) != 0).all()
    for shares in (np.bincount(melodies.pitch[:, 0]), np.bincount(melodies.pitch[:, 9])):
        assert len(shares) == len(SCALE) and shares.min() > 20
    rests = melodies.begin[:, 1:] > melodies.end[:, :-1]
    assert 0.45 < rests.mean() < 0.55


def test_the_scale_is_the_pentatonic_one():
    assert np.diff(SEMITONES).tolist() == [2, 2, 3, 2]


def test_an_unknown_question_is_refused():
    with pytest.raises(ValueError, match="question must be one of move, heard, note"):
        draw_melodies(np.random.default_rng(0), 1, 9000).labels("colour")
