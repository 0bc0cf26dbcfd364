"""Curves against the lag, as every page shows them: with a menu, told in words, nothing left unsaid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from rnnlstm.figures.flow import Curve, against_lag
from rnnlstm.ui.lessons.gradients.measured import Array, first_lag
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.shell.markdown import literal, plain
from rnnlstm.ui.shell.theme import page_mode
from rnnlstm.ui.show.view import chart_menu

LOSS = "‖∂E/∂h<sub>t</sub>‖"
JACOBIAN = "‖∂h<sub>T</sub>/∂h<sub>t</sub>‖"
CELL = "‖∂c<sub>T</sub>/∂c<sub>t</sub>‖"


def lag_axis() -> str:
    """Return the title of the axis of lags."""
    return _("Lag T − t (steps back)")


def lag_chart(curves: Sequence[Curve], title: str, y_title: str, height: int = 430) -> None:
    """Show curves against the lag."""
    figure = against_lag(
        curves, mode=page_mode(), title=title, x_title=lag_axis(), y_title=y_title, height=height
    )
    alt = in_words_by_lag(title, curves)
    st.plotly_chart(figure, theme=None, config=chart_menu("gradient"), alt=alt, key="gradient-chart")


def in_words_by_lag(title: str, curves: Sequence[Curve]) -> str:
    """Return what a chart shows for those who cannot see it."""
    ends = "; ".join(
        f"{plain(curve.name)}: {curve.values[0]:.2g} → {curve.values[-1]:.2g}" for curve in curves
    )
    return _("{title}, against the lag. From lag 0 to the longest: {ends}").format(title=title, ends=ends)


def say_what_is_not_drawn(curves: Sequence[Curve]) -> None:
    """Name the curves that leave the logarithmic scale for good, and the lag from which on."""
    zero = _first_lags(curves, lambda values: values == 0)
    infinite = _first_lags(curves, np.isinf)
    for message, lags in (
        (_("A logarithmic scale cannot show 0, and these are 0: {curves}."), zero),
        (_("Too large for the computer's numbers (∞): {curves}."), infinite),
    ):
        if lags:
            where = _("{curve} from lag {lag} on")
            named = [where.format(curve=literal(plain(name)), lag=lag) for name, lag in lags.items()]
            st.caption(message.format(curves=_(", ").join(named)))


def _first_lags(curves: Sequence[Curve], fails: Callable[[Array], NDArray[np.bool_]]) -> dict[str, int]:
    """Return the first lag at which a curve fails, for each that ever does: its name -> the lag."""
    found = {curve.name: first_lag(curve.x, curve.values, fails) for curve in curves}
    return {name: lag for name, lag in found.items() if lag is not None}
