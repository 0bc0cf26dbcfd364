"""The task: batches, and what one can know without a memory."""

import math

import numpy as np
import pytest

from rnnlstm.core.sound.bands import BANDS, HOP
from rnnlstm.core.sound.listening import Listening
from rnnlstm.core.sound.melody import QUESTIONS, draw_melodies

TASKS = {question: Listening(64, question) for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS)
def test_shapes_and_streams(question):
    task = TASKS[question]
    x, target, mask = task.training_batch(5, 2, 6)
    assert x.shape == (64, 6, BANDS) and x.dtype == np.float32
    assert x.min() >= 0 and x.max() == 1
    assert target.shape == mask.shape == (64, 6) and mask.all()
    assert task.output_size == len(QUESTIONS[question]) > target.max()
    np.testing.assert_array_equal(x, task.training_batch(5, 2, 6).x)
    for other in (task.training_batch(5, 3, 6), task.training_batch(6, 2, 6), task.held_out_batch(5, 6, 2)):
        assert not np.array_equal(x, other.x)


def test_the_questions_are_asked_of_the_same_sounds():
    batches = [task.held_out_batch(0, 3) for task in TASKS.values()]
    for batch in batches[1:]:
        np.testing.assert_array_equal(batch.x, batches[0].x)
        np.testing.assert_array_equal(batch.target > 0, batches[0].target > 0)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_naive_predictor_has_the_baseline(question):
    task = TASKS[question]
    losses, shares = [], []
    for k in range(4):
        batch = task.training_batch(3, k, 60)
        y = task.naive(batch)
        losses.append(task.naive_loss(batch))
        right = y.argmax(axis=-1) == batch.target
        assert right[batch.target == 0].all()
        shares.append(task.accuracy(y, batch))
    for values, expected in ((losses, task.baseline), (shares, task.chance)):
        assert np.mean(values) == pytest.approx(expected, abs=4 * np.std(values) / math.sqrt(4) + 0.01)


def test_only_frames_with_a_note_count_for_the_accuracy():
    task = TASKS["heard"]
    batch = task.held_out_batch(0, 5)
    right = np.eye(3)[batch.target]
    assert task.accuracy(right, batch) == 1
    turned = np.roll(right, 1, axis=-1)
    assert task.accuracy(np.where(batch.target[..., None] == 0, turned, right), batch) == 1
    t, b = np.argwhere(batch.target == 1)[7]
    right[t, b] = turned[t, b]
    assert task.accuracy(right, batch) == pytest.approx(1 - 1 / (batch.target > 0).sum())


def test_noise_is_at_most_what_was_asked():
    quiet, loud = (Listening(64, noise=noise).held_out_batch(1, 8).x for noise in (0.0, 2.0))
    assert np.median(quiet) == 0 and np.median(loud) > 0.3


@pytest.mark.parametrize("wrong", [{"T": 15}, {"T": 64, "question": "colour"}, {"T": 64, "noise": -1}])
def test_what_is_no_task_is_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        Listening(**wrong)


def test_who_counts_the_notes_is_as_good_as_is_told():
    """By the chance that a note is new, followed from note to note: a Markov chain on how many were heard."""
    assert TASKS["move"].by_counting > TASKS["move"].chance
    heard, new = np.array([0, 1.0, 0, 0, 0, 0]), [1.0]  # how many of the five were heard, after the first
    for _ in range(9):
        fresh = np.array([1, 4, 3, 2, 1, 0]) / 4  # of the four notes that may follow, with so many heard
        new.append(float(heard @ fresh))
        heard = heard * (1 - fresh) + np.append(0, (heard * fresh)[:-1])
    melodies = draw_melodies(np.random.default_rng(7), 4000, 96 * HOP)
    notes = np.broadcast_to(np.arange(melodies.pitch.shape[1]), melodies.pitch.shape)
    numbers = melodies.by_frame(notes)
    shares = np.bincount(numbers[numbers > 0] - 1, minlength=10)[:10] / (numbers > 0).sum()
    expected = shares @ np.maximum(new, 1 - np.array(new))
    assert Listening(96, "heard").by_counting == pytest.approx(expected, abs=0.012)
