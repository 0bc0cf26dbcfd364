"""What the cards of this room can speak of: the phrase, what each network makes of it, what is right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rnnlstm.figures.attention import BLANK
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.translation.measured import ENDS, SIGNS, Array, Translated
from rnnlstm.ui.lessons.translation.networks import Translator
from rnnlstm.ui.lessons.translation.phrase import Phrase

MOSTLY = 0.9
"""A network that is right less often than this errs too often to be relied on."""


def scene(
    phrase: Phrase,
    seen: Mapping[str, Translated],
    networks: Mapping[str, Translator],
    way: str,
    step: int,
) -> Scene:
    """Return the numbers of a translation.

    ``phrase`` is what is read, ``letters`` the number of its letters, ``number`` what it means by rule ("" if
    nothing), ``units`` the size of the vector, ``way`` the network that is walked through, ``step`` the step
    that is shown and ``steps`` all of them; ``shortest`` and ``longest`` are the digits of the shortest and
    the longest numbers that the networks are measured on within what they were trained on, ``past`` the
    digits of those beyond (0 if they are not measured there); ``breaks`` is the first number of digits at
    which the network without attention has less than nine of ten right, 0 if none.

    The rest are functions. Of a way, "plain" or "attention": ``answer``, ``right`` (1 where the answer is
    that of the rule, else 0), ``ends`` (the steps of its decoder), ``ended`` (1 where the last of them writes
    the end mark, else 0), ``best`` (the accuracy on the shortest numbers), ``worst`` (on the longest).
    ``accuracy`` takes a way and a number of digits, ``letters_of`` a number of digits. Of a letter's place:
    ``sign`` (the letter), ``moved`` (how far it moves the vector of the network walked through). ``chance``
    takes a way and a step of the decoder: the probability of what it writes there; ``looks`` a step of the
    decoder: the place of the letter that attention weighs most, ``weight`` the share that it gets.
    """
    one = next(iter(networks.values()))
    right = "" if phrase.number is None else str(phrase.number)
    walked = seen[way]
    return {
        "phrase": phrase.text,
        "letters": len(phrase.text),
        "number": right,
        "units": one.network.hidden_size,
        "way": way,
        "step": step,
        "steps": walked.steps,
        "answer": lambda of: seen[of].answer,
        "right": lambda of: int(seen[of].answer == right),
        "ends": lambda of: len(seen[of].written),
        "ended": lambda of: int(seen[of].written[-1] == ENDS),
        "sign": lambda place: phrase.text[_within(place, len(phrase.text))].replace(" ", BLANK),
        "moved": lambda place: float(walked.added[_within(place, walked.letters)]),
        **_by_length(networks),
        **_of_digits(seen),
    }


def _by_length(networks: Mapping[str, Translator]) -> Scene:
    """Return what was measured of the networks, by the length of the number."""
    one = next(iter(networks.values()))
    every = one.measured.digits.tolist()
    within = [digits for digits in every if digits <= one.task.digits]

    def accuracy(of: str, digits: float) -> float:
        return float(networks[of].measured.accuracy[every.index(int(digits))])

    return {
        "shortest": within[0],
        "longest": within[-1],
        "past": next((digits for digits in every if digits > one.task.digits), 0),
        "breaks": next((digits for digits in within if accuracy("plain", digits) < MOSTLY), 0),
        "best": lambda of: accuracy(of, within[0]),
        "worst": lambda of: accuracy(of, within[-1]),
        "accuracy": accuracy,
        "letters_of": lambda digits: float(one.measured.letters[every.index(int(digits))]),
    }


def _of_digits(seen: Mapping[str, Translated]) -> Scene:
    """Return what is known of each digit written: its probability, and where attention looks before it."""
    looked = seen["attention"]

    def chance(of: str, t: float) -> float:
        place = _within(t, len(seen[of].written))
        return float(seen[of].chances[place, SIGNS.index(seen[of].written[place])])

    def row(t: float) -> Array:
        return np.asarray(looked.weights[_within(t, len(looked.written))])

    return {
        "chance": chance,
        "looks": lambda t: int(row(t).argmax()) + 1,
        "weight": lambda t: float(row(t).max()),
    }


def _within(number: float, count: int) -> int:
    """Return a number from 1 on as an index, the nearest there is."""
    return min(max(int(number), 1), count) - 1
