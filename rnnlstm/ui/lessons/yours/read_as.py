"""What was read of a file, in words and as a table: every array, and what became of it."""

from __future__ import annotations

import pandas as pd

from rnnlstm.core.exchange.reading import Read, Reading
from rnnlstm.core.networks.stack import Stack
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal, together
from rnnlstm.ui.walk.upload import Found

GATES = {
    "f": N_("Forget gate"),
    "i": N_("Input gate"),
    "o": N_("Output gate"),
    "r": N_("Reset gate"),
    "z": N_("Update gate"),
    "g": N_("Candidate"),
    "c": N_("Candidate"),
    "n": N_("Candidate"),
    "h": N_("Hidden state"),
    "y": N_("Read-out"),
}
HOW = {
    "transposed": N_("transposed"),
    "summed": N_("two biases summed"),
    "widened": N_("widened to float32"),
}
ASSUMED = {
    "activation": N_("The file does not say which activation the RNN was trained with: choose it."),
    "sigmoid": N_("A Keras this old may have used another sigmoid in its gates."),
    "reset_after": N_(
        "The file does not say where the GRU's reset gate stands; it is read as in Keras since 2.4."
    ),
    "bias": N_("There is no bias; it is read as 0."),
    "readout": N_("There is no read-out: y_t = h_t stands for it."),
}
MOST_NAMED = 6


def table(reading: Reading[Stack]) -> pd.DataFrame:
    """Return one row a part of an array: where it is from, the parameter that it became, and how.

    The type stands last: where names are long, it may be cut off rather than what became of the array.
    """
    lines = reading.table
    columns = {
        _("array"): [line.name for line in lines],
        _("shape"): [" × ".join(map(str, line.shape)) for line in lines],
        _("rows"): [_span(line.part) for line in lines],
        _("is read as"): [_(GATES[line.gate]) for line in lines],
        _("parameter"): [_parameter(line) for line in lines],
        _("how"): [_(", ").join(_(HOW[how]) for how in line.how) for line in lines],
        _("type"): [line.dtype for line in lines],
    }
    return pd.DataFrame(columns)


def widths() -> dict[str, int]:
    """Return how wide the columns of `table` with short words are, in pixels: so all of them are seen."""
    return {_("shape"): 60, _("rows"): 54, _("is read as"): 90, _("how"): 134, _("type"): 62}


def _span(part: tuple[int, int]) -> str:
    return f"{part[0] + 1}–{part[1]}"


def _parameter(line: Read) -> str:
    place = f"{line.place}." if line.place else ""
    columns = f"[:, {_span(line.columns)}]" if line.columns else ""
    return f"{place}{line.parameter}{columns}"


def title(found: Found) -> str:
    """Return a network of a file in a line: the names it has there, its kind, its sizes."""
    prefix = found.prefix.rstrip("./") or _("no prefix")
    message = _("{name}: {kind}, {inputs} → {units}")
    said = message.format(name=prefix, kind=found.kind, inputs=found.input_size, units=found.hidden_size)
    if found.layers > 1:
        said += _(", {count} layers").format(count=found.layers)
    return said + (_(", both directions") if found.both_directions else "")


def in_words(file: str, found: Found, reading: Reading[Stack]) -> str:
    """Say what was read, what was assumed, and what was left."""
    message = _("Read from {file}: the weights of {library}, {network}.")
    said = [message.format(file=literal(file), library=found.library, network=literal(title(found)))]
    said += [_(ASSUMED[what]) for what in reading.assumed]
    if reading.left:
        names = _(", ").join(literal(name[:60]) for name in reading.left[:MOST_NAMED])
        if (more := len(reading.left) - MOST_NAMED) > 0:
            names += " " + _("… and {count} more").format(count=more)
        said.append(_("Not taken: {names}.").format(names=names))
    return together(said)
