"""The page that puts two walks side by side: two cells on one text, or two texts through one network."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from rnnlstm.ui.controls import edits as altered
from rnnlstm.ui.controls import settings
from rnnlstm.ui.guide.selection import path_shown
from rnnlstm.ui.handout.page import Page
from rnnlstm.ui.handout.parts import Beside, Live
from rnnlstm.ui.lessons.as_in_book import offer_table
from rnnlstm.ui.lessons.compare.settings import DIRECTION, LEFT_TEXT, OTHER_TEXT, SIDES
from rnnlstm.ui.lessons.compare.views import difference_view
from rnnlstm.ui.lessons.frame import warn_of_explosion
from rnnlstm.ui.lessons.learning import in_words, learn
from rnnlstm.ui.lessons.one_file import lesson_page
from rnnlstm.ui.lessons.paths import go_on
from rnnlstm.ui.lessons.step import loss_in_words
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.setting_kinds import Choice
from rnnlstm.ui.shell.setting_kinds import Text as TextSetting
from rnnlstm.ui.show.folded import folds, show_table
from rnnlstm.ui.show.table import walk_table
from rnnlstm.ui.show.take_along import offer_networks
from rnnlstm.ui.show.view import show
from rnnlstm.ui.stepper import stepper
from rnnlstm.ui.stepper.labels import Direction
from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Model, drawn_with
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import Walk, take

TWO_CELLS = {"cell1": "RNN", "cell2": "LSTM", "text2": ""}
TWO_TEXTS = {"cell1": "LSTM", "cell2": "LSTM", "text": "he is", "text2": "she is"}


def room() -> None:
    """Show two walks in lockstep, and where one network read two texts, how far its states came apart."""
    choose, tune = st.columns([5, 1], vertical_alignment="bottom")
    with choose, st.container(horizontal=True, vertical_alignment="bottom", key="choices"):
        direction: Direction = "backward" if DIRECTION.show() == "backward" else "forward"
        st.button(_("The same text through RNN and LSTM"), on_click=_set, args=(TWO_CELLS,))
        st.button(_("`he is` against `she is` through one LSTM"), on_click=_set, args=(TWO_TEXTS,))
    back = direction == "backward"
    learning = st.container(horizontal=True, vertical_alignment="center", key="learning")
    columns = st.columns(2, gap="medium")
    # By their keys assets/page.css keeps their places.
    sides = [column.container(key=f"side-{k}") for k, column in enumerate(columns, start=1)]
    with sides[0]:
        first, text = _side(SIDES[0], LEFT_TEXT)
    with sides[1]:
        second, other = _side(SIDES[1], OTHER_TEXT)
        other = other or text
    models = dict.fromkeys((first, second))
    with tune, st.popover(_("Settings"), icon=":material/tune:", width="stretch"):
        network = settings.network(**drawn_with(*models), loss=back)
        settings.BOOK.show()

    # One alphabet for both texts, so that the same weights are the same network.
    sources = (Text(text=text, alphabet=other), Text(text=other, alphabet=text))
    if first == second and text != other:
        # One network reads both: were each side to learn its own text, they would be two.
        sources = (sources[0], replace(sources[1], learned=sources[0]))
    asked = list(zip((first, second), sources, strict=True))
    with learning:
        updates = int(settings.UPDATES.show())
        st.caption(_("Updates of training, the same for both"))
    network = replace(network, updates=learn([(*each, network) for each in asked], updates))
    edits = {model: altered.edits(model) for model in models}
    walks = [take(model, source, network, edits[model]) for model, source in asked]
    if back:
        _warn(walks)
    for k, (side, walk) in enumerate(zip(sides, walks, strict=True), start=1):
        with side:
            st.caption(in_words(*asked[k - 1], network))
            altered.tell(walk, f"-{k}")
            st.caption(loss_in_words(walk))
            # The guide stands at the left walk; in lockstep the right one goes where its cards lead.
            led = "compare" if k == 1 else ""
            if stepper(
                walk,
                direction,
                group="compare",
                key=f"compare-{k}",
                lesson=led,
                beside=walks[1],
                page=partial(_page, walks, direction),
            ):
                go_on("compare")
            with folds():
                offer_table(walk.cell, f"compare-{k}")
                show_table(partial(walk_table, walk, back=back), f"compare-{k}")
    offer_networks({_called(walk): walk.cell for walk in walks}, "compare", sources[0].about())
    if first == second:
        st.header(_("How far apart are the states?"), anchor=False)
        show(difference_view(*walks))


def _page(walks: list[Walk], direction: Direction, _: Live, place: str) -> Page:
    """Make the file of both walks; whichever of the two was asked for it, the other goes along."""
    left, right = walks
    book, path = settings.BOOK.value(), path_shown("compare")
    messages = (
        payload(left, direction, "compare", "compare", beside=right, book=book, path=path),
        payload(right, direction, "compare", book=book),
    )
    both = Beside(tuple(Live("index.js", message) for message in messages))
    said = [f"{_called(walk)}: {loss_in_words(walk)}" for walk in walks]
    return lesson_page("compare", said)(both, place)


def _set(values: dict[str, str]) -> None:
    for each in (*SIDES, settings.TEXT, OTHER_TEXT):
        if each.key in values:
            each.put(values[each.key])


def _side(cell: Choice, text: TextSetting) -> tuple[Model, str]:
    """Show the controls of one side, and return its cell and its text."""
    left, right = st.columns([1.15, 1], vertical_alignment="bottom")
    with left:
        chosen = cell.show()
    with right:
        read = text.show()
    return chosen, read


def _called(walk: Walk) -> str:
    """Return the name of a walk's network, with an activation that is not the usual one."""
    activation = getattr(walk.cell, "activation", "tanh")
    return walk.model if activation == "tanh" else f"{walk.model} ({activation})"


def _warn(walks: list[Walk]) -> None:
    """Warn of the networks whose gradient explodes; of one that read two texts, by the wilder one."""
    warn_of_explosion({walk.model: walk.growth for walk in sorted(walks, key=lambda walk: walk.growth)})
