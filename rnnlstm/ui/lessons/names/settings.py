"""What the page of names sets."""

from __future__ import annotations

from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Range, Several, Text

LANGUAGES = {
    "en": N_("English"),
    "de": N_("German"),
    "nl": N_("Dutch"),
    "sv": N_("Swedish"),
    "fr": N_("French"),
    "es": N_("Spanish"),
    "it": N_("Italian"),
    "pl": N_("Polish"),
    "hr": N_("Croatian"),
    "fi": N_("Finnish"),
    "ja": N_("Japanese"),
    "zh": N_("Chinese"),
}
"""The languages by their names in the lists and in the link."""

NAME = Text("name", N_("A family name, one letter a step"), "Kowalczyk", own=True)
READER = Choice("reader", N_("Network"), {"lstm": "LSTM", "gru": "GRU", "rnn": "RNN"}, buttons=True)
WEIGHTS = Choice(
    "taught",
    N_("Its weights"),
    {"shipped": N_("trained, shipped"), "live": N_("from your training")},
    buttons=True,
)
LOOK = Choice(
    "names",
    N_("Look at"),
    {
        "mistakes": N_("What is taken for what"),
        "letters": N_("Right after how many letters"),
        "training": N_("Train it yourself"),
    },
    buttons=True,
)
TRUTH = Choice("truth", N_("Names of the list"), LANGUAGES, usual="nl")
TAKEN = Choice("taken", N_("taken for"), LANGUAGES, usual="de")

TRAINED = Several("learners", N_("Networks"), {"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}, ("lstm",))
WIDTH = Range("width", N_("Hidden units"), 8, 96, 64, 8)
ROUNDS = Range("rounds", N_("Updates"), 100, 3000, 1500, 100)

SETTINGS = (NAME, READER, WEIGHTS, LOOK, TRUTH, TAKEN, TRAINED, WIDTH, ROUNDS, SEED)
