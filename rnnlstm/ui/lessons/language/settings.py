"""What the page of the language model sets; a text of the learner's own is in no link."""

from __future__ import annotations

from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.shell import language
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Notches, Range, Text

LONGEST_SENTENCE = 160
"""Characters of the learner's sentence that are read."""
SENTENCES = {
    "alice": "“I wonder,” said the Queen (very softly), “if the White Rabbit has gone home to tea?”",
    "journey": "行者笑道：“师父莫怕，我去看看。”三藏道：“徒弟，你快去快来。”",
    "own": "",
}
"""What is read before anything was typed, by the text that the network was trained on."""
PRIMES = {"alice": "Alice said ", "journey": "行者道：", "own": ""}

ACT = Choice(
    "act",
    N_("Show"),
    {"train": N_("Train"), "read": N_("Read"), "write": N_("Write")},
    buttons=True,
)
CORPUS = Choice(
    "corpus",
    N_("Text"),
    {"alice": N_("Alice in Wonderland"), "journey": N_("Journey to the West"), "own": N_("Your own text")},
    buttons=True,
    always=True,
    own=True,
    depends=lambda: {"usual": "journey" if language.current() == "zh" else "alice"},
)
MODEL = Choice(
    "lm",
    N_("Network"),
    {"shipped": N_("Comes with the course"), "run": N_("Your own run")},
    buttons=True,
    own=True,
)

KIND = Choice("lm_kind", N_("Network"), {"LSTM": "LSTM", "GRU": "GRU", "RNN": "RNN"}, buttons=True, own=True)
UNITS = Notches("lm_units", N_("Hidden units"), (16.0, 32.0, 64.0, 128.0, 192.0), 128.0, own=True)
STEPS = Notches(
    "lm_steps",
    N_("Steps that the gradient goes back"),
    (1.0, 4.0, 16.0, 32.0, 64.0, 128.0),
    64.0,
    help=N_("Truncated BPTT: the state goes on from one excerpt to the next, the gradient does not"),
    own=True,
)
STREAMS = Notches(
    "lm_streams",
    N_("Streams"),
    (1.0, 8.0, 16.0, 32.0, 64.0),
    32.0,
    help=N_("The text is cut into so many pieces, which are read side by side"),
    own=True,
)
RATE = Notches("lm_rate", N_("Learning rate"), (0.0003, 0.001, 0.002, 0.005, 0.01, 0.03), 0.01, own=True)
UPDATES = Notches("lm_updates", N_("Updates"), (100.0, 300.0, 600.0, 1000.0, 1500.0, 3000.0), 600.0, own=True)

SENTENCE = Text(
    "sentence",
    N_("Your sentence"),
    depends=lambda: {"usual": SENTENCES[CORPUS.value()]},
    own=True,
)
PAINT = Choice(
    "paint",
    N_("Colour the text by"),
    {
        "c": N_("cell state c"),
        "h": N_("hidden state h"),
        "f": N_("forget gate f"),
        "i": N_("input gate i"),
        "o": N_("output gate o"),
        "bits": N_("surprise, in bits"),
    },
)
UNIT = Range("lm_unit", N_("Unit"), 1, 192, 1, 1)

PRIME = Text("prime", N_("It reads first"), depends=lambda: {"usual": PRIMES[CORPUS.value()]}, own=True)
TEMPERATURE = Notches(
    "temperature",
    N_("Temperature"),
    (0.0, 0.01, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 5.0, 100.0),
    0.6,
    zero=N_("0: always the likeliest"),
    help=N_("The scores are divided by it before the softmax: below 1 bolder, above 1 wilder"),
)
DRAWN = Range("lm_draw", N_("Seed of the drawing"), 0, 99, 0, 1)
LENGTH = Notches("lm_length", N_("Characters to write"), (100.0, 300.0, 600.0, 1000.0), 300.0)

SETTINGS = (
    *(ACT, CORPUS, MODEL, KIND, UNITS, STEPS, STREAMS, RATE, UPDATES, SEED),
    *(SENTENCE, PAINT, UNIT, PRIME, TEMPERATURE, DRAWN, LENGTH),
)
