"""The task: what is drawn, what is held out, and how it is laid out for the network."""

import numpy as np
import pytest

from rnnlstm.core.translation.phrases import (
    END,
    LANGUAGES,
    SYMBOLS,
    NumberWords,
    draw_numbers,
    is_held_out,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_training_sees_what_is_held_out(language):
    task = NumberWords(language, 4)
    trained = {n for seed in (0, 7) for k in range(30) for n in task.training_batch(seed, k, 64).numbers}
    asked = {
        n for seed in (0, 7) for digits in (3, 4) for n in task.held_out_batch(seed, 200, digits).numbers
    }
    assert trained and asked and not trained & asked
    assert set(range(10)) <= trained, "the words themselves are all trained on"


def test_one_in_five_is_held_out():
    everything = np.arange(100_000)
    held = is_held_out(everything)
    assert not held[:100].any()
    for low in (100, 1000, 10_000):
        assert 0.17 < held[low : 10 * low].mean() < 0.23
    for last in range(10):
        assert 0.17 < held[100:][everything[100:] % 10 == last].mean() < 0.23


def test_all_lengths_are_drawn_equally_often():
    numbers = draw_numbers(np.random.default_rng(0), 6000, range(1, 7), held_out=False)
    lengths = np.bincount([len(str(n)) for n in numbers])[1:]
    assert len(lengths) == 6 and lengths.min() > 850
    long = numbers[numbers >= 10**5]
    assert 0.3 < np.mean([d == "0" for n in long for d in str(n)[1:]]) < 0.45
    held = draw_numbers(np.random.default_rng(0), 50, range(5, 6), held_out=True)
    assert {len(str(n)) for n in held} == {5} and is_held_out(held).all()


def test_seeded():
    task = NumberWords("en", 5)
    assert task.training_batch(3, 4, 8).phrases == task.training_batch(3, 4, 8).phrases
    assert task.training_batch(3, 4, 8).phrases != task.training_batch(3, 5, 8).phrases
    assert task.held_out_batch(3, 8, 5).phrases != task.held_out_batch(4, 8, 5).phrases


def test_layout():
    task = NumberWords("zh", 3)
    batch = task.pairs(["三百零五", "七"], [305, 7])
    assert batch.x.shape == (4, 2, len(task.alphabet)) and batch.lengths.tolist() == [4, 1]
    read = ["".join(task.alphabet[k] for k in letters) for letters in batch.x.argmax(-1).T]
    assert read[0] == "三百零五" and read[1][0] == "七" and not batch.x[1:, 1].any()
    assert batch.target.T.tolist() == [[3, 0, 5, END], [7, END, 0, 0]]
    assert batch.mask.T.tolist() == [[True] * 4, [True, True, False, False]]
    assert not batch.previous[0].any() and batch.previous.shape == (4, 2, SYMBOLS)
    np.testing.assert_array_equal(batch.previous[1:].argmax(-1)[:, 0], [3, 0, 5])


def test_alphabets_hold_all_that_is_written():
    for language, written in LANGUAGES.items():
        assert len(set(written.alphabet)) == len(written.alphabet)
        batches = [NumberWords(language, 9).training_batch(0, k, 100) for k in range(4)]
        assert set("".join(phrase for batch in batches for phrase in batch.phrases)) == set(written.alphabet)


def test_batches_drawn_together_are_dealt_out_by_length():
    task = NumberWords("en", 6)
    batches = [task.training_batch(0, k, 20) for k in range(8)]
    for k in range(1, 8):
        if k % 4:
            assert batches[k].lengths.min() >= batches[k - 1].lengths.max()
    assert batches[4].lengths.min() < batches[3].lengths.max(), "a new group begins with the shortest"
    assert not set(batches[0].phrases) & set(batches[3].phrases)


def test_bad_input():
    with pytest.raises(ValueError, match="language must be one of en, zh"):
        NumberWords("de", 4)
    with pytest.raises(ValueError, match="digits must be a whole number from 3 to 9"):
        NumberWords("en", 2)
    with pytest.raises(ValueError, match="letters must be of"):
        NumberWords("en", 3).encode(["three", "cab"])
    with pytest.raises(ValueError, match="at least one letter"):
        NumberWords("en", 3).encode([""])
    with pytest.raises(ValueError, match="at least 3 digits"):
        NumberWords("en", 3).held_out_batch(0, 5, 2)
