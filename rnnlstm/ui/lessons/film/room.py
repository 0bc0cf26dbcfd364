"""The page of the recorded trainings: whole runs at once, scrubbed like a film."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from rnnlstm.core.training.history import History
from rnnlstm.core.training.recording import Recording
from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.task import TASK
from rnnlstm.ui.lessons import onward as ways
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.film.film import film
from rnnlstm.ui.lessons.training.charts import loss_table, show_gates, show_gradients, show_losses
from rnnlstm.ui.runs.job import Plan
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.walk.recordings import recorded

SETTINGS = (*settings.SETTINGS, TASK)


def room() -> None:
    """Show a recorded training: its bar, its curves, and what the networks do at the moment chosen."""
    choose, onward = st.columns([1, 2.6], vertical_alignment="bottom")
    with choose:
        task = TASK.show()
    recording = recorded(task)
    histories = recording.histories
    with onward, st.container(horizontal=True, vertical_alignment="bottom"):
        _onward(task, recording)
    st.markdown(prose("film")[f"task_{task}"])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_in_short(next(iter(histories.values()))), width="content")
        with st.popover(_("How it was made"), icon=":material/info:"):
            st.markdown(_how_made(task, recording))
    with st.container(key="film"):
        film(task, "bar")
        left, right = st.columns(2)
        with left:
            show_losses(histories, "loss")
        with right:
            show_losses(histories, "accuracy")
        show_table(partial(loss_table, histories), f"film-{task}")
        st.header(_("How far the gradient reaches, over the training"), anchor=False)
        show_gradients(histories)
        show_table(partial(gradient_table, histories), f"film-{task}-gradient")
        film(task, "scene")
        st.header(_("What the gates do, over the training"), anchor=False)
        show_gates(histories)
        show_table(partial(gate_table, histories), f"film-{task}-gates")


def _onward(task: str, recording: Recording) -> None:
    """Offer what comes next: to train it live, and to look inside the trained networks."""
    first = next(iter(recording.histories.values()))
    plan = Plan(task, first.recipe, tuple(recording.histories), first.seed)
    ways.to_live_training(plan)
    ways.to_the_stepper("recorded")
    ways.to_the_gradients("recorded")


def _in_short(history: History) -> str:
    """Say that this is a recording, and of what."""
    message = _("A recording, not a live run: {steps} updates, seed {seed}.")
    return message.format(steps=history.step, seed=history.seed)


def _how_made(task: str, recording: Recording) -> str:
    """Say that this is a recording, of what settings, and how it was made."""
    first = next(iter(recording.histories.values()))
    recipe, made = first.recipe, recording.made
    message = _(
        "Made on {date} by `{command}`: T = {T}, {hidden} hidden units, {optimiser} with learning rate "
        "{rate}, batches of {batch}, the gradient clipped at norm {clip}, {steps} updates, seed {seed}, "
        "forget bias {bias} in the LSTM. NumPy {numpy}, one thread, in {seconds}. The batches were the same "
        "for all networks. Loss and accuracy are those on 256 sequences that they never trained on."
    )
    seconds = _(", ").join(
        _("{seconds} s ({network})").format(seconds=round(history.seconds), network=kind)
        for kind, history in recording.histories.items()
    )
    return message.format(
        date=made["date"],
        command=f"python -m rnnlstm.record {task}",
        T=recipe.task.T,
        hidden=recipe.hidden_size,
        optimiser=type(recipe.optimizer).__name__,
        rate=recipe.optimizer.learning_rate,
        batch=recipe.batch_size,
        clip=recipe.clip_norm,
        steps=recipe.steps,
        seed=first.seed,
        bias=recipe.forget_bias,
        numpy=made["numpy"],
        seconds=seconds,
    )


def gradient_table(histories: Mapping[str, History]) -> pd.DataFrame:
    """Return one row a look and lag: the gradient's norm in each network."""
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
    """Return one row a look: of each gate the share of its values in each twentieth, and each unit's mean."""
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
