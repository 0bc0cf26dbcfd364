"""The numbers of a training as tables: losses and accuracies, gradients by lag, and gates."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from rnnlstm.core.training.history import History
from rnnlstm.ui.shell.language import _


def loss_table(histories: Mapping[str, History]) -> pd.DataFrame:
    """Return one row an update: the loss and gradient norm of each network, and what snapshots found."""
    most = max(history.step for history in histories.values())
    columns: dict[str, Any] = {_("update"): np.arange(most + 1)}
    for kind, history in histories.items():
        for name, values in ((_("loss"), history.loss), (_("gradient norm"), history.gradient_norm)):
            column = np.full(most + 1, np.nan)
            column[1 : history.step + 1] = values
            columns[f"{kind} {name}"] = column
        for name, measure in ((_("held-out loss"), "loss"), (_("held-out accuracy"), "accuracy")):
            column = np.full(most + 1, np.nan)
            for moment in history.moments:
                column[moment.step] = getattr(moment, measure)
            columns[f"{kind} {name}"] = column
    return pd.DataFrame(columns)


def gradient_table(histories: Mapping[str, History]) -> pd.DataFrame:
    """Return one row a snapshot and lag: the gradient's norm in each network."""
    first = next(iter(histories.values()))
    lags = len(first.moments[0].gradient)
    columns: dict[str, Any] = {
        _("update"): np.repeat([moment.step for moment in first.moments], lags),
        _("lag"): np.tile(np.arange(lags), len(first.moments)),
    }
    for kind, history in histories.items():
        columns[f"{kind} ‖∂E/∂h‖"] = np.concatenate([moment.gradient for moment in history.moments])
    return pd.DataFrame(columns).dropna()


def gate_table(histories: Mapping[str, History]) -> pd.DataFrame:
    """Return one row a snapshot: each gate's share of values in each twentieth, and the mean of each unit."""
    first = next(iter(histories.values()))
    parts = [pd.DataFrame({_("update"): [moment.step for moment in first.moments]})]
    for kind, history in histories.items():
        for gate, shares in history.moments[0].gates.items():
            edges = np.linspace(0, 1, len(shares) + 1)
            bins = [f"{kind} {gate} {a:g}–{b:g}" for a, b in pairwise(edges)]
            parts.append(pd.DataFrame([moment.gates[gate] for moment in history.moments], columns=bins))
            units = [f"{kind} {gate}[{k + 1}]" for k in range(len(history.moments[0].units[gate]))]
            parts.append(pd.DataFrame([moment.units[gate] for moment in history.moments], columns=units))
    return pd.concat(parts, axis=1)
