"""Numbers in words, against a list by hand and against a reader that knows only what each word means."""

import numpy as np
import pytest

from rnnlstm.core.translation.numbers import in_chinese, in_english
from rnnlstm.core.translation.numbers import read_chinese as read_by_rule_chinese
from rnnlstm.core.translation.numbers import read_english as read_by_rule_english

BY_HAND = {
    0: ("zero", "零"),
    7: ("seven", "七"),
    10: ("ten", "十"),
    19: ("nineteen", "十九"),
    20: ("twenty", "二十"),
    42: ("forty two", "四十二"),
    100: ("one hundred", "一百"),
    110: ("one hundred and ten", "一百一十"),
    305: ("three hundred and five", "三百零五"),
    999: ("nine hundred and ninety nine", "九百九十九"),
    1010: ("one thousand and ten", "一千零一十"),
    2020: ("two thousand and twenty", "二千零二十"),
    10_005: ("ten thousand and five", "一万零五"),
    15_300: ("fifteen thousand three hundred", "一万五千三百"),
    100_000: ("one hundred thousand", "十万"),
    105_000: ("one hundred and five thousand", "十万五千"),
    120_400: ("one hundred and twenty thousand four hundred", "十二万零四百"),
    1_000_000: ("one million", "一百万"),
    3_000_040: ("three million and forty", "三百万零四十"),
    100_005_000: ("one hundred million five thousand", "一亿零五千"),
    200_300_000: ("two hundred million three hundred thousand", "二亿零三十万"),
    999_999_999: (
        "nine hundred and ninety nine million nine hundred and ninety nine thousand nine hundred and ninety "
        "nine",
        "九亿九千九百九十九万九千九百九十九",
    ),
}
ENGLISH = {
    word: n
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
ENGLISH |= dict(zip(["eleven", "twelve", "thirteen", "fourteen", "fifteen"], range(11, 16), strict=True))
ENGLISH |= dict(zip(["sixteen", "seventeen", "eighteen", "nineteen"], range(16, 20), strict=True))
ENGLISH |= dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
CHINESE = {**{digit: n for n, digit in enumerate("零一二三四五六七八九")}, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


def read_english(phrase):
    total = group = 0
    for word in phrase.split():
        if word in ENGLISH:
            group += ENGLISH[word]
        elif word == "hundred":
            group *= 100
        elif word in ("thousand", "million"):
            total, group = total + group * {"thousand": 10**3, "million": 10**6}[word], 0
        else:
            assert word == "and"
    return total + group


def read_chinese(phrase):
    total = group = digit = 0
    for sign in phrase:
        if sign in CHINESE:
            digit = CHINESE[sign]
        elif sign in PLACES:
            group, digit = group + (digit or 1) * PLACES[sign], 0
        else:
            total, group, digit = total + (group + digit) * {"万": 10**4, "亿": 10**8}[sign], 0, 0
    return total + group + digit


@pytest.mark.parametrize("number", BY_HAND)
def test_by_hand(number):
    assert (in_english(number), in_chinese(number)) == BY_HAND[number]


def test_what_is_written_can_be_read_back():
    rng = np.random.default_rng(0)
    some = 10 ** rng.uniform(0, 9, 2000)
    for number in [*range(1200), *some.astype(int).tolist()]:
        assert read_english(in_english(number)) == number
        assert read_english(in_english(number, british=False)) == number
        assert read_chinese(in_chinese(number)) == number
        assert read_chinese(in_chinese(number, two="两")) == number


def test_other_forms():
    assert in_english(1_305, british=False) == "one thousand three hundred five"
    assert in_chinese(222, two="两") == "两百二十二"
    assert in_chinese(2_020, two="两") == "两千零二十"
    assert in_chinese(20_002, two="两") == "两万零二"
    assert in_chinese(220_000, two="两") == "二十二万"
    assert in_chinese(200_002_000, two="两") == "两亿零两千"


@pytest.mark.parametrize("write", [in_english, in_chinese])
def test_out_of_range(write):
    for number in (-1, 10**9):
        with pytest.raises(ValueError, match="at least 0 and below 1000000000"):
            write(number)


def test_by_rule_they_are_read_back_and_nothing_else_is():
    for number in [*range(2100), 10**6, 10**6 + 5, 305_040_006, 999_999_999]:
        assert read_by_rule_english(in_english(number)) == number
        assert read_by_rule_english(in_english(number, british=False)) == number
        assert read_by_rule_chinese(in_chinese(number)) == number
        assert read_by_rule_chinese(in_chinese(number, two="两")) == number
    for phrase in (
        "",
        "one two",
        "hundred",
        "five and",
        "three hundred  five",
        "thousand one",
        "drei",
        "and",
    ):
        assert read_by_rule_english(phrase) in (None, 5 if phrase == "five and" else None)
    for phrase in ("", "三百五零", "一百十", "万", "三百零零五", "三五", "十百", "一十"):
        assert read_by_rule_chinese(phrase) is None
