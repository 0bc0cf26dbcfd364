"""Whole numbers written in words, English and Chinese, as people write them."""

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**6, "million"), (10**3, "thousand"), (1, ""))

DIGITS = "零一二三四五六七八九"
PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
GROUPS = ((10**8, "亿"), (10**4, "万"), (1, ""))

LIMIT = 10**9
"""Numbers below this one can be written."""


def in_english(number: int, *, british: bool = True) -> str:
    """Write a number in English words, without hyphens.

    Parameters
    ----------
    number : int
        At least 0 and below `LIMIT`.
    british : bool
        Whether "and" stands before tens and ones: "three hundred and five", else "three hundred five".

    Raises
    ------
    ValueError
        If the number is out of range.
    """
    rest = _within(number)
    if rest == 0:
        return ONES[0]
    words: list[str] = []
    for scale, name in SCALES:
        group, rest = divmod(rest, scale)
        if group:
            words += _below_thousand(group, british, joined=scale == 1 and bool(words))
            words += [name] if name else []
    return " ".join(words)


def _below_thousand(number: int, british: bool, joined: bool) -> list[str]:
    """Return the words of 1 to 999; `joined` where others stand before them."""
    hundreds, rest = divmod(number, 100)
    words = [ONES[hundreds], "hundred"] if hundreds else []
    if rest and british and (hundreds or joined):
        words.append("and")
    if rest >= len(ONES):
        words.append(TENS[rest // 10 - 2])
        rest %= 10
    return [*words, ONES[rest]] if rest else words


def read_english(phrase: str) -> int | None:
    """Return the number that a phrase stands for, by rule; None if `in_english` would not write it so.

    Each "and" may stand or be left out.
    """
    words = [word for word in phrase.split(" ") if word != "and"]
    number = group = 0
    for word in words:
        if word in ONES:
            group += ONES.index(word)
        elif word in TENS:
            group += 10 * (TENS.index(word) + 2)
        elif word == "hundred":
            group *= 100
        else:
            scale = next((scale for scale, name in SCALES if name == word), None)
            if scale is None:
                return None
            number, group = number + group * scale, 0
    number += group
    return number if number < LIMIT and words == in_english(number, british=False).split(" ") else None


def in_chinese(number: int, *, two: str = "二") -> str:
    """Write a number in Chinese words.

    A run of zeros is written once, as 零, and not at all at the end of a group of four digits that another
    one follows at once. A leading 一十 is written 十.

    Parameters
    ----------
    number : int
        At least 0 and below `LIMIT`.
    two : {"二", "两"}
        How 2 is written before 百 and 千, and where it is all that stands before a first 万 or 亿.

    Raises
    ------
    ValueError
        If the number is out of range.
    """
    rest = _within(number)
    if rest == 0:
        return DIGITS[0]
    written, gap = "", False
    for scale, name in GROUPS:
        group, rest = divmod(rest, scale)
        if group == 0:
            gap = gap or bool(written)
            continue
        words = two if group == 2 and name and not written else _below_ten_thousand(group, two)
        if written and (gap or group < 1000):
            words = DIGITS[0] + words
        written, gap = written + words + name, False
    return written.removeprefix("一") if written.startswith("一十") else written


def read_chinese(phrase: str) -> int | None:
    """Return the number that a phrase stands for, by rule; None if `in_chinese` would not write it so.

    Each 两 may stand for 二.
    """
    signs = phrase.replace("两", "二")
    number = group = digit = 0
    for sign in signs:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
            continue
        place = next((value for value, name in PLACES if name == sign), None)
        scale = next((scale for scale, name in GROUPS if name == sign), None)
        if place is not None:
            group, digit = group + (digit or 1) * place, 0
        elif scale is not None:
            number, group, digit = number + (group + digit) * scale, 0, 0
        else:
            return None
    number += group + digit
    return number if number < LIMIT and signs == in_chinese(number) else None


def _below_ten_thousand(number: int, two: str) -> str:
    """Return the words of 1 to 9999."""
    written, gap, rest = "", False, number
    for value, name in PLACES:
        digit, rest = divmod(rest, value)
        if digit == 0:
            gap = gap or bool(written)
            continue
        written += DIGITS[0] * gap + (two if digit == 2 and value >= 100 else DIGITS[digit]) + name
        gap = False
    return written


def _within(number: int) -> int:
    if not 0 <= number < LIMIT:
        raise ValueError(f"number must be at least 0 and below {LIMIT}, got {number!r}")
    return int(number)
