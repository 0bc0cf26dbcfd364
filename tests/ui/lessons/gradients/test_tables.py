"""The curves and the rows of the laboratory's main room."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from rnnlstm.figures.palette import NETWORKS, QUANTITIES
from rnnlstm.ui.lessons.gradients.measured import flow, paths, spectrum
from rnnlstm.ui.lessons.gradients.tables import (
    curve_table,
    flow_summary,
    flow_table,
    highway_half_lives,
    path_summary,
    spectrum_table,
)
from rnnlstm.ui.lessons.gradients.views import flow_curves, path_curves
from rnnlstm.ui.lessons.laboratory import VARIANTS, Setup
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text
from rnnlstm.ui.walk.walk import take


def measured(names=tuple(VARIANTS), measure="jacobian", length=9, **network):
    walks = Setup(names, Text(length=length), Network(**({"hidden": 4} | network))).walks()
    return walks, {label: flow(walk, measure) for label, walk in walks.items()}


def test_curves_show_each_network_in_its_colour_and_theory_in_another_line():
    _, flows = measured()
    curves = flow_curves(flows, ("bound", "typical", "highway"))
    own, theory = curves[:6], curves[6:]
    assert [curve.name for curve in own] == list(flows)
    for curve in own:
        np.testing.assert_array_equal(curve.values, flows[curve.name].values)
        assert (curve.hue, curve.dash, curve.kind) == (NETWORKS[curve.name], "solid", "")
    rnns = ["RNN", "RNN (sigmoid)", "RNN (ReLU)", "IRNN"]
    expected = [f"{name}: {kind}" for kind in ("bound", "typical size") for name in rnns]
    assert [curve.name for curve in theory] == [*expected, "LSTM: highway"]
    for curve in theory:
        name, kind = curve.name.split(": ")
        field = {"bound": "bound", "typical size": "typical", "highway": "highway"}[kind]
        np.testing.assert_array_equal(curve.values, getattr(flows[name], field))
        assert curve.kind == kind
        assert curve.hue == (QUANTITIES["c"] if kind == "highway" else NETWORKS[name])
    dashes = {curve.kind: curve.dash for curve in curves}
    assert len(set(dashes.values())) == 4
    assert len(flow_curves(flows)) == 6


def test_paths_are_told_apart_by_more_than_colour():
    walk = measured(("lstm",))[0]["LSTM"]
    curves = path_curves(paths(walk))
    assert [curve.dash for curve in curves] == ["solid", "solid", "longdash", "dot"]
    assert len({curve.hue.light for curve in curves}) == 4


def test_table_has_a_row_for_each_lag_and_a_column_for_each_curve():
    _, flows = measured()
    table = flow_table(flows, "‖∂h_T/∂h_t‖")
    assert table["lag"].tolist() == list(range(9))
    curves = flow_curves(flows, ("bound", "typical", "highway"))
    assert table.shape == (9, 1 + len(curves))
    for curve in curves:
        name = curve.name if curve.kind else f"{curve.name} ‖∂h_T/∂h_t‖"
        np.testing.assert_array_equal(table[name], curve.values)


def test_tables_of_the_paths_and_of_the_spectrum_hold_every_number():
    walk = measured(("lstm",))[0]["LSTM"]
    curves = path_curves(paths(walk))
    table = curve_table(curves)
    for curve in curves:
        np.testing.assert_array_equal(table[curve.name], curve.values)
    found = spectrum(walk)
    table = spectrum_table(found)
    np.testing.assert_array_equal(table[[f"σ[{k}]" for k in range(1, 5)]], found.values[:, 0])
    np.testing.assert_array_equal(table["rounding"], found.floor[:, 0])
    assert table["lag"].tolist() == list(range(9))


def test_summary_reads_off_what_theory_knows_exactly():
    """Orthogonal weights times 0.8 and slopes of 1: half after ln ½ / ln 0.8 steps, and so on."""
    source = Text(length=200, scale=1e-9)
    network = Network(4, 0, "orthogonal", 0.8)
    walks = Setup(("tanh",), source, network).walks()
    (row,) = flow_summary(walks, {"RNN": flow(walks["RNN"], "jacobian")}).to_dict("records")
    assert row["half left after"] == f"{math.log(0.5) / math.log(0.8):.1f}"
    assert row["lost in float64"] == str(math.ceil(math.log(2**-52) / math.log(0.8)))
    assert row["lost in float32"] == str(math.ceil(math.log(2**-23) / math.log(0.8)))
    assert [row[name] for name in ("factor a step", "typical", "at most", "σₘₐₓ(W)", "ρ(W)")] == ["0.8"] * 5
    assert row["saturated"] == "0%"


def test_summary_says_beyond_which_lag_nothing_was_reached():
    walks, flows = measured(("irnn", "gru"), gain=1.0)
    rows = flow_summary(walks, flows).set_index("Network")
    assert rows.loc["IRNN", "half left after"] == "8+"
    assert rows.loc["IRNN", "lost in float64"] == "8+"
    assert rows.loc["GRU", "at most"] == rows.loc["GRU", "typical"] == "–"


def test_summary_names_the_flattest_gate():
    walks, flows = measured(("lstm",), forget_bias=6)
    row = flow_summary(walks, flows).iloc[0]
    assert row["saturated"] == "f: 100%"  # the slope of σ(6) is 0.0025


def test_a_network_that_blew_up_still_has_a_row():
    walk = take("RNN", Text(length=5), Network(3, loss="last"))
    broken = replace(walk, cell=replace(walk.cell, W_hh=np.full((3, 3), np.inf)))
    row = flow_summary({"RNN": broken}, {"RNN": flow(walk, "loss")}).iloc[0]
    assert row["σₘₐₓ(W)"] == row["ρ(W)"] == "–"


def test_rows_of_the_paths_are_those_of_their_curves():
    walk = measured(("lstm",), length=60, forget_bias=0, gain=0)[0]["LSTM"]
    rows = path_summary(path_curves(paths(walk))).set_index("Path")
    assert isinstance(rows, pd.DataFrame)
    assert rows.loc["what the forget bias predicts", "half left after"] == "1.0"
    assert rows.loc["what the forget bias predicts", "factor a step"] == "0.5"
    # Without recurrent weights nothing goes through h.
    assert rows.loc["the rest: through h"].tolist() == ["–"] * 4


@pytest.mark.parametrize("bias", [-1, 0, 2.5])
def test_half_life_of_the_highway_is_measured_unit_by_unit(bias):
    walk = take("LSTM", Numbers(numbers="0", length=60), Network(4, gain=0, forget_bias=bias))
    predicted, units = highway_half_lives(walk)
    f = 1 / (1 + math.exp(-bias))
    assert predicted == pytest.approx(math.log(0.5) / math.log(f))
    np.testing.assert_allclose(units, predicted)
