"""The page on which a sound is labelled frame by frame, by networks with a memory and one without."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from rnnlstm.core.cells.cell import Cell
from rnnlstm.core.sound.bands import RATE
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.live import LOOK_SECONDS
from rnnlstm.ui.lessons.sound import file, live_room
from rnnlstm.ui.lessons.sound.heard import FRAME_SECONDS, Heard, Said, listen, melody, recorded
from rnnlstm.ui.lessons.sound.plan import SoundRun, cells, drawn
from rnnlstm.ui.lessons.sound.scene import scene
from rnnlstm.ui.lessons.sound.settings import (
    ASKED,
    EARS,
    HISS,
    LASTS,
    LISTENER,
    MELODY,
    QUANTITY,
    SOUND,
)
from rnnlstm.ui.lessons.sound.shipped import about_sound, measured, networks
from rnnlstm.ui.lessons.sound.views import listened_view, noise_view
from rnnlstm.ui.shell.component import component
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folded
from rnnlstm.ui.show.take_along import offer_file
from rnnlstm.ui.show.view import show


def room() -> Scene:
    """Show a sound, what networks say of it and what goes on in one of them."""
    heard = _sound()
    asked, ears, player = st.columns([1.25, 1, 1], vertical_alignment="bottom")
    with asked:
        question = ASKED.show()
    with ears:
        live = EARS.show() == "live"
    with player:
        _play(heard)
    run = live_room.controls(question) if live else None
    listener, inside = st.columns([1, 1.3], vertical_alignment="bottom")
    with listener:
        LISTENER.show()
    with inside:
        QUANTITY.show()
    if run is None:
        said = _listened(networks(question), heard, question)
        show(noise_view(measured(question), HISS.value()))
        _take_along(question)
        return scene(heard, said, question, HISS.value())
    run.part(lambda now: _live(now, heard), LOOK_SECONDS)
    live_room.learning(run)
    return scene(heard, {}, question, HISS.value())


def _sound() -> Heard:
    """Show what is to be heard, and return it."""
    which, settings = st.columns([1, 2.6], vertical_alignment="bottom")
    with which:
        own = SOUND.show() == "file"
    upload = None
    if own:
        with settings:
            file.FILE.show(_("Your sound: a WAV file, up to 5 MB"))
            file.FILE.tell_wrong()
        upload = file.FILE.current()
        if upload is None:
            st.info(_("No file is loaded in this session; a melody is heard. A link never carries a file."))
            settings = st.container()
    if upload is not None:
        st.markdown(file.read_as(upload))
        return recorded(upload.recording)
    with settings:
        return _melody()


def _melody() -> Heard:
    number, lasts, hiss = st.columns(3, vertical_alignment="bottom")
    with number:
        chosen = int(MELODY.slider())
    with lasts:
        seconds = int(LASTS.slider())
    with hiss:
        noise = HISS.show()
    return melody(chosen, seconds, noise)


def _play(heard: Heard) -> None:
    """Let it be heard; a cursor follows in the figure, which assets/page.css draws."""
    with st.container(key="sound-player"):
        st.audio(heard.sound, sample_rate=RATE)
    cursor = component("rnnlstm.sound", js="sound/index.js")
    seconds = len(heard.bands) * FRAME_SECONDS
    cursor(data={"player": "sound-player", "figure": "sound-chart", "seconds": seconds}, key="sound-cursor")


def _take_along(question: str) -> None:
    """Offer the networks of the course, folded away."""

    def offered() -> None:
        there = {kind.lower(): cell for kind, cell in networks(question).items()}
        offer_file(there, f"sound-{question}.safetensors", about_sound(question))

    folded(_("The trained networks"), ":material/save:", "take-sound", offered)


def _live(run: SoundRun, heard: Heard) -> None:
    """Show what the networks of a run say now, or what they will begin with."""
    recipe = run.plan.recipe
    _listened(cells(run) or drawn(recipe), heard, recipe.task.question)


def _listened(cells: Mapping[str, Cell], heard: Heard, question: str) -> dict[str, Said]:
    """Show what each network says, and return it."""
    said = {kind: listen(cell, heard) for kind, cell in cells.items()}
    show(listened_view(heard, said, question, LISTENER.value(), QUANTITY.value()))
    return said
