import math
import tracemalloc

import numpy as np
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.ui.shell.catalogue import catalogue
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.walk.sequence import (
    END_MARK,
    MAX_REPEATED,
    MAX_STEPS,
    WAVES,
    as_written,
    decimal_comma,
    read_numbers,
    read_text,
    read_wave,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(texts)
def test_any_script_is_read_one_grapheme_a_step(text):
    reading = read_text(text)
    clusters = regex.findall(r"\X", text)
    assert reading.steps == len(clusters)
    assert reading.x.shape == (len(clusters), 1, len(set(clusters)))
    np.testing.assert_array_equal(reading.x.sum(axis=-1), 1)
    chosen = reading.x[:, 0].argmax(axis=-1)
    assert [reading.classes[k] for k in chosen] == list(reading.symbols)
    # Equal clusters, and only those, are the same input.
    np.testing.assert_array_equal(
        chosen[:, None] == chosen, [[one == other for other in clusters] for one in clusters]
    )
    # The target is the next input; the last one is the end mark, a class of its own.
    np.testing.assert_array_equal(reading.target[:-1, 0], chosen[1:])
    assert reading.classes[reading.target[-1, 0]] == END_MARK
    assert reading.output_size == len(set(clusters)) + 1


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("循环神经网络", 6),
        ("👩‍🔬👍🏽", 2),
        ("e\u0301a", 2),
        ("नमस्ते", 3),
        ("مرحبا", 5),
        ("한국", 2),
        ("🇨🇳🇫🇷", 2),
        ("a\r\nb", 3),
    ],
)
def test_what_people_call_a_character_is_one_step(text, steps):
    assert read_text(text).steps == steps


def test_spaces_can_be_seen():
    assert read_text("a b\t").symbols == ("a", "␣", "b", "⇥")
    assert read_text("\u3000\xa0").symbols == ("␣", "␣")
    assert read_text("a\nb\rc\r\n").symbols == ("a", "⏎", "b", "⏎", "c", "⏎")


@pytest.mark.parametrize(
    ("character", "sign"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\u200b", "U+200B"),
        ("\u2003", "U+2003"),
        ("\u3164", "U+3164"),
        ("\ufeff", "U+FEFF"),
        ("\u0301", "◌\u0301"),
        ("\u200d\u0301", "◌\u200d\u0301"),
        ("e\u0301", "e\u0301"),
        ("👩‍🔬", "👩‍🔬"),
        ("字", "字"),
        ("‖", "‖"),
    ],
)
def test_what_cannot_be_seen_gets_a_sign(character, sign):
    assert read_text(character).symbols == (sign,)


@given(texts)
def test_every_symbol_can_be_seen(text):
    for symbol in read_text(text).symbols:
        assert regex.search(r"[\p{L}\p{N}\p{P}\p{S}]", symbol)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1000, "1000"), (-1000, "-1000"), (999.96, "1000"), (-0.0, "0"), (0.5, "0.5"), (1 / 3, "0.3333")],
)
def test_numbers_are_written_as_a_person_writes_them(value, text):
    assert as_written(value) == text
    assert read_numbers(repr(value)).symbols == (text,)


def test_repeating_goes_round_the_text():
    assert "".join(read_text("abc", 7).symbols) == "abcabca"
    assert read_numbers("1 2", 5).x[:, 0, 0].tolist() == [1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    "text", ["0.5, -1, 2", "0.5，−1、2", "0.5;-1；2", " 0.5 \n-1\t2 ", "０.５，-１ 2", "０．５，－１；＋２"]
)
def test_numbers_in_every_punctuation(text):
    reading = read_numbers(text)
    assert reading.x[:, 0, 0].tolist() == [0.5, -1, 2]
    assert reading.target[:, 0, 0].tolist() == [-1, 2, 0.5]  # after the last, the list starts again


