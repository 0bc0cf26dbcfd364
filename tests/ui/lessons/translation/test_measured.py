"""A phrase through a network: cut off at the end mark, and every number that of the core."""

import numpy as np
import pytest

from rnnlstm import GRU, EncoderDecoder
from rnnlstm.core.translation.measure import translate
from rnnlstm.core.translation.phrases import END, SYMBOLS, NumberWords
from rnnlstm.ui.lessons.translation.measured import ENDS, translated
from rnnlstm.ui.lessons.translation.networks import shipped
from rnnlstm.ui.lessons.translation.settings import EXAMPLES
from rnnlstm.ui.shell.prose import lesson

TASK = NumberWords("zh", 4)


@pytest.mark.parametrize("attention", [True, False])
def test_steps_of_both_parts(attention):
    model = EncoderDecoder.init(GRU, len(TASK.alphabet), 6, SYMBOLS, seed=2, attention=attention)
    seen = translated(model, TASK, "三百零五")
    assert seen.answer == "".join(seen.written).rstrip(ENDS)
    assert seen.letters == 4 and seen.steps == 4 + len(seen.written)
    assert seen.states.shape == (1 + seen.steps, 6) and not seen.states[0].any()
    np.testing.assert_array_equal(seen.states[4], seen.trace.encoded.h[-1, 0])
    np.testing.assert_allclose(seen.added[:2], np.linalg.norm(np.diff(seen.states[:3], axis=0), axis=1))
    np.testing.assert_allclose(seen.chances.sum(axis=1), 1)
    assert seen.weights.shape == (len(seen.written) if attention else 0, 4)
    np.testing.assert_allclose(seen.weights.sum(axis=1), 1)


def test_what_comes_after_the_end_is_left_out():
    model = EncoderDecoder.init(GRU, len(TASK.alphabet), 6, SYMBOLS, seed=2, attention=False)
    only_end = model.with_params({"W_hy": 0 * model.params["W_hy"], "b_y": np.eye(SYMBOLS)[END]})
    seen = translated(only_end, TASK, "七")
    assert (seen.answer, seen.written) == ("", (ENDS,))
    never = model.with_params({"W_hy": 0 * model.params["W_hy"], "b_y": np.eye(SYMBOLS)[3]})
    assert translated(never, TASK, "七").written == ("3",) * 11  # as long as it may write


@pytest.mark.parametrize("language", ["en", "zh"])
def test_shipped_networks_are_what_is_said_of_them(language):
    """Measured again, on other phrases; a difference of 4 standard deviations of 200 draws is allowed."""
    for way in ("plain", "attention"):
        translator = shipped(language, way)
        measured = translator.measured
        assert translator.network.hidden_size == translator.made["hidden_size"]
        assert (translator.network.attention is not None) == (way == "attention")
        for digits in (measured.digits[0], translator.task.digits):
            said = float(measured.accuracy[list(measured.digits).index(digits)])
            batch = translator.task.held_out_batch(99, 200, int(digits))
            answers = translate(translator.network, translator.task, batch.phrases)
            right = np.mean([a == str(n) for a, n in zip(answers, batch.numbers, strict=True)])
            assert abs(right - said) < 4 * np.sqrt(max(said * (1 - said), 0.01) / 200)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_attention_is_ahead_on_long_numbers(language):
    """What the page is about: equal on the shortest, far apart on the longest that were trained on."""
    plain, attention = (shipped(language, way) for way in ("plain", "attention"))
    last = list(plain.measured.digits).index(plain.task.digits)
    assert plain.measured.accuracy[0] > 0.95 and attention.measured.accuracy[0] > 0.95
    assert attention.measured.accuracy[last] > plain.measured.accuracy[last] + 0.1
    long = EXAMPLES[language]["long"]
    assert (
        translated(plain.network, plain.task, long).answer
        != translated(attention.network, attention.task, long).answer
    )


def test_what_the_lesson_says_of_the_mistakes():
    """Without attention: the first digit is right in all, and most have the right digits in another order."""
    said = {"en": (26, 18), "zh": (46, 37)}
    for language, counts in said.items():
        translator = shipped(language, "plain")
        batch = translator.task.held_out_batch(1, 200, translator.task.digits)
        answers = translate(translator.network, translator.task, batch.phrases)
        wrong = [(a, str(n)) for a, n in zip(answers, batch.numbers, strict=True) if a != str(n)]
        assert all(answer[0] == right[0] for answer, right in wrong)
        swapped = [pair for pair in wrong if sorted(pair[0]) == sorted(pair[1])]
        assert np.abs(np.subtract((len(wrong), len(swapped)), counts)).max() <= 1  # rounding of float32
        for lang in ("en", "zh"):
            assert all(str(count) in lesson("translation", lang)["look"] for count in counts)


def test_the_last_letter_of_an_english_word_is_looked_at_more_than_the_first():
    translator = shipped("en", "attention")
    batch = translator.task.held_out_batch(1, 40, translator.task.digits)
    first, last = [], []
    for phrase in batch.phrases:
        weights = translated(translator.network, translator.task, phrase).weights[:-1].mean(axis=0)
        words = phrase.split(" ")
        ends = np.cumsum([len(word) + 1 for word in words]) - 2
        last += weights[ends].tolist()
        first += weights[ends - np.array([len(word) - 1 for word in words])].tolist()
    assert 1.7 < np.mean(last) / np.mean(first) < 3
