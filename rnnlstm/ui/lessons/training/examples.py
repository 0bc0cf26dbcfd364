"""What networks answer on sequences held out, drawn for each task as a person would read it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from rnnlstm.core.tasks import Adding, Batch, CopyMemory, Parity, Reber, Sine, Task, TemporalOrder
from rnnlstm.core.tasks.reber import legal_successors
from rnnlstm.figures.answers import AnswerWords, sums_chart, waves_chart
from rnnlstm.figures.palette import INK, MODELS, MUTED, RULE, Hue, Mode
from rnnlstm.figures.view import View
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.view import show

Array = NDArray[np.floating[Any]]

EXAMPLES = 6
"""Sequences whose outputs a `Moment` keeps."""
HELD_OUT = 256
"""Sequences that decide about loss and accuracy, the first of which are the examples."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Sign:
    """One sign of a row: its text, and whether it is a right or a wrong answer, or one to look at."""

    text: str
    right: bool | None = None
    marked: bool = False


@dataclass(frozen=True)
class Row:
    """A row of signs under each other's steps: its name, its hue where it is a network's."""

    name: str
    signs: tuple[Sign, ...]
    hue: Hue | None = None


@lru_cache(maxsize=16)
def examples(task: Task, seed: int) -> Batch:
    """Return the held-out sequences that `Moment.y` is about."""
    x, target, mask = task.held_out_batch(seed, HELD_OUT)
    return Batch(x[:, :EXAMPLES], target[:, :EXAMPLES], mask[:, :EXAMPLES])


def show_examples(task: Task, seed: int, answers: Mapping[str, Array], mode: Mode) -> None:
    """Show the examples of a task and the networks' answers.

    Parameters
    ----------
    task : Task
    seed : int
    answers : dict of str to ndarray
        By the kind of network, `Moment.y`.
    mode : {"light", "dark"}
    """
    batch = examples(task, seed)
    if isinstance(task, Adding):
        words = AnswerWords(_("The sum of two marked numbers"), _("Answer"), _("right answer"))
        alt = _("Six held-out sequences: the right sum of each, and the answer of {networks}")
        alt = alt.format(networks=_(", ").join(answers))
        show(View("examples", lambda mode: sums_chart(batch, answers, mode=mode, words=words), alt))
    elif isinstance(task, Sine):
        words = AnswerWords(
            _("The wave goes on"), _("Time step"), _("the wave itself"), _("given, with noise")
        )
        alt = _("Two held-out waves: what is given, how each goes on, and how it is continued by {networks}")
        alt = alt.format(networks=_(", ").join(answers))
        show(View("examples", lambda mode: waves_chart(batch, answers, mode=mode, words=words), alt))
    else:
        for k in range(2 if isinstance(task, TemporalOrder | CopyMemory) else 3):
            st.html(table(rows(task, batch, answers, k), mode, _("Example {number}").format(number=k + 1)))


def rows(task: Task, batch: Batch, answers: Mapping[str, Array], k: int) -> list[Row]:
    """Return example `k` of a task whose answers are symbols, as rows of signs."""
    if isinstance(task, CopyMemory):
        return _copied(task, batch, answers, k)
    if isinstance(task, TemporalOrder):
        return _ordered(task, batch, answers, k)
    if isinstance(task, Reber):
        return _grammar(batch, answers, k)
    if isinstance(task, Parity):
        return _parities(batch, answers, k)
    raise TypeError(f"no rows of signs for {type(task).__name__}")


def table(shown: list[Row], mode: Mode, name: str) -> str:
    """Return rows of signs as an HTML table, which scrolls by itself where it is wide.

    A wrong answer has a wavy line and a cross.
    """
    body = "".join(_row(row, mode) for row in shown)
    frame = "overflow-x:auto;margin:0 0 .9rem"
    look = "border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:1rem"
    return (
        f'<div role="region" aria-label="{html.escape(name)}" tabindex="0" style="{frame}">'
        f'<table style="{look}"><caption style="text-align:left;color:{MUTED.on(mode)};font-size:.9rem">'
        f"{html.escape(name)}</caption><tbody>{body}</tbody></table></div>"
    )