@given(
    st.lists(st.floats(-1000, 1000), min_size=1, max_size=30),
    st.sampled_from([",", "，", "、", ";", "；", " ", "\n", "\u3000", ", ", " ， "]),
    st.sampled_from(["-", "−", "－"]),
)
def test_any_list_of_numbers_is_read_as_written(values, separator, minus):
    reading = read_numbers(separator.join(repr(value) for value in values).replace("-", minus))
    assert reading.x.shape == (len(values), 1, 1)
    np.testing.assert_array_equal(reading.x[:, 0, 0], values)
    np.testing.assert_array_equal(reading.target[:, 0, 0], [*values[1:], values[0]])
    assert [float(symbol) for symbol in reading.symbols] == pytest.approx(values, rel=5e-3)
    assert (reading.classes, reading.output_size) == ((), 1)


@given(texts, st.integers(1, MAX_STEPS))
def test_a_repeated_text_goes_round_to_any_length(text, length):
    once, repeated = read_text(text), read_text(text, length)
    assert repeated.steps == length
    assert repeated.symbols == tuple(once.symbols[k % once.steps] for k in range(length))
    np.testing.assert_array_equal(repeated.target[:-1, 0], repeated.x[1:, 0].argmax(axis=-1))
    assert repeated.classes[repeated.target[-1, 0]] == END_MARK


@pytest.mark.parametrize("name", list(WAVES))
def test_waves_have_the_length_asked_for(name):
    for length in (1, 2, MAX_STEPS):
        reading = read_wave(name, length)
        assert reading.x.shape == reading.target.shape == (length, 1, 1)
        assert reading.steps == length


def test_square_sawtooth_and_pulse_are_what_they_are_called():
    square, sawtooth, pulse = (read_wave(name, 24).x[:, 0, 0] for name in ("square", "sawtooth", "pulse"))
    np.testing.assert_array_equal(square, np.tile(np.repeat([1.0, -1.0], 6), 2))
    np.testing.assert_allclose(sawtooth, np.tile(np.linspace(-1, 1, 12), 2), atol=1e-15)
    np.testing.assert_array_equal(pulse, [1, *[0] * 23])


@pytest.mark.parametrize("name", list(WAVES))
def test_waves_go_on_as_waves_do(name):
    reading, longer = read_wave(name, 30), read_wave(name, 31)
    np.testing.assert_array_equal(reading.target[:, 0, 0], longer.x[1:, 0, 0])
    assert np.abs(reading.x).max() == 1


def test_sine_is_a_sine():
    values = read_wave("sine", 13).x[:, 0, 0]
    np.testing.assert_allclose(values, [math.sin(2 * math.pi * k / 12) for k in range(13)], atol=1e-11)
    assert values[6] == 0


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: read_text(""),
        lambda: read_text("x" * (MAX_STEPS + 1)),
        lambda: read_numbers(""),
        lambda: read_numbers(" ,，"),
        lambda: read_numbers("1, two"),
        lambda: read_numbers("1 2 3-"),
        lambda: read_numbers("0x10"),
        lambda: read_numbers("½"),
        lambda: read_numbers("1_0"),
        lambda: read_numbers("3²"),
        lambda: read_numbers("nan"),
        lambda: read_numbers("inf"),
        lambda: read_numbers("−Infinity"),
        lambda: read_numbers("1000.1"),
        lambda: read_numbers("1e400"),
        lambda: read_numbers("-1001"),
        lambda: read_numbers("1 " * (MAX_STEPS + 1)),
        lambda: read_wave("none", 5),
        lambda: read_wave("sine", MAX_REPEATED + 1),
    ],
)
def test_bad_input_says_what_to_change_in_both_languages(attempt):
    with pytest.raises(InputError) as caught:
        attempt()
    error = caught.value
    chinese = catalogue("zh").gettext(error.message)
    assert chinese != error.message
    for message in (error.message, chinese):
        assert "{" not in message.format(**error.values)


def test_the_longest_text_is_allowed():
    assert read_text("x" * MAX_STEPS).steps == MAX_STEPS


