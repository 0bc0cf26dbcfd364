"""What networks answer on sequences held out, drawn for each task as a person would read it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from rnnlstm.core.tasks import Task
from rnnlstm.figures.answers import AnswerWords, sums_chart, waves_chart
from rnnlstm.figures.palette import INK, MUTED, RULE, Mode
from rnnlstm.figures.view import View
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.view import show
from rnnlstm.ui.walk.task_notation import WRITTEN, Row, Sign, examples, rows

Array = NDArray[np.floating[Any]]


def show_examples(task: Task, seed: int, answers: Mapping[str, Array], mode: Mode) -> None:
    """Show the examples of a task and the networks' answers.

    Parameters
    ----------
    task : Task
    seed : int
    answers : dict of str to ndarray
        By the kind of network, `Snapshot.y`.
    mode : {"light", "dark"}
    """
    batch, written = examples(task, seed), WRITTEN[type(task)]
    if written.drawn == "sums":
        words = AnswerWords(_("The sum of two marked numbers"), _("Answer"), _("right answer"))
        alt = _("Six held-out sequences: the right sum of each, and the answer of {networks}")
        alt = alt.format(networks=_(", ").join(answers))
        show(View("examples", lambda mode: sums_chart(batch, answers, mode=mode, words=words), alt))
    elif written.drawn == "waves":
        words = AnswerWords(
            _("The wave goes on"), _("Time step"), _("the wave itself"), _("given, with noise")
        )
        alt = _("Two held-out waves: what is given, how each goes on, and how it is continued by {networks}")
        alt = alt.format(networks=_(", ").join(answers))
        show(View("examples", lambda mode: waves_chart(batch, answers, mode=mode, words=words), alt))
    else:
        for k in range(written.examples):
            st.html(table(rows(task, batch, answers, k), mode, _(written.title).format(number=k + 1)))


def table(shown: list[Row], mode: Mode, name: str) -> str:
    """Return rows of signs as an HTML table, which scrolls by itself where it is wide.

    A wrong answer has a wavy line and a cross.
    """
    columns = max(len(row.signs) for row in shown)
    body = "".join(_row(row, columns, mode) for row in shown)
    frame = "overflow-x:auto;margin:0 0 .9rem"
    look = "border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:1rem"
    return (
        f'<div role="region" aria-label="{html.escape(name)}" tabindex="0" style="{frame}">'
        f'<table style="{look}"><caption style="text-align:left;color:{MUTED.on(mode)};font-size:.9rem">'
        f"{html.escape(name)}</caption><tbody>{body}</tbody></table></div>"
    )


def _row(row: Row, columns: int, mode: Mode) -> str:
    """Return a row; what it says of the whole sequence goes through all columns and not under the first."""
    colour = (row.hue or INK).on(mode)
    head = f"text-align:left;padding:.15rem .8rem .15rem 0;white-space:nowrap;color:{colour};font-weight:600"
    across = columns if len(row.signs) == 1 else 0
    signs = "".join(_sign(sign, mode, across) for sign in row.signs)
    return f'<tr><th scope="row" style="{head}">{html.escape(_(row.name))}</th>{signs}</tr>'


def _sign(sign: Sign, mode: Mode, across: int) -> str:
    text, align = html.escape(sign.text), "left" if across else "center"
    look = f"text-align:{align};min-width:1.55rem;padding:.15rem .3rem;border:1px solid {RULE.on(mode)}"
    if sign.marked:
        text = f"<strong>{text}</strong>"
        look += f";box-shadow:inset 0 0 0 2px {INK.on(mode)}"
    if sign.right is False:
        # A line through a letter would hide which one it is.
        text = f'<s style="text-decoration:underline wavy 1px">{text}</s> ✗'
    elif sign.right and across:
        text = f"{text} ✓"
    return f'<td colspan="{across or 1}" style="{look};white-space:nowrap">{text}</td>'
