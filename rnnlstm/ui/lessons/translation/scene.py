"""What the cards of this room can speak of: the phrase, what each network makes of it, what is right."""

from __future__ import annotations

from collections.abc import Mapping

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.translation.measured import SIGNS, Translated
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
    that of the rule, else 0), ``ends`` (the steps of its decoder), ``best`` (the accuracy on the shortest
    numbers), ``worst`` (on the longest). ``accuracy`` takes a way and a number of digits, ``letters_of`` a
    number of digits. ``moved`` takes a letter's place: how far it moves the vector of the network walked
    through. ``chance`` takes a way and a step of the decoder: the probability of what it writes there;
    ``looks`` a step of the decoder: the place of the letter that attention weighs most, ``weight`` the share
    that it gets.
    """
    one = next(iter(networks.values()))
    right = "" if phrase.number is None else str(phrase.number)
    within = [int(d) for d in one.measured.digits if d <= one.task.digits]
    looked = seen["attention"]

    def accuracy(of: str, digits: float) -> float:
        measured = networks[of].measured
        return float(measured.accuracy[list(measured.digits).index(int(digits))])

    def chance(of: str, t: float) -> float:
        each = seen[of]
        place = min(max(int(t), 1), len(each.written)) - 1
        return float(each.chances[place, SIGNS.index(each.written[place])])

    def row(t: float) -> int:
        return min(max(int(t), 1), len(looked.written)) - 1

    return {
        "phrase": phrase.text,
        "letters": len(phrase.text),
        "number": right,
        "units": one.network.hidden_size,
        "way": way,
        "step": step,
        "steps": seen[way].steps,
        "shortest": within[0],
        "longest": within[-1],
        "past": next((int(d) for d in one.measured.digits if d > one.task.digits), 0),
        "breaks": next((d for d in within if accuracy("plain", d) < MOSTLY), 0),
        "answer": lambda of: seen[of].answer,
        "right": lambda of: int(seen[of].answer == right),
        "ends": lambda of: len(seen[of].written),
        "best": lambda of: accuracy(of, within[0]),
        "worst": lambda of: accuracy(of, within[-1]),
        "accuracy": accuracy,
        "letters_of": lambda digits: float(
            one.measured.letters[list(one.measured.digits).index(int(digits))]
        ),
        "moved": lambda place: float(seen[way].added[min(max(int(place), 1), len(phrase.text)) - 1]),
        "chance": chance,
        "looks": lambda t: int(looked.weights[row(t)].argmax()) + 1,
        "weight": lambda t: float(looked.weights[row(t)].max()),
    }
