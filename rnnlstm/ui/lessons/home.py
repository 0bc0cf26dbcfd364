"""The home page: the point in one live figure, and the way into the course."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rnnlstm.ui.controls import settings
from rnnlstm.ui.controls.path import PATH
from rnnlstm.ui.lessons.course import GROUPS, HOME, LESSONS, page_link, prose
from rnnlstm.ui.lessons.gradients.measured import flow
from rnnlstm.ui.lessons.gradients.views import flow_view
from rnnlstm.ui.lessons.paths import show_paths
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import power_of_ten
from rnnlstm.ui.show.view import show
from rnnlstm.ui.walk.network import Model, Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import Walk, take

SETTINGS = (settings.HOME_BIAS, PATH)
SOURCE = Text(length=60)
MODELS: tuple[Model, ...] = ("RNN", "LSTM")


def home() -> None:
    """Show the whole home page."""
    sections = prose("home")
    st.title(_("Why does an RNN forget, and an LSTM remember?"), anchor=False)
    st.markdown(sections["lead"])
    for each in SETTINGS:
        each.check_link()
    PATH.hold()
    # The figure first, so that a phone shows it before the words.
    figure, words = st.columns([2, 1], gap="large")
    with words:
        st.markdown(sections["point"])
        if st.button(_("Start the course"), icon=":material/play_arrow:", type="primary", width="stretch"):
            st.switch_page(LESSONS[0].path)
    with figure, st.container(key="figure"):
        _figure()
    st.header(_("Three paths"), anchor=False)
    show_paths()
    st.header(_("The course"), anchor=False)
    st.markdown(sections["course"])
    for k, (group, pages) in enumerate(GROUPS.items()):
        if not pages or HOME in pages:
            continue
        if pages is not LESSONS:
            st.subheader(_(group), anchor=False)
        with st.container(key=f"cards-{k}"):  # four in a row, see assets/page.css
            for page in pages:
                with st.container(border=True, height="stretch"):
                    page_link(page, f"**{_(page.title)}**")
                    st.markdown(sections.get(f"card_{page.name}", ""))


def _figure() -> None:
    """Show ‖∂E/∂h_t‖ against the lag for an RNN and an LSTM, with one slider: the forget bias."""
    bias = settings.HOME_BIAS.slider()
    network = replace(Network(hidden=16, loss="last"), forget_bias=bias)
    walks: dict[str, Walk] = {model: take(model, SOURCE, network) for model in MODELS}
    numbers = st.container(horizontal=True, key="measured")  # side by side on a phone too
    for model, walk in walks.items():
        norms = flow(walk, "loss")
        numbers.metric(
            _("{model}: left after {steps} steps").format(model=model, steps=norms.lags[-1]),
            power_of_ten(norms.values[-1] / norms.values[0]),
        )
    show(replace(flow_view(walks, "loss", height=380), file="home"))
