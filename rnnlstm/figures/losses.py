"""How well networks do in a training, update by update: their losses, and their accuracies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.training.history import History, held_out_baseline
from rnnlstm.figures.flow import MARKERS
from rnnlstm.figures.frame import LOGARITHMIC, Words, assembled
from rnnlstm.figures.palette import MUTED, NETWORKS, PAGE, Mode
from rnnlstm.figures.updates import NAMED, against_updates, updates

Array = NDArray[np.floating[Any]]

FAINT = 0.28
"""The opacity of a training loss that is not smoothed."""
FAR = 30
"""Times the naive baseline: what lies above leaves the picture, as the first updates of an IRNN may."""
ACCURACIES = {"range": [-0.03, 1.05], "tickformat": ".0%"}
"""An axis with all that an accuracy can be."""


@dataclass(frozen=True)
class LossWords(Words):
    """The words of the loss curves.

    Attributes
    ----------
    naive
        Names the line of the naive baseline, or of chance.
    held_out
        Says what a network's points are, where one is pointed at: ``{network}, held out``.
    training
        The same of its line.
    """

    naive: str
    held_out: str
    training: str


def percent(share: float) -> str:
    """Write a share as a class reads it: 7.8%, 25%; what is not quite 0 or 1 reads neither 0% nor 100%."""
    if 0 < share < 0.0005:
        return "<0.1%"
    shown = 99.9 if 0.9995 <= share < 1 else 100 * share
    return f"{shown:.1f}".removesuffix(".0") + "%"


def running_mean(values: Array, window: int) -> Array:
    """Return at each place the mean of the last ``window`` values up to it, of fewer at the beginning."""
    sums = np.cumsum(np.concatenate([[0.0], values]))
    until = np.arange(1, len(values) + 1)
    since = np.maximum(until - window, 0)
    return np.asarray((sums[until] - sums[since]) / np.maximum(until - since, 1))


def smoothing(steps: int) -> int:
    """Return over how many updates the loss is averaged, in a training of this many steps."""
    return max(1, steps // 50)


def loss_chart(
    histories: Mapping[str, History],
    *,
    mode: Mode,
    words: LossWords,
    measure: Literal["loss", "accuracy"] = "loss",
    height: int = 380,
) -> go.Figure:
    """Draw how well each network does, update by update.

    Parameters
    ----------
    histories
        By the kind of network.
    mode
        Whether the page is light or dark.
    words
        What stands on the figure.
    measure
        "loss": the loss of each batch, faint; its mean over the last `smoothing` updates; the loss on
        held-out sequences as points; and the naive baseline on these same sequences. "accuracy": that on
        held-out sequences, and chance.
    height
        In pixels.
    """
    one = next(iter(histories.values()))
    task = one.recipe.task
    naive = held_out_baseline(task, one.seed) if measure == "loss" else task.chance
    traces: list[dict[str, Any]] = []
    seen = [np.array([naive])]
    for kind, history in histories.items():
        if measure == "loss" and history.step:
            smooth = running_mean(history.loss, smoothing(history.recipe.steps))
            traces += _of_batches(kind, history.loss, smooth, mode, words)
            seen.append(smooth)
        values = np.array([getattr(snapshot, measure) for snapshot in history.snapshots])
        traces.append(_held_out(kind, updates(history), values, mode, words, shares=measure == "accuracy"))
        seen.append(values)
    # Single batches may leave the picture; what they tend to, and what is held out, stays in sight.
    upward = _loss_axis(np.concatenate(seen), FAR * naive) if measure == "loss" else ACCURACIES
    whole = against_updates(one, mode, words, height, NAMED, upward)
    written = f"{naive:.3g}" if measure == "loss" else percent(naive)
    label = f"{words.naive} {written}"
    return assembled(traces, whole | _level(naive, label, mode, logarithmic="type" in upward))


def _of_batches(
    kind: str, losses: Array, smooth: Array, mode: Mode, words: LossWords
) -> list[dict[str, Any]]:
    """Return the loss of each batch, and what it tends to."""
    common = {
        "x": np.arange(1, len(losses) + 1),
        "mode": "lines",
        "name": words.training.format(network=kind),
        "showlegend": False,
    }
    colour = NETWORKS[kind].on(mode)
    hover = "%{fullData.name}<br>%{x}: %{y:.4g}<extra></extra>"
    raw = {"y": losses, "line": {"color": colour, "width": 1}, "opacity": FAINT, "hoverinfo": "skip"}
    mean = {"y": smooth, "line": {"color": colour, "width": 2}, "hovertemplate": hover}
    return [common | raw, common | mean]


def _held_out(
    kind: str, steps: Sequence[int], values: Array, mode: Mode, words: LossWords, *, shares: bool
) -> dict[str, Any]:
    """Return what was measured on held-out sequences, as points; shares are joined by a line."""
    colour = NETWORKS[kind].on(mode)
    edge = {"width": 1, "color": PAGE.on(mode)}
    form = ".1%" if shares else ".4g"
    return {
        "x": steps,
        "y": values,
        "mode": "lines+markers" if shares else "markers",
        "marker": {"symbol": MARKERS[kind], "size": 8, "color": colour, "line": edge},
        "line": {"color": colour, "width": 2},
        "name": kind,
        "hovertemplate": f"{words.held_out.format(network=kind)}<br>%{{x}}: %{{y:{form}}}<extra></extra>",
    }


def _loss_axis(losses: Array, most: float) -> dict[str, Any]:
    """Return an axis with these losses up to one: in powers of ten where they are of different sizes."""
    # Of those that a logarithmic axis can show.
    seen = losses[np.isfinite(losses) & (losses > 0)]
    low, high = float(seen.min()), min(float(seen.max()), most)
    if high / low <= 4:
        return {"range": [0, 1.05 * high]}
    return LOGARITHMIC | {
        "dtick": 1 if high / low > 100 else "D2",
        "range": [np.log10(low) - 0.15, np.log10(high) + 0.1],
    }


def _level(value: float, label: str, mode: Mode, *, logarithmic: bool) -> dict[str, Any]:
    """Return a line across the figure, and a note on it."""
    colour = MUTED.on(mode)
    line = {
        "type": "line",
        **{"xref": "x domain", "x0": 0, "x1": 1},
        **{"yref": "y", "y0": value, "y1": value},
        "line": {"color": colour, "width": 2, "dash": "dash"},
    }
    note = {
        "text": label,
        **{"xref": "paper", "x": 1, "xanchor": "right"},
        # Plotly wants the place of a note on a logarithmic axis as its exponent.
        **{"y": np.log10(value) if logarithmic else value, "yanchor": "bottom"},
        "showarrow": False,
        "font": {"size": 14, "color": colour},
        "bgcolor": PAGE.on(mode),
        "opacity": 0.85,
    }
    return {"shapes": [line], "annotations": [note]}
