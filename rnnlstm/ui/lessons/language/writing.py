"""The view in which a network writes: temperature and seed, what it loses left alone, perplexity."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from rnnlstm.core.language.writing import Written, write
from rnnlstm.ui.lessons.course import prose
from rnnlstm.ui.lessons.language.measured import Model, exposed, held_out_bits
from rnnlstm.ui.lessons.language.settings import DRAWN, LENGTH, PRIME, TEMPERATURE
from rnnlstm.ui.lessons.language.views import exposure_table, exposure_views
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.errors import InputError
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.view import show_side_by_side
from rnnlstm.ui.walk.cache import kept_within
from rnnlstm.ui.walk.sequence import visible

LONGEST_PRIME = 200


def show_written(model: Model) -> Written:
    """Show what a network writes, and what becomes of it when it reads itself; return the text."""
    left, middle, right = st.columns([1.4, 1.4, 1], vertical_alignment="bottom")
    with left:
        prime = PRIME.show()
    with middle:
        temperature = TEMPERATURE.show()
    with right, st.popover(_("More settings"), icon=":material/tune:", width="stretch"):
        seed = int(DRAWN.slider())
        length = int(LENGTH.show())
    if len(prime) > LONGEST_PRIME:
        raise InputError(
            N_("The beginning has {count} characters. Up to {limit} are read."),
            count=len(prime),
            limit=LONGEST_PRIME,
        )
    written = _written(model, prime, length, temperature, seed)
    if written.unknown:
        message = _("The network does not know {characters}: {how}.")
        how = _("read as ▯") if model.alphabet.rest else _("left out")
        names = _(", ").join(literal(visible(each)) for each in written.unknown[:12])
        st.caption(message.format(characters=names, how=how))
    with st.container(key="language-written"):
        st.code(written.prime + "▏" + written.text, language=None, wrap_lines=True)
    st.caption(_("It has read what stands before the upright line, and has written the rest."))
    st.subheader(_("Left alone"), anchor=False)
    st.markdown(prose("language")["alone"])
    found = exposed(model, temperature, seed)
    views = exposure_views(found, model.text.naive.unigram)
    show_side_by_side(views, 2)
    message = _(
        "Mean of {texts} places of the held-out text, at temperature {temperature:g}; each curve is the mean "
        "of 5 steps."
    )
    st.caption(message.format(texts=found.texts, temperature=temperature))
    show_table(partial(exposure_table, found), "language-exposure", views)
    st.subheader(_("Perplexity"), anchor=False)
    st.markdown(prose("language")["perplexity"])
    st.table(perplexities(model), alt=_("Bits per character and perplexity of each way to predict"))
    return written


@kept_within(64 * 2**20, 64)
def _written(model: Model, prime: str, length: int, temperature: float, seed: int) -> Written:
    return write(model.cell, model.alphabet, prime, length, temperature=temperature, seed=seed)


def perplexities(model: Model) -> pd.DataFrame:
    """Return bits per character and perplexity on the held-out text: of the network, and of counting."""
    naive = model.text.naive
    rows = {
        _("all equal"): naive.uniform,
        _("single characters counted"): naive.unigram,
        _("pairs counted"): naive.bigram,
        _("this network"): held_out_bits(model),
    }
    return pd.DataFrame(
        {
            _("predictor"): list(rows),
            _("bits per character"): [f"{bits:.2f}" for bits in rows.values()],
            _("perplexity"): [f"{2**bits:.1f}" for bits in rows.values()],
        }
    ).set_index(_("predictor"))
