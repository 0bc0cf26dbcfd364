"""The two figures of how far a gradient reaches: the short one of the home page, and the whole comparison."""

from __future__ import annotations

import numpy as np
import streamlit as st

from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.ui import settings
from rnnlstm.ui.charts import chart_menu
from rnnlstm.ui.course import closing, guarded, opening, page_mode, warn_of_explosion
from rnnlstm.ui.flows import Flow, first_lags, flow, flow_table, jacobian_curves, loss_curves
from rnnlstm.ui.language import _
from rnnlstm.ui.markdown import literal, plain
from rnnlstm.ui.tables import power_of_ten, show_table
from rnnlstm.ui.walk import Model, Network, Source

COMPARED: tuple[Model, ...] = ("RNN", "LSTM", "GRU")
HOME_SOURCE = Source(length=60)
LOSS = "‖∂E/∂h<sub>t</sub>‖"
JACOBIAN = "‖∂h<sub>T</sub>/∂h<sub>t</sub>‖"


def home_figure() -> None:
    """Show ‖∂E/∂h_t‖ against the lag for an RNN and an LSTM, with one slider: the forget bias."""
    bias = settings.HOME_BIAS.slider()
    network = Network(hidden=16, forget_bias=bias)
    models: tuple[Model, ...] = ("RNN", "LSTM")
    flows = {model: flow(model, HOME_SOURCE, network) for model in models}
    steps = len(flows["RNN"].loss) - 1
    for place, (model, each) in zip(st.columns(2), flows.items(), strict=True):
        place.metric(
            _("{model}: left after {steps} steps").format(model=model, steps=steps),
            power_of_ten(each.loss[-1] / each.loss[0]),
        )
    _loss_chart(flows, height=380)
    show_table(flow_table(flows), "home")


def gradients_page() -> None:
    """Show both norms for all three networks on the learner's own input."""
    opening("gradients")
    # The figure first, so that a phone shows it before the controls.
    figure, controls = st.columns([2.6, 1], gap="large")
    with controls:
        length = settings.FLOW_LENGTH.slider()
        network = settings.compared_networks()
    with figure:
        source = settings.source(length)

        def compare() -> None:
            flows = {model: flow(model, source, network) for model in COMPARED}
            if settings.MEASURE.show() == "loss":
                _loss_chart(flows)
            else:
                _chart(jacobian_curves(flows), _("The Jacobian's spectral norm"), JACOBIAN, 490)
            # Below the chart, which must not jump while a slider is dragged.
            warn_of_explosion({model: each.growth for model, each in flows.items()})
            show_table(flow_table(flows), "gradients")

        guarded(compare)
    closing("gradients")


def _loss_chart(flows: dict[Model, Flow], height: int = 430) -> None:
    _chart(loss_curves(flows), _("The gradient of the last step's loss"), LOSS, height)


def _chart(curves: list[Curve], title: str, y_title: str, height: int = 430) -> None:
    figure = against_lag(
        curves,
        mode=page_mode(),
        title=title,
        x_title=_("Lag T − t (steps back)"),
        y_title=y_title,
        height=height,
    )
    ends = "; ".join(
        f"{plain(curve.name)}: {curve.values[0]:.2g} → {curve.values[-1]:.2g}" for curve in curves
    )
    alt = _("{title}, against the lag. From lag 0 to the longest: {ends}").format(title=title, ends=ends)
    st.plotly_chart(figure, theme=None, config=chart_menu("gradient"), alt=alt, key="gradient-chart")
    _say_what_is_not_drawn(curves)


def _say_what_is_not_drawn(curves: list[Curve]) -> None:
    """Name the curves that leave the logarithmic scale for good, and the lag from which on."""
    zero = first_lags(curves, lambda values: values == 0)
    infinite = first_lags(curves, np.isinf)
    for message, lags in (
        (_("A logarithmic scale cannot show 0, and these are 0: {curves}."), zero),
        (_("Too large for the computer's numbers (∞): {curves}."), infinite),
    ):
        if lags:
            where = _("{curve} from lag {lag} on")
            named = [where.format(curve=literal(plain(name)), lag=lag) for name, lag in lags.items()]
            st.caption(message.format(curves=_(", ").join(named)))
