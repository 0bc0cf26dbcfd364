"""What is typed, as it is read: forgiven where its meaning is clear, else refused with a sentence."""

import pytest

from rnnlstm.ui.lessons.translation.phrase import LONGEST, read
from rnnlstm.ui.lessons.translation.settings import EXAMPLES
from rnnlstm.ui.shell.errors import InputError


@pytest.mark.parametrize(
    ("typed", "language", "text", "number"),
    [
        ("three hundred and five", "en", "three hundred and five", 305),
        ("  Three-Hundred,  and FIVE\n", "en", "three hundred and five", 305),
        ("forty‑two", "en", "forty two", 42),
        ("\ufeffｓｅｖｅｎ", "en", "seven", 7),
        ("five five", "en", "five five", None),
        ("三百零五", "zh", "三百零五", 305),
        ("三百〇五", "zh", "三百零五", 305),
        (" 兩萬 零五 ", "zh", "两万零五", 20_005),
        ("叁佰貳拾", "zh", "三百二十", 320),
        ("三五", "zh", "三五", None),
    ],
)
def test_read(typed, language, text, number):
    phrase = read(typed, language)
    assert (phrase.text, phrase.number) == (text, number)
    assert phrase.changed == (text != typed.strip())


@pytest.mark.parametrize(
    ("typed", "language", "says"),
    [
        ("", "en", "no phrase yet"),
        (" - ", "en", "no phrase yet"),
        ("café", "en", "holds c é,"),
        ("305", "en", "holds 3 0 5,"),
        ("三百 b", "zh", "holds b,"),
        ("three hundred", "zh", "holds t h r e u n d,"),
        ("👨‍👩‍👧", "en", "holds 👨 👩 👧,"),
        ("a" * (LONGEST + 1), "en", f"has {LONGEST + 1} letters"),
        ("一" * 100_000, "zh", "has 100000 letters"),
    ],
)
def test_refused(typed, language, says):
    with pytest.raises(InputError, match=says):
        read(typed, language)


def test_examples_mean_what_their_names_say():
    for language, examples in EXAMPLES.items():
        long, short, zeros, words = (read(examples[name], language) for name in examples)
        assert list(examples) == ["long", "short", "zeros", "words"]
        assert long.number > 10**5 > 10**3 > short.number
        assert str(zeros.number).count("0") >= 4
        assert words.number is None