def _row(row: Row, mode: Mode) -> str:
    colour = (row.hue or INK).on(mode)
    head = f"text-align:left;padding:.15rem .8rem .15rem 0;white-space:nowrap;color:{colour};font-weight:600"
    signs = "".join(_sign(sign, mode, alone=len(row.signs) == 1) for sign in row.signs)
    return f'<tr><th scope="row" style="{head}">{html.escape(row.name)}</th>{signs}</tr>'


def _sign(sign: Sign, mode: Mode, *, alone: bool) -> str:
    text = html.escape(sign.text)
    look = f"text-align:center;min-width:1.55rem;padding:.15rem .3rem;border:1px solid {RULE.on(mode)}"
    if sign.marked:
        text = f"<strong>{text}</strong>"
        look += f";box-shadow:inset 0 0 0 2px {INK.on(mode)}"
    if sign.right is False:
        # A line through a letter would hide which one it is.
        text = f'<s style="text-decoration:underline wavy 1px">{text}</s> ✗'
    elif sign.right and alone:
        text = f"{text} ✓"
    return f'<td style="{look};white-space:nowrap">{text}</td>'


def _copied(task: CopyMemory, batch: Batch, answers: Mapping[str, Array], k: int) -> list[Row]:
    n = task.length
    target = batch.target[-n:, k]

    def sign(symbol: int) -> str:
        return LETTERS[symbol] if symbol < task.symbols else "–"

    shown = [Row(_("shown"), tuple(Sign(sign(int(symbol))) for symbol in target))]
    for kind, y in answers.items():
        given = y[-n:, k].argmax(axis=-1)
        signs = (Sign(sign(int(g)), bool(g == t)) for g, t in zip(given, target, strict=True))
        shown.append(Row(kind, tuple(signs), MODELS[kind]))
    return shown


def _ordered(task: TemporalOrder, batch: Batch, answers: Mapping[str, Array], k: int) -> list[Row]:
    end = int(np.argmax(batch.mask[:, k]))
    letters = [task.symbols[symbol] for symbol in batch.x[: end + 1, k].argmax(axis=-1)]
    label = int(batch.target[end, k])
    read = Row(_("reads"), tuple(Sign(letter, marked=letter in "XY") for letter in letters))
    shown = [read, Row(_("class"), (Sign(task.classes[label]),))]
    for kind, y in answers.items():
        guess = int(y[end, k].argmax())
        shown.append(Row(kind, (Sign(task.classes[guess], guess == label),), MODELS[kind]))
    return shown


def _grammar(batch: Batch, answers: Mapping[str, Array], k: int) -> list[Row]:
    steps = int(batch.mask[:, k].sum())
    legal = legal_successors(batch.x[:, k : k + 1])[:steps, 0]
    symbols = np.array(list(Reber.symbols))
    read = symbols[batch.x[:steps, k].argmax(axis=-1)]
    shown = [
        Row(
            _("reads"), tuple(Sign(str(symbol), marked=t in (1, steps - 1)) for t, symbol in enumerate(read))
        ),
        Row(_("may follow"), tuple(Sign("/".join(symbols[each])) for each in legal)),
    ]
    for kind, y in answers.items():
        signs = []
        for scores, allowed in zip(y[:steps, k], legal, strict=True):
            best = np.argsort(-scores)[: allowed.sum()]
            signs.append(
                Sign("/".join(sorted(symbols[best], key=list(symbols).index)), bool(allowed[best].all()))
            )
        shown.append(Row(kind, tuple(signs), MODELS[kind]))
    return shown


def _parities(batch: Batch, answers: Mapping[str, Array], k: int) -> list[Row]:
    target = batch.target[:, k]
    shown = [
        Row(_("bits"), tuple(Sign(str(int(bit))) for bit in batch.x[:, k, 0])),
        Row(_("ones so far, odd = 1"), tuple(Sign(str(int(each))) for each in target)),
    ]
    for kind, y in answers.items():
        given = y[:, k].argmax(axis=-1)
        signs = (Sign(str(int(g)), bool(g == t)) for g, t in zip(given, target, strict=True))
        shown.append(Row(kind, tuple(signs), MODELS[kind]))
    return shown
