"""What the page of forecasts sets; a pasted table goes into the link if it is short, a file never does."""

from __future__ import annotations

from collections.abc import Mapping

from rnnlstm.ui.controls.settings import SEED
from rnnlstm.ui.lessons.forecast.sources import GIVEN
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.setting_kinds import Choice, Lines, Notches, Range, Several
from rnnlstm.ui.walk.tables.dates import ORDERS
from rnnlstm.ui.walk.tables.rows import SEPARATORS
from rnnlstm.ui.walk.text_file import ENCODINGS

AUTO = N_("found out")
OWN_WINDOW = 12
"""How many values a forecaster usually sees of the learner's series."""

SERIES = Choice(
    "series",
    N_("Series"),
    {name: series.title for name, series in GIVEN.items()}
    | {"paste": N_("Yours: a pasted table"), "file": N_("Yours: from a file")},
)
DATA = Lines(
    "data",
    N_("Paste numbers or a table here, with its heading if it has one"),
    own=True,
    placeholder=N_("For example two columns copied from a spreadsheet: time and value"),
)


def _usual_window() -> Mapping[str, float]:
    series = SERIES.value()
    return {"usual": GIVEN[series].window if series in GIVEN else OWN_WINDOW}


HELD_OUT = Range(
    "held_out",
    N_("Held out at the end, in %"),
    5,
    50,
    20,
    5,
    help=N_("The last part of the series: nobody learns from it, all are measured on it"),
)
# How long it can be is known only where the series is.
WINDOW = Range(
    "window",
    N_("Last values that are seen"),
    2,
    60,
    24,
    1,
    depends=_usual_window,
    late=True,
    help=N_("By the networks and by the autoregression"),
)
READS = Choice(
    "reads",
    N_("Networks read and forecast"),
    {"values": N_("values"), "changes": N_("changes")},
    buttons=True,
    help=N_("Changes: from each value to the next; what is forecast of them is added to the last value"),
)
SEASON = Range(
    "season",
    N_("Season, in steps (0: found out)"),
    0,
    400,
    0,
    1,
    help=N_("Found out, it is the lag at which the training part is most like itself"),
)
UNITS = Range("fc_units", N_("Hidden units"), 1, 64, 16, 1)
UPDATES = Range("fc_updates", N_("Updates"), 50, 1000, 300, 50)
RATE = Notches("fc_rate", N_("Learning rate"), (0.001, 0.003, 0.01, 0.03, 0.1), 0.01)
SHOWN = Several(
    "fc_shown",
    N_("Shown in the figure"),
    {
        "RNN": "RNN",
        "LSTM": "LSTM",
        "GRU": "GRU",
        "last": N_("last value"),
        "season": N_("last season"),
        "autoregression": N_("autoregression"),
    },
    usual=("LSTM", "GRU", "last", "autoregression"),
)

ENCODING = Choice(
    "csv_encoding", N_("Encoding of the file"), {"auto": AUTO} | {name: name for name in ENCODINGS}, own=True
)
SEPARATOR = Choice("csv_sep", N_("Between the fields"), {"auto": AUTO, **SEPARATORS}, own=True)
DECIMAL = Choice(
    "csv_decimal", N_("Decimal mark"), {"auto": AUTO, ".": N_("point"), ",": N_("comma")}, own=True
)
THOUSANDS = Choice(
    "csv_thousands",
    N_("Between thousands"),
    {
        "auto": AUTO,
        "": N_("nothing"),
        ",": N_("comma"),
        ".": N_("point"),
        " ": N_("blank"),
        "'": N_("apostrophe"),
    },
    own=True,
)
HEADING = Choice(
    "csv_heading", N_("First row"), {"auto": AUTO, "yes": N_("a heading"), "no": N_("numbers")}, own=True
)
# Which columns there are is known only where the table is.
TIMES = Choice("csv_times", N_("Column of the times"), {"auto": AUTO}, own=True, late=True)
VALUES = Choice("csv_values", N_("Column of the values"), {"auto": AUTO}, own=True, late=True)
ORDER = Choice("csv_order", N_("Times are written as"), {"auto": AUTO, **ORDERS}, own=True)
DUPLICATES = Choice(
    "csv_twice",
    N_("Of several rows of one time"),
    {"mean": N_("take the mean"), "first": N_("take the first"), "last": N_("take the last")},
    own=True,
)
GAPS = Choice(
    "csv_gaps",
    N_("Where times are missing"),
    {
        "auto": N_("by how many they are"),
        "fill": N_("there is a missing value"),
        "rows": N_("each row is one step all the same"),
    },
    own=True,
)
MISSING = Choice(
    "csv_missing",
    N_("Where a value is missing"),
    {
        "hold": N_("the last one goes on"),
        "line": N_("a straight line between its neighbours"),
        "out": N_("leave it out"),
    },
    own=True,
)

READING = (ENCODING, SEPARATOR, DECIMAL, THOUSANDS, HEADING, TIMES, VALUES, ORDER, DUPLICATES, GAPS, MISSING)
SETTINGS = (
    *(SERIES, DATA, HELD_OUT, WINDOW, READS, SEASON, UNITS, UPDATES, RATE, SEED, SHOWN),
    *READING,
)
