"""How long the networks of a page have learned what they read: the work, a way to stop it, and the words."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from time import monotonic

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rnnlstm.ui.controls.settings import UPDATES
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting_kinds import Notches
from rnnlstm.ui.shell.turn import TURNS
from rnnlstm.ui.show.numbers import in_short
from rnnlstm.ui.walk.learning import POINTS, STOPS, learned, learning, within_reach
from rnnlstm.ui.walk.network import Model, Network
from rnnlstm.ui.walk.source import Source
from rnnlstm.ui.walk.walk import take

Trainee = tuple[Model, Source, Network]
"""A network that is to learn, and what it reads."""

PATIENCE = 0.5
"""Seconds that a training takes without a word."""
TOLD_EVERY = 0.1
"""Seconds from word to word; each is a chance to be stopped."""
_REACHED = "learned.reached"
_LONG = threading.Semaphore(1)
"""Long trainings take turns: what a class asks for at once is trained once, and other pages stay quick."""


def learn_and_tell(asked: Mapping[str, Trainee], setting: Notches = UPDATES) -> int:
    """Show how long networks learn what they read, let them, say how they do, and return the updates of each.

    Parameters
    ----------
    asked
        The networks by their labels; one alone needs none.
    setting
        Where the usual number is another one.

    Raises
    ------
    InputError
        If a source cannot be read.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="learning"):
        wanted = int(setting.show())
        place = st.empty()
    updates = learn(list(asked.values()), wanted)
    words = {
        label: in_words(model, source, replace(network, updates=updates))
        for label, (model, source, network) in asked.items()
    }
    one = len(set(words.values())) == 1
    place.caption("  \n".join({said if one else f"{label} · {said}": None for label, said in words.items()}))
    return updates


def learn(asked: Sequence[Trainee], updates: int) -> int:
    """Train networks for so many updates, or as many as they can have here, and return how many that is.

    A short training is done at once. Of a long one the page shows how far it is, and a button to stop it.
    What has been learned is kept: the walks of these networks then need no training.

    Raises
    ------
    InputError
        If a source cannot be read.
    """
    asked = [(model, source, replace(network, updates=updates)) for model, source, network in asked]
    most = within_reach(asked)
    if most < updates:
        message = _(
            "{updates} updates of so many units on so long a sequence are more work than this page does. "
            "It makes {most}; for more, choose a shorter sequence or fewer units."
        )
        st.warning(message.format(updates=updates, most=most), icon=":material/hourglass_top:")
    place, told = st.empty(), monotonic() + PATIENCE - TOLD_EVERY
    bar: DeltaGenerator | None = None
    with ExitStack() as turn:
        for made in _training(asked, most):
            TURNS.give_way()
            if monotonic() - told < TOLD_EVERY:
                continue
            words = _("Training: {made} of {most} updates").format(made=int(made), most=most)
            if bar is None:
                bar = _bar(place)
                bar.progress(made / most, words)
                while not _acquired():
                    bar.progress(made / most, _("Waiting for another training to end"))
                turn.callback(_LONG.release)
            bar.progress(made / most, words)
            told = monotonic()
    place.empty()
    return most


def _acquired() -> bool:
    """Wait a little for the one place of long trainings; whoever has it needs the turn."""
    with TURNS.given_up():
        return _LONG.acquire(timeout=TOLD_EVERY)


def _training(asked: Sequence[Trainee], most: int) -> Iterator[float]:
    """Train the networks in step with each other, and yield how many updates each has had on average."""
    st.session_state[_REACHED] = 0
    made = [0] * len(asked)
    for point in POINTS:
        if not 0 < point <= most:
            continue
        for k, (model, source, network) in enumerate(asked):
            for progress in learning(model, source, replace(network, updates=point)):
                made[k] = progress.step
                yield sum(made) / len(made)
        st.session_state[_REACHED] = point


def _bar(place: DeltaGenerator) -> DeltaGenerator:
    """Show a button that stops the training, and return where its bar goes."""
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.empty()
        st.button(_("Stop"), icon=":material/stop:", on_click=_stop, key="learned-stop")
    return bar


def _stop() -> None:
    """Ask for no more than what all networks have learned by now."""
    UPDATES.put(max(stop for stop in STOPS if stop <= st.session_state[_REACHED]))


def in_words(model: Model, source: Source, network: Network) -> str:
    """Say whether a network is as it was drawn, else how long it has learned and how well it does.

    Raises
    ------
    InputError
        If the source cannot be read.
    """
    if network.updates and source.learned:
        return _("The same network as on the left: it has learned the text there, and reads this one.")
    if not network.updates:
        return _("Weights drawn at random: this network has learned nothing yet.")
    walks = [take(model, source, replace(network, updates=k, loss="every")) for k in (0, network.updates)]
    before, after = (in_short(walk.loss) for walk in walks)
    progress, reading = learned(model, source, network), walks[1].reading
    said = {"updates": progress.step, "before": before, "after": after}
    if not progress.finite:
        message = _(
            "Update {updates} made numbers too large for the computer: you see the network before it."
        )
    elif reading.classes:
        message = _(
            "After {updates} updates on this text: loss {before} → {after}, "
            "{right} of {steps} predictions right."
        )
        said |= {"right": walks[1].right, "steps": reading.steps}
    else:
        message = _("After {updates} updates, to continue this series: loss {before} → {after}.")
    return message.format(**said)
