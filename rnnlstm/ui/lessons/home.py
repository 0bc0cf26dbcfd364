"""The home page: the point in one live figure, and the way into the course."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons.course import GROUPS, HOME, LESSONS, page_link, prose
from rnnlstm.ui.lessons.frame import check_link
from rnnlstm.ui.lessons.gradients.curves import flow_curves, flow_table
from rnnlstm.ui.lessons.gradients.measured import Flow, flow
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import plain
from rnnlstm.ui.show.folded import show_table
from rnnlstm.ui.show.lag_chart import LOSS, lag_chart, say_what_is_not_drawn
from rnnlstm.ui.show.table import power_of_ten
from rnnlstm.ui.walk.walk import Model, Network, Source, take

IN_A_ROW = 4
"""Pages side by side; more would leave too little room for their words."""
SOURCE = Source(length=60)
MODELS: tuple[Model, ...] = ("RNN", "LSTM")


def home() -> None:
    """Show the whole home page."""
    sections = prose("home")
    st.title(_("Why does an RNN forget, and an LSTM remember?"), anchor=False)
    st.markdown(sections["lead"])
    check_link(settings.SETTINGS)
    # The figure first, so that a phone shows it before the words.
    figure, words = st.columns([2, 1], gap="large")
    with words:
        st.markdown(sections["point"])
        if st.button(_("Start the course"), icon=":material/play_arrow:", type="primary", width="stretch"):
            st.switch_page(LESSONS[0].path)
    with figure:
        _figure()
    st.header(_("The course"), anchor=False)
    st.markdown(sections["course"])
    for group, pages in GROUPS.items():
        if not pages or HOME in pages:
            continue
        if pages is not LESSONS:
            st.subheader(_(group), anchor=False)
        for first in range(0, len(pages), IN_A_ROW):
            row = pages[first : first + IN_A_ROW]
            for place, page in zip(st.columns(IN_A_ROW), row, strict=False):
                with place.container(border=True, height="stretch"):
                    page_link(page, f"**{_(page.title)}**")
                    st.markdown(sections.get(f"card_{page.name}", ""))


def _figure() -> None:
    """Show ‖∂E/∂h_t‖ against the lag for an RNN and an LSTM, with one slider: the forget bias."""
    bias = settings.HOME_BIAS.slider()
    network = replace(Network(hidden=16, loss="last"), forget_bias=bias)
    flows: dict[str, Flow] = {model: flow(take(model, SOURCE, network), "loss") for model in MODELS}
    numbers = st.container(horizontal=True)  # side by side on a phone too
    for model, each in flows.items():
        numbers.metric(
            _("{model}: left after {steps} steps").format(model=model, steps=each.lags[-1]),
            power_of_ten(each.values[-1] / each.values[0]),
        )
    curves = flow_curves(flows)
    lag_chart(curves, _("The gradient of the last step's loss"), LOSS, 380)
    say_what_is_not_drawn(curves)
    show_table(lambda: flow_table(flows, plain(LOSS)), "home")
