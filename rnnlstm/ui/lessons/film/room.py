"""The page of the recorded trainings: whole runs at once, scrubbed like a film."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnnlstm.core.training.history import History
from rnnlstm.core.training.recording import Recording
from rnnlstm.ui.controls.task import TASK
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.guide.room import open_card
from rnnlstm.ui.lessons import onward
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.film.film import film
from rnnlstm.ui.lessons.film.scene import of_recording
from rnnlstm.ui.lessons.film.settings import SETTINGS
from rnnlstm.ui.lessons.training.tables import gate_table, gradient_table, loss_table
from rnnlstm.ui.lessons.training.views import gate_views, gradient_columns, gradient_views, loss_view
from rnnlstm.ui.runs.task_plan import TaskPlan
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.view import show, show_side_by_side
from rnnlstm.ui.walk.recordings import recorded


def room() -> Scene:
    """Show a recorded training: its bar, its curves, and what the networks do at the moment chosen.

    Returns the numbers that the cards of the guide can speak of.
    """
    choose, buttons = st.columns([1, 2.6], vertical_alignment="bottom")
    with choose:
        task = TASK.show()
    recording = recorded(task)
    histories = recording.histories
    with buttons, st.container(horizontal=True, vertical_alignment="bottom"):
        _next_buttons(task, recording)
    card = open_card("film", SETTINGS)
    if card is None or "set" not in card.head:  # what was found answers the cards of a task
        st.markdown(prose("film")[f"task_{task}"])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_recorded_in_words(next(iter(histories.values()))), width="content")
        with st.popover(_("How it was made"), icon=":material/info:"):
            st.markdown(_how_made(task, recording))
    with st.container(key="film"):
        film(task, "bar", card)
        losses = [loss_view(histories, "loss"), loss_view(histories, "accuracy")]
        for place, view in zip(st.columns(2), losses, strict=True):
            with place:
                show(view)
        show_table(partial(loss_table, histories), f"film-{task}", losses)
        st.header(_("How far the gradient reaches, over the training"), anchor=False)
        gradients = gradient_views(histories)
        show_side_by_side(gradients, gradient_columns(histories))
        show_table(partial(gradient_table, histories), f"film-{task}-gradient", gradients)
        film(task, "scene")
        st.header(_("What the gates do, over the training"), anchor=False)
        gates = gate_views(histories)
        for views in gates:
            show_side_by_side(views, 2)
        show_table(
            partial(gate_table, histories), f"film-{task}-gates", [each for row in gates for each in row]
        )
    return of_recording(task, recording)


def _next_buttons(task: str, recording: Recording) -> None:
    """Offer what comes next: to train it live, and to look inside the trained networks."""
    first = next(iter(recording.histories.values()))
    plan = TaskPlan(task, first.recipe, tuple(recording.histories), first.seed)
    onward.training_button(plan)
    onward.stepper_button("recorded")
    onward.gradients_button("recorded")


def _recorded_in_words(history: History) -> str:
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
        if kind not in made
    )
    later = _("The {network} was added on {date}; its learning rate is {rate}.")
    added = [
        later.format(network=kind, date=made[kind], rate=recipe.optimiser_of(kind).learning_rate)
        for kind in recording.histories
        if kind in made
    ]
    whole = message.format(
        date=made["date"],
        command=f"python -m rnnlstm.make.recordings {task}",
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
    return "\n\n".join([whole, *added])
