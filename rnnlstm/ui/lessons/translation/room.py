"""The page of translation: a phrase through an encoder and a decoder, and why attention came."""

from __future__ import annotations

from functools import partial

import streamlit as st

from rnnlstm.core.translation.measure import ByLength
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.frame import guarded
from rnnlstm.ui.lessons.laboratory import one_step
from rnnlstm.ui.lessons.translation.answers import answers_table, letters_line, step_in_words
from rnnlstm.ui.lessons.translation.live import live_room, own_networks
from rnnlstm.ui.lessons.translation.measured import Translated, translated
from rnnlstm.ui.lessons.translation.networks import Translator, shipped
from rnnlstm.ui.lessons.translation.phrase import Phrase, read
from rnnlstm.ui.lessons.translation.plan import WAYS
from rnnlstm.ui.lessons.translation.scene import scene
from rnnlstm.ui.lessons.translation.settings import EXAMPLE, PHRASE, STEP, WAY, WHOSE, WORDS
from rnnlstm.ui.lessons.translation.take_along import offer_translator
from rnnlstm.ui.lessons.translation.views import (
    accuracy_view,
    added_view,
    attention_view,
    chances_view,
    steps_table,
    strips_view,
)
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.folded import folds, show_table
from rnnlstm.ui.show.view import show, show_figure


def room() -> Scene | None:
    """Show the whole room, and return what the cards of its guide can speak of."""
    left, right = st.columns([1, 1], gap="large")
    with left:
        with st.container(horizontal=True, gap="large"):
            language = WORDS.show()
            whose = WHOSE.show()
        EXAMPLE.show(on_change=PHRASE.put)
        typed = PHRASE.show()
        networks = _networks(language, whose)
        place = st.container(key="translation-answers")
    with right:
        _accuracy(networks)
    found: Scene | None = None
    text = ""
    with guarded():
        phrase = read(typed, language)
        text = phrase.text
        seen = {way: translated(each.network, each.task, phrase.text) for way, each in networks.items()}
        with place:
            _answers(phrase, seen, networks)
        found = _walk(phrase, seen, networks)
    st.header(_("Train both yourself"), anchor=False)
    live_room(language, text)
    return found


def _networks(language: str, whose: str) -> dict[str, Translator]:
    """Return the networks that translate, by their way, and say so where they are not those asked for."""
    if whose == "own":
        own = own_networks(language)
        if own:
            st.caption(
                _(
                    "The networks of your own run. They live in this session only: the link does not "
                    "carry them."
                )
            )
            return own
        st.info(_("You have no run with numbers in this language; the shipped networks are shown."))
    return {way: shipped(language, way) for way in WAYS}


def _accuracy(networks: dict[str, Translator]) -> None:
    """Show how often the networks are right, by the length of the number."""
    measured: dict[str, ByLength] = {way: each.measured for way, each in networks.items()}
    task = next(iter(networks.values())).task
    with st.container(key="translation-accuracy"):
        show(accuracy_view(measured, task.digits))
        made = [each.made for each in networks.values()]
        if all(made):
            _how_made(made)


def _answers(phrase: Phrase, seen: dict[str, Translated], networks: dict[str, Translator]) -> None:
    """Show what each network writes, and what is right by the rules of the language."""
    if phrase.changed:
        st.caption(_("Read as: {phrase}").format(phrase=phrase.text))
    task = next(iter(networks.values())).task
    st.html(answers_table(phrase, seen))
    if phrase.number is not None and len(str(phrase.number)) > task.digits:
        message = _("This number has {count} digits; these networks were trained on {digits} at most.")
        st.caption(message.format(count=len(str(phrase.number)), digits=task.digits))
    elif phrase.number is None:
        st.caption(_("By the rules this is no number as people write one. A network answers all the same."))


def _walk(phrase: Phrase, seen: dict[str, Translated], networks: dict[str, Translator]) -> Scene:
    """Show one network step by step, and where attention looks."""
    st.header(_("Letter by letter"), anchor=False)
    way_place, step_place = st.columns([1, 2.2], vertical_alignment="bottom", gap="large")
    with way_place:
        way = WAY.show()
    walked = seen[way]
    with step_place:
        step = one_step(STEP, walked.steps, walked.letters)
    with st.container(key="translation-step"):
        st.html(letters_line(walked, step))
        st.markdown(step_in_words(walked, step))
        left, right = st.columns(2)
        with left:
            show_figure(strips_view(walked, step))
        with right:
            if step <= walked.letters:
                show_figure(added_view(walked, step))
            else:
                show_figure(chances_view(walked, step - walked.letters))
    with folds():
        show_table(partial(steps_table, walked), f"translation-steps-{way}")
        offer_translator(networks[way], phrase.text)
    with st.container(key="translation-looks"):
        looks = seen["attention"]
        show(attention_view(looks, step if way == "attention" else 0))
    return scene(phrase, seen, networks, way, step)


def _how_made(made: list[dict[str, object]]) -> None:
    """Say how the shipped networks were made."""
    one = made[0]
    with st.popover(_("How they were made"), icon=":material/info:"):
        message = _(
            "Made by `python -m rnnlstm.make.translation`: {kind}, {units} units in encoder and decoder "
            "each, {updates} updates with batches of {batch}, Adam with a learning rate from {rate} down to "
            "a tenth of it, seed {seed}, in {seconds} s without attention and {more} s with it on one core "
            "of a busy machine. Numbers of 1 to {digits} digits, all lengths equally often; of the numbers "
            "from 100 on, one in five is held out and never trained on."
        )
        st.markdown(
            message.format(
                kind=one["kind"],
                units=one["hidden_size"],
                updates=one["updates"],
                batch=one["batch_size"],
                rate=one["learning_rate"],
                seed=one["seed"],
                seconds=round(float(str(one["seconds"]))),
                more=round(float(str(made[1]["seconds"]))),
                digits=one["digits"],
            )
        )
