"""The view in which a network learns a text: its curve beside what counting does, and what it writes."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnnlstm.core.language.baselines import Baselines, baselines
from rnnlstm.core.language.corpus import Alphabet
from rnnlstm.core.language.training import SAMPLE_TEMPERATURE, Course, Look
from rnnlstm.ui.lessons.language.controls import choose_plan, wanted
from rnnlstm.ui.lessons.language.plan import PAGE, LanguagePlan, LanguageRun
from rnnlstm.ui.lessons.language.settings import CORPUS
from rnnlstm.ui.lessons.language.texts import Known, shipped_model, shipped_text
from rnnlstm.ui.lessons.language.views import bits_view
from rnnlstm.ui.lessons.live import LOOK_SECONDS, Live
from rnnlstm.ui.lessons.run_words import show_progress, show_troubles
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.take_along import offer_network
from rnnlstm.ui.show.view import show
from rnnlstm.ui.walk.cache import kept_within
from rnnlstm.ui.walk.source import listed

EARLIER = 3
"""Samples from before that stay in sight, the first of all among them."""
CUT = 100
"""Characters that are shown of these."""


def train(text: Known) -> Live[LanguagePlan]:
    """Show the settings and the run, and return it."""
    with st.container(border=True):
        plan = choose_plan(text)
    live = Live.of(PAGE, plan)
    live.tell(wanted)
    live.head(_state)
    left, right = st.columns([1.15, 1])
    with left:
        live.part(_curve)
    with right:
        live.part(_samples, LOOK_SECONDS)
    return live


def naive_of(plan: LanguagePlan) -> Baselines:
    """Return what counting gives for the text of a plan."""
    return shipped_text(plan.text).naive if plan.text in CORPUS.options else _naive(plan)


@kept_within(32 * 2**20, 16)
def _naive(plan: LanguagePlan) -> Baselines:
    return baselines(plan.corpus)


def course_of(run: LanguageRun) -> Course | None:
    """Return the training that is shown: the learner's run, else that of the network of the course."""
    if run.made is not None:
        return run.made
    name = run.plan.text
    return shipped_model(name).course if name in CORPUS.options else None


def _state(run: LanguageRun) -> None:
    """Show how far the run is."""
    show_progress(run, run.plan.recipe.updates)
    if run.made is not None:
        look = run.made.looks[-1]
        message = _("Held out after {step} updates: {bits} bits per character, perplexity {perplexity}")
        st.caption(
            message.format(
                step=look.step, bits=f"{look.bits:.2f}", perplexity=f"{2 ** min(look.bits, 30):.1f}"
            )
        )
    elif run.plan.text in CORPUS.options:
        st.caption(
            _("Below: how the network that comes with the course was trained. Press Start for your own.")
        )


def _curve(run: LanguageRun) -> None:
    """Show the bits per character of the training that is shown, and what went wrong with the run."""
    course = course_of(run)
    if course is None:
        with st.container(height=380, border=False):
            st.caption(_("There will be something to see here when the run has begun."))
    else:
        show(bits_view(course, naive_of(run.plan)))
    if run.made is not None and not run.made.finite:
        message = _(
            "The {network} blew up in update {step}: its loss or its gradient was too large for the "
            "computer's numbers. The network from before this update is kept; any others go on."
        )
        st.warning(message.format(network=run.plan.recipe.kind, step=run.step))
    show_troubles(run)


def _samples(run: LanguageRun) -> None:
    """Show what the network writes now, and what it wrote before."""
    with st.container(key="language-samples"):
        course = course_of(run)
        if course is None:
            return
        *earlier, newest = course.looks
        _sample(newest, len(newest.sample))
        for look in reversed(spread(earlier)):
            _sample(look, CUT)
        message = _(
            "At each look it writes from a line end on, by the same seed, at temperature {temperature:g}."
        )
        st.caption(message.format(temperature=SAMPLE_TEMPERATURE))


def spread(looks: list[Look]) -> list[Look]:
    """Return a few of the looks: the first, and others between it and now, by the bits they had."""
    if len(looks) <= EARLIER:
        return looks
    low, high = looks[-1].bits, looks[0].bits
    wanted = [high - (high - low) * k / EARLIER for k in range(EARLIER)]
    bits = np.array([look.bits for look in looks])
    found = {int(np.abs(bits - each).argmin()) for each in wanted}
    return [looks[k] for k in sorted(found)]


def _sample(look: Look, length: int) -> None:
    message = _("After {step} updates, {bits} bits:") if look.step else _("Before any update, {bits} bits:")
    st.caption(message.format(step=look.step, bits=f"{look.bits:.2f}"))
    st.code(look.sample[:length], language=None, wrap_lines=True)


def take_away(live: Live[LanguagePlan]) -> None:
    """Offer the network of a run that rests; without a run that of the course."""
    run: LanguageRun = live.run or LanguageRun(live.plan)
    if run.made and run.state == "running":
        st.caption(_("Pause or stop to download the losses and the networks."))
    elif course := course_of(run):
        offer_network(course.cell, "language", about_language(run.plan.corpus.alphabet))


def about_language(alphabet: Alphabet) -> dict[str, str]:
    """Return what the inputs and outputs of a network that reads a text stand for."""
    return {
        "reads": "a character a step: 1 at its input, 0 at all others",
        "inputs": listed(alphabet.symbols),
        "outputs": "the same characters, in the same order: which one comes next",
    }