def test_what_was_wrong_is_named_and_long_words_are_cut():
    with pytest.raises(InputError, match="“two” is not a number"):
        read_numbers("1, two, 3")
    with pytest.raises(InputError) as caught:
        read_numbers("z" * 500)
    with pytest.raises(InputError, match=r"“\{0\}” is not a number"):
        read_numbers("1 {0} {word}")
    assert len(str(caught.value)) < 200
    with pytest.raises(InputError, match=f"That is 201 steps.* at most {MAX_STEPS}"):
        read_text("👩‍🔬" * 201)


def test_the_limits_themselves_are_allowed():
    assert read_numbers("-1000 1000").x[:, 0, 0].tolist() == [-1000, 1000]
    assert read_numbers("1 " * MAX_STEPS).steps == MAX_STEPS


def peak(make):
    """The most bytes that were allocated at a time while something was tried, and its error."""
    tracemalloc.start()
    try:
        with pytest.raises(InputError) as told:
            make()
        return tracemalloc.get_traced_memory()[1], str(told.value)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("side", ["text", "alphabet"])
def test_a_text_that_is_far_too_long_is_turned_away_before_anything_is_built(side):
    """20,000 distinct characters once took 3 GB, before the sentence about their number."""
    distinct = "".join(chr(0x4E00 + k) for k in range(20_000))
    parts = {"text": "a", "alphabet": ""} | {side: distinct}
    most, error = peak(lambda: read_text(**parts))
    assert "20000 steps" in error and most < 5e6
    most, error = peak(lambda: read_text(**parts | {side: distinct[:1000]}))
    assert "1000 steps" in error and most < 5e6
    assert "700000 steps" in peak(lambda: read_numbers("1 " * 350_000))[1]


def test_a_character_carries_as_many_accents_as_can_be_seen():
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert len(read_text(f"a{family}e" + "\u0301" * 31).symbols) == 3
    with pytest.raises(InputError, match="Character 3 carries 5000 accents"):
        read_text(f"a{family}e" + "\u0301" * 5000)


@pytest.mark.parametrize(("text", "meant"), [("0,5", "0,5"), ("1 -0,5 2", "-0,5"), ("1; 2,25", "2,25")])
def test_a_comma_that_may_be_a_decimal_one_is_noticed(text, meant):
    assert decimal_comma(text) == meant


@pytest.mark.parametrize("text", ["1,2,3", "1, 2, 3", "0.5, 1", "0.5 1", ""])
def test_other_commas_separate_numbers(text):
    assert not decimal_comma(text)


def test_a_text_that_is_cut_has_the_alphabet_of_what_is_read():
    assert read_text("hello", 4).x.shape == (4, 1, 3)


short = st.text("abc 循e\u0301", min_size=1, max_size=8)


@given(short, short)
def test_two_texts_share_one_alphabet(left, right):
    one, other = read_text(left, alphabet=right), read_text(right, alphabet=left)
    assert one.classes == other.classes
    assert one.x.shape[-1] == other.x.shape[-1]
    for reading in (one, other):  # the same character is the same vector in both
        for symbol, x in zip(reading.symbols, reading.x[:, 0], strict=True):
            assert reading.classes[int(x.argmax())] == symbol
            assert x.sum() == 1
    assert one.symbols == read_text(left).symbols  # and the text is still the same text


def test_an_alphabet_that_adds_nothing_changes_nothing():
    for text in ("hello", "循环"):
        plain, shared = read_text(text), read_text(text, alphabet=text[::-1])
        np.testing.assert_array_equal(plain.x, shared.x)
        np.testing.assert_array_equal(plain.target, shared.target)
        assert plain.classes == shared.classes


def test_letters_at_the_seam_of_two_texts_do_not_run_together():
    """An accent at the start of one text does not belong to the last letter of the other."""
    assert read_text("e", alphabet="\u0301").classes == ("e", "◌\u0301", "■")
