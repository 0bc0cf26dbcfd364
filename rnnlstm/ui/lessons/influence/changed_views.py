"""The view of an input that is changed for real: how far the states differ, beside the derivative."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from rnnlstm.core.flow.change import Change
from rnnlstm.figures.change import change_chart
from rnnlstm.figures.flow import Curve
from rnnlstm.figures.frame import Words
from rnnlstm.figures.palette import NETWORKS
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.influence.changed import Everywhere, InputChange, turned_answers
from rnnlstm.ui.lessons.influence.measured import Array
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import in_short
from rnnlstm.ui.walk.walk import Walk

Steps = NDArray[np.integer[Any]]

KEPT, LOST = 0.1, 1e-3
"""Kept: this share of the first difference or more. Lost: less than this share of it, by the derivative."""


@dataclass(frozen=True, eq=False)
class Changed:
    """What a change does in several networks.

    Attributes
    ----------
    walks, changes
        Each network before the change, and what the change does, by its label.
    asked
        What is changed.
    now
        What is read there now.
    of
        What is followed: "h", "c" or "y".
    """

    walks: Mapping[str, Walk]
    changes: Mapping[str, Change]
    asked: InputChange
    now: str
    of: str

    @property
    def symbols(self) -> tuple[str, ...]:
        """What was read at each step before the change."""
        return next(iter(self.walks.values())).reading.symbols

    @property
    def steps(self) -> Steps:
        """The steps from the change on."""
        return np.arange(self.asked.step, len(self.symbols) + 1)

    def sizes(self, label: str) -> tuple[Array, Array]:
        """Return how far a network is moved from the change on, for real and by the derivative."""
        real, predicted = (each[self.asked.step - 1 :, 0] for each in self.changes[label].sizes(self.of))
        return real, predicted


def changed_view(seen: Changed) -> View:
    """Return how far a change moves what follows it, in each network, with the derivative's prediction."""
    curves = changed_curves(seen)
    was = seen.symbols[seen.asked.step - 1]
    title = _("The input at t = {step}, “{before}”, becomes “{after}”")
    words = Words(
        title.format(step=seen.asked.step, before=html.escape(was), after=html.escape(seen.now)),
        _("step s"),
        f"‖{seen.of}<sub>s</sub> − {seen.of}′<sub>s</sub>‖",
    )
    ends = "; ".join(f"{each.name}: {each.values[0]:.2g} → {each.values[-1]:.2g}" for each in curves)
    alt = _("{title}: how far {part} differs from then on. From the change to the last step: {ends}")
    return View(
        name="influence-change",
        draw=lambda mode: change_chart(curves, seen.symbols, mode=mode, words=words),
        alt=alt.format(
            title=title.format(step=seen.asked.step, before=was, after=seen.now), part=seen.of, ends=ends
        ),
        notes=tuple(_latched(seen)),
        table=lambda: changed_table(seen),
        file="change",
    )


def changed_curves(seen: Changed) -> list[Curve]:
    """Return the curve of each network, and that of its derivative's prediction."""
    kind = _("by the derivative")
    curves = []
    for label in seen.changes:
        real, predicted = seen.sizes(label)
        hue = NETWORKS[label]
        curves.append(Curve(label, real, hue, lags=seen.steps))
        curves.append(Curve(f"{label}: {kind}", predicted, hue, "dot", seen.steps, kind))
    return curves


def changed_table(seen: Changed) -> pd.DataFrame:
    """Return one row a step from the change on: how far each network is moved, and its answers."""
    first = seen.asked.step - 1
    table = pd.DataFrame({"s": seen.steps, _("reads"): seen.symbols[first:]})
    derivative, was, now = _("by the derivative"), _("answer before"), _("answer after")
    for label, walk in seen.walks.items():
        real, predicted = seen.sizes(label)
        table[f"{label}: ‖{seen.of} − {seen.of}′‖"] = real
        table[f"{label}: {derivative}"] = predicted
        before, after = (_answers(walk, each)[first:] for each in _outputs(walk, seen.changes[label]))
        table[f"{label}: {was}"] = before
        table[f"{label}: {now}"] = after
    return table


def changed_summary(seen: Changed) -> pd.DataFrame:
    """Return one row a network: what is left at the last step, and which answers are others now."""
    rows = []
    for label, walk in seen.walks.items():
        real, predicted = (f"{in_short(each[0])} → {in_short(each[-1])}" for each in seen.sizes(label))
        before, after = (_answers(walk, each)[-1] for each in _outputs(walk, seen.changes[label]))
        row = {_("Network"): label, _("for real"): real, _("by the derivative"): predicted}
        if walk.reading.classes:
            turned, answers = turned_answers(walk, seen.changes[label], seen.asked.step)
            row[_("answers that change")] = _("{some} of {all}").format(some=turned, all=answers)
        rows.append(row | {_("last answer"): f"{before} → {after}"})
    return pd.DataFrame(rows)


def everywhere_table(found: Mapping[str, Everywhere], of: str) -> pd.DataFrame:
    """Return one row a network: what the same change does in many held-out sequences."""
    return pd.DataFrame(
        {
            _("Network"): label,
            _("last answer right"): _("{some} of {all}").format(some=each.right, all=len(each.real)),
            _("last answer changes"): _("{some} of {all}").format(some=each.turned, all=len(each.real)),
            f"‖{of} − {of}′‖ " + _("there"): in_short(float(np.median(each.real))),
            _("by the derivative"): in_short(float(np.median(each.predicted))),
        }
        for label, each in found.items()
    )


def _latched(seen: Changed) -> list[str]:
    """Name the networks that keep the change although their derivative has vanished."""
    one, kept = _("{network} ({real}; by the derivative {predicted})"), []
    for label in seen.changes:
        real, predicted = seen.sizes(label)
        if real[-1] >= KEPT * real[0] > 0 and predicted[-1] < LOST * real[-1]:
            sizes = {"real": in_short(float(real[-1])), "predicted": in_short(float(predicted[-1]))}
            kept.append(one.format(network=label, **sizes))
    if not kept:
        return []
    sentence = _(
        "Still different at the last step: {networks}. What is stored like this is safe from small changes, "
        "and for the same reason it has almost no gradient."
    )
    return [sentence.format(networks=_(", ").join(kept))]


def _outputs(walk: Walk, change: Change) -> tuple[Array, Array]:
    """Return the outputs before and after a change, (T, O) each."""
    return walk.trace.y[:, 0], change.trace.y[:, 0]


def _answers(walk: Walk, y: Array) -> list[str]:
    """Return what a network answers at each step, as a person would write it."""
    if walk.reading.classes:
        return [walk.reading.classes[int(k)] for k in y.argmax(axis=-1)]
    return [f"{value:.3g}" for value in y[:, 0]]
