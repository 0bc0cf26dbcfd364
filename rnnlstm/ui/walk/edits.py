"""Interventions: what the learner changes in a network by hand, as a short text that fits into a link.

One edit reads ``name.j.k@t:value``, several are joined by commas; what is left out means all of it, and what
comes later is done later. Indices and steps count from 1::

    f:1            every forget gate, at every step         f.3@4:0       that of unit 3, at step 4 only
    h0.2:0.5       unit 2 starts from 0.5                   c0:1          every cell starts from 1
    W_f.2.5:1.2    row 2, column 5 of W_f                   x.2@3:0.5     component 2 of the input at step 3
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rnnlstm.core.cells import CELLS
from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.cells.records import Trace
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.numbers import number
from rnnlstm.ui.walk.sequence import check_magnitude

Array = NDArray[np.floating[Any]]


def _renamed(cell: Cell) -> dict[str, str]:
    """Return the parameters whose index is not the letter of what they make, each with its name by that."""
    renamed = {}
    for letter, block in cell.blocks().items():
        index = block.a.removeprefix("a_")
        for name in {block.of_x.name, block.of_h.name, *block.biases, *block.peepholes}:
            if index != letter and name.endswith(f"_{index}"):
                renamed[name] = name.removesuffix(index) + letter
    return renamed


CANDIDATE = {
    name: shown for kind in CELLS.values() for name, shown in _renamed(kind.init(1, 1, 1, seed=0)).items()
}
"""What an edit calls the parameters whose index in books, and in the core, is another: W_c is W_g here."""

MAX_EDITS = 200
"""Edits of one network that are read; a text of more is cut there."""

_EDIT = re.compile(r"([A-Za-z]\w*)((?:\.\d{1,6}){0,2})(?:@(\d{1,6}))?:(.+)", re.ASCII)


@dataclass(frozen=True)
class Edit:
    """One number set by hand, or several at once.

    Attributes
    ----------
    name
        What is altered: a gate, ``h0``, ``c0``, ``x``, or a parameter.
    index
        Which of its numbers, from 1; the axes left out are altered as a whole.
    step
        At which time step, from 1; at every one if None.
    value
        What it is set to.
    """

    name: str
    index: tuple[int, ...] = ()
    step: int | None = None
    value: float = 0.0

    @property
    def target(self) -> tuple[str, tuple[int, ...], int | None]:
        """What is altered; a later edit of the same target takes the place of an earlier one."""
        return self.name, self.index, self.step

    @property
    def number(self) -> str:
        """The value, as short as it can be written without loss."""
        return repr(float(self.value) + 0.0).removesuffix(".0")

    @property
    def text(self) -> str:
        """The edit as it stands in the link."""
        where = "".join(f".{place}" for place in self.index)
        when = "" if self.step is None else f"@{self.step}"
        return f"{self.name}{where}{when}:{self.number}"


def understood(text: str) -> tuple[tuple[Edit, ...], tuple[InputError, ...]]:
    """Return the edits that a text names, in their order, and what is wrong with its other parts."""
    edits: dict[Any, Edit] = {}
    errors: list[InputError] = []
    words = [word for word in map(str.strip, text.split(",")) if word]
    if len(words) > MAX_EDITS:
        errors.append(
            InputError(
                N_("These are {count} changes. The first {limit} of them are made."),
                count=len(words),
                limit=MAX_EDITS,
            )
        )
    for word in words[:MAX_EDITS]:
        try:
            edit = _read(word)
        except InputError as error:
            errors.append(error)
            continue
        edits.pop(edit.target, None)  # so that the later one also comes later in the order
        edits[edit.target] = edit
    return tuple(edits.values()), tuple(errors)


def write(edits: Sequence[Edit]) -> str:
    """Return the text of the edits, which ``understood`` reads again."""
    return ",".join(edit.text for edit in edits)


def _read(word: str) -> Edit:
    found = _EDIT.fullmatch(word)
    try:
        if found is None:
            raise ValueError(word)
        name, places, step, written = found.groups()
        value = number(written)
    except ValueError:
        raise InputError(
            N_("“{edit}” names no change. Changes read like this: {example}."),
            edit=word[:20],
            example="f.3@4:0, h0.2:0.5, W_hy.1.2:1",
        ) from None
    check_magnitude(value, word)
    index = tuple(int(place) for place in places.split(".")[1:])
    return Edit(CANDIDATE.get(name, name), index, int(step) if step else None, value)


def parameters(cell: Cell) -> dict[str, Array]:
    """Return the parameters of a cell by the names that the stepper uses."""
    return {CANDIDATE.get(name, name): value for name, value in cell.params.items()}


@dataclass(frozen=True, eq=False)
class Altered:
    """A network and its input after the edits.

    Attributes
    ----------
    cell
        The cell, its parameters altered.
    x
        The input, (T, 1, D).
    h0, c0
        The initial states (H,), None where they are untouched.
    clamp
        The gates that are held: the name -> values (T, 1, H), NaN where the gate is free.
    edits
        The edits that were made.
    misfits
        A sentence for each edit that this network has no place for.
    """

    cell: Cell
    x: Array
    h0: Array | None
    c0: Array | None
    clamp: Mapping[str, Array]
    edits: tuple[Edit, ...]
    misfits: tuple[InputError, ...]

    def forward(self) -> Trace:
        """Run the network forward."""
        return self.cell.forward(self.x, self.h0, self.c0, clamp=self.clamp)


def apply(edits: Sequence[Edit], cell: Cell, x: Array) -> Altered:
    """Alter a network and its input (T, 1, D); what does not fit is left out and told."""
    steps, width = len(x), cell.hidden_size
    own = parameters(cell)
    # A row a step, and what belongs to no step.
    timed = dict.fromkeys(cell.gates, (steps, width)) | {"x": (steps, x.shape[-1])}
    fixed = dict.fromkeys(initial(cell), (width,)) | {name: value.shape for name, value in own.items()}
    values: dict[str, Array] = {}
    made: list[Edit] = []
    misfits: list[InputError] = []
    for edit in edits:
        misfit = _misfit(edit, cell, timed, fixed)
        if misfit is not None:
            misfits.append(misfit)
            continue
        made.append(edit)
        if edit.name not in values:
            values[edit.name] = _untouched(edit.name, cell, x)
        places: tuple[int | slice, ...] = tuple(place - 1 for place in edit.index)
        if edit.name in timed:
            places = (slice(None) if edit.step is None else edit.step - 1, *places)
        values[edit.name][places] = edit.value
    altered = {name: values[shown] for name, shown in zip(cell.params, own, strict=True) if shown in values}
    return Altered(
        cell=cell.with_params(altered) if altered else cell,
        x=values["x"][:, None] if "x" in values else x,
        h0=values.get("h0"),
        c0=values.get("c0"),
        clamp={gate: values[gate][:, None] for gate in cell.gates if gate in values},
        edits=tuple(made),
        misfits=tuple(misfits),
    )


def _untouched(name: str, cell: Cell, x: Array) -> Array:
    """Return a copy of what an edit alters, as it is before."""
    if name in cell.gates:
        return np.full((len(x), cell.hidden_size), np.nan)
    if name in initial(cell):
        return np.zeros(cell.hidden_size)
    return np.array(x[:, 0] if name == "x" else parameters(cell)[name])


def initial(cell: Cell) -> tuple[str, ...]:
    """Return the names of the states that a cell starts from."""
    return tuple(f"{state}0" for state in cell.states)


def _misfit(
    edit: Edit, cell: Cell, timed: Mapping[str, tuple[int, ...]], fixed: Mapping[str, tuple[int, ...]]
) -> InputError | None:
    """Say why the network has no place for an edit; None if it has."""
    said: dict[str, Any] = {"edit": edit.text, "name": edit.name}
    if edit.name in timed:
        steps, *sizes = timed[edit.name]
        if edit.step is not None and not 1 <= edit.step <= steps:
            return InputError(N_("“{edit}”: the sequence has the steps 1 to {steps}."), **said, steps=steps)
    elif edit.name in fixed:
        sizes = list(fixed[edit.name])
        if edit.step is not None:
            return InputError(N_("“{edit}”: {name} is not set step by step."), **said)
    else:
        return InputError(
            N_("“{edit}”: there is no {name} in this {model}."), **said, model=type(cell).__name__
        )
    inside = len(edit.index) <= len(sizes) and all(
        1 <= place <= size for place, size in zip(edit.index, sizes, strict=False)
    )
    if not inside:
        size = " × ".join(map(str, sizes))
        return InputError(N_("“{edit}” lies outside {name}, whose size is {size}."), **said, size=size)
    low = cell.gates.get(edit.name)
    if low is not None and not low <= edit.value <= 1:
        return InputError(N_("“{edit}”: {name} can be {low:g} to {high:g}."), **said, low=low, high=1)
    return None
