"""What the page of translation sets."""

from __future__ import annotations

from collections.abc import Mapping

from rnnlstm.core.translation.phrases import LONGEST
from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Range, Text

EXAMPLES = {
    "en": {
        "long": "three hundred and eighteen thousand two hundred and seven",
        "short": "three hundred and five",
        "zeros": "five hundred thousand and two",
        "words": "seven seven seven",
    },
    "zh": {
        "long": "一千八百二十五万零三百零六",
        "short": "三百零五",
        "zeros": "两百万零四十",
        "words": "七七七",
    },
}
"""Phrases of each language, by their name in the link."""

WORDS = Choice(
    "words",
    N_("Numbers in words of"),
    {"en": N_("English"), "zh": N_("Chinese")},
    buttons=True,
    depends=lambda: {"usual": language.current()},
)
EXAMPLE = Choice(
    "example",
    N_("Example"),
    {
        "long": N_("a long number"),
        "short": N_("a short one"),
        "zeros": N_("many zeros"),
        "words": N_("no number"),
    },
    buttons=True,
)
PHRASE = Text(
    "phrase",
    N_("A number in words; type your own"),
    depends=lambda: {"usual": EXAMPLES[WORDS.value()][EXAMPLE.value()]},
)
WHOSE = Choice(
    "whose",
    N_("Networks"),
    {"shipped": N_("trained, shipped"), "own": N_("your run")},
    buttons=True,
)
WAY = Choice(
    "through",
    N_("Walk through the network"),
    {"plain": N_("without attention"), "attention": N_("with attention")},
    buttons=True,
)
STEP = Range("step", N_("Step"), 1, 300, 1, 1, late=True)


def _by_language(en: float, zh: float) -> Mapping[str, float]:
    return {"usual": zh if WORDS.value() == "zh" else en}


DIGITS = Range(
    "digits",
    N_("Digits of the longest numbers"),
    3,
    LONGEST,
    5,
    1,
    depends=lambda: _by_language(6, 8),
    help=N_("Longer numbers have longer phrases, and take longer to learn"),
)
UNITS = Range("vector", N_("Hidden units"), 16, 96, 64, 16)
UPDATES = Range("turns", N_("Updates"), 200, 4000, 1000, 200)
CELL = Choice("cells", N_("Cells"), {"gru": "GRU", "lstm": "LSTM"}, buttons=True)

SETTINGS = (
    *(WORDS, EXAMPLE, PHRASE, WHOSE, WAY, STEP),
    *(DIGITS, UNITS, UPDATES, CELL, SEED),
)
