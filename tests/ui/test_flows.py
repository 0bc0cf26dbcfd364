"""How far the gradient reaches: what the pages plot, held against the core and against theory."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core.flow import jacobians
from rnnlstm.figures.palette import MODELS as HUES
from rnnlstm.figures.palette import QUANTITIES
from rnnlstm.ui.flows import first_lags, flow, flow_table, jacobian_curves, loss_curves
from rnnlstm.ui.walk import Network, Source, take

MODELS = ["RNN", "LSTM", "GRU"]
SLOPE = {"tanh": 1, "relu": 1, "sigmoid": 1 / 4}  # the steepest of each activation

networks = st.builds(
    Network,
    hidden=st.integers(1, 8),
    seed=st.integers(0, 99),
    recurrent=st.sampled_from(["uniform", "orthogonal", "normal", "identity"]),
    gain=st.integers(0, 60).map(lambda k: k / 20),
    activation=st.sampled_from(list(SLOPE)),
    forget_bias=st.integers(-12, 24).map(lambda k: k / 4),
)
sources = st.builds(
    Source, text=st.text("abc", min_size=1, max_size=8), length=st.integers(1, 60)
) | st.builds(
    Source, kind=st.just("wave"), wave=st.sampled_from(["sine", "pulse"]), length=st.integers(1, 60)
)


@pytest.mark.parametrize("model", MODELS)
def test_flow_measures_the_last_step_by_lag(model):
    source, network = Source(length=20), Network(hidden=5)
    result = flow(model, source, network)
    walk = take(model, source, Network(hidden=5, loss="last"))
    np.testing.assert_allclose(result.loss[::-1], np.linalg.norm(walk.grads.h[:, 0], axis=-1))
    J = jacobians(walk.cell, walk.trace)[:, 0]
    np.testing.assert_allclose(result.jacobian[::-1], [np.linalg.norm(each, 2) for each in J], rtol=1e-9)
    assert result.jacobian[0] == pytest.approx(1)


def test_bound_and_highway_lie_where_theory_says():
    rnn, lstm = (flow(model, Source(length=30), Network(hidden=6)) for model in ("RNN", "LSTM"))
    assert (rnn.jacobian <= rnn.bound * (1 + 1e-9)).all()
    assert lstm.bound is None
    f = take("LSTM", Source(length=30), Network(hidden=6, loss="last")).trace.f[:, 0]
    np.testing.assert_allclose(lstm.highway[1], f[-1].max())
    np.testing.assert_allclose(lstm.highway[-1], f[1:].prod(axis=0).max())
    table = flow_table({"RNN": rnn, "LSTM": lstm})
    assert len(table) == 30
    np.testing.assert_array_equal(table["RNN bound"], rnn.bound)


@given(sources, networks)
def test_jacobian_never_exceeds_the_bound(source, network):
    measured = flow("RNN", source, network)
    cell = take("RNN", source, network).cell
    largest = np.linalg.svd(cell.W_hh)[1].max()
    expected = np.array([(SLOPE[network.activation] * largest) ** lag for lag in range(len(measured.bound))])
    np.testing.assert_allclose(measured.bound, expected, rtol=1e-9, atol=1e-300)
    assert (measured.jacobian <= expected * (1 + 1e-9) + 1e-300).all()


@given(sources, networks, st.sampled_from(MODELS))
def test_lag_zero_is_where_every_curve_starts(source, network, model):
    measured = flow(model, source, network)
    steps = source.read().steps
    # Nothing lies between the last state and itself: the identity.
    assert measured.jacobian[0] == pytest.approx(1)
    for values in (measured.loss, measured.jacobian, measured.bound, measured.highway):
        if values is not None:
            assert values.shape == (steps,)
            assert not np.isnan(values).any()
            assert (values >= 0).all()
    assert (measured.bound is not None) == (model == "RNN")
    assert (measured.highway is not None) == (model == "LSTM")
    for line in (measured.bound, measured.highway):
        assert line is None or line[0] == 1


@given(sources, networks)
def test_highway_is_the_product_of_the_forget_gates(source, network):
    f = take("LSTM", source, network).trace.f[:, 0]
    highway = flow("LSTM", source, network).highway
    for lag in range(len(highway)):
        product = np.ones(network.hidden)
        for t in range(len(f) - lag, len(f)):
            product = product * f[t]
        assert highway[lag] == pytest.approx(product.max(), rel=1e-12)
    assert (np.diff(highway) <= 0).all()  # gates are below 1


@pytest.mark.parametrize("model", MODELS)
def test_where_the_loss_is_measured_does_not_matter_here(model):
    every, last = (flow(model, Source(length=12), Network(loss=where)) for where in ("every", "last"))
    np.testing.assert_array_equal(every.loss, last.loss)


def test_a_higher_forget_bias_keeps_more_and_leaves_the_rnn_alone():
    low, high = (Network(hidden=16, forget_bias=bias) for bias in (-2, 4))
    source = Source(length=60)
    assert flow("LSTM", source, high).highway[-1] > 1e10 * flow("LSTM", source, low).highway[-1]
    assert flow("LSTM", source, high).loss[-1] > 1e10 * flow("LSTM", source, low).loss[-1]
    np.testing.assert_array_equal(flow("RNN", source, high).loss, flow("RNN", source, low).loss)


def test_curves_show_each_measure_in_its_colour():
    flows = {model: flow(model, Source(length=9), Network()) for model in MODELS}
    losses, norms = loss_curves(flows), jacobian_curves(flows)
    assert [curve.name for curve in losses] == MODELS
    for curve in losses:
        np.testing.assert_array_equal(curve.values, flows[curve.name].loss)
        assert (curve.hue, curve.dash) == (HUES[curve.name], "solid")
    *measured, bound, highway = norms
    assert [curve.name for curve in measured] == MODELS
    for curve in measured:
        np.testing.assert_array_equal(curve.values, flows[curve.name].jacobian)
    np.testing.assert_array_equal(bound.values, flows["RNN"].bound)
    np.testing.assert_array_equal(highway.values, flows["LSTM"].highway)
    assert (bound.hue, highway.hue) == (HUES["RNN"], QUANTITIES["c"])
    assert len({"solid", bound.dash, highway.dash}) == 3


@given(sources, networks)
def test_a_curve_that_is_zero_stays_zero(source, network):
    """So that "from this lag on" is all there is to say."""
    flows = {model: flow(model, source, network) for model in MODELS}
    curves = loss_curves(flows) + jacobian_curves(flows)
    for curve in curves:
        lags = first_lags([curve], lambda values: values == 0)
        assert list(lags) == ([curve.name] if 0 in curve.values else [])
        for lag in lags.values():
            assert curve.values[:lag].all()
            assert not curve.values[lag:].any()


def test_table_has_a_row_for_each_lag_and_a_column_for_each_curve():
    flows = {model: flow(model, Source(length=9), Network()) for model in MODELS}
    table = flow_table(flows)
    assert isinstance(table, pd.DataFrame)
    assert table["lag"].tolist() == list(range(9))
    curves = loss_curves(flows) + jacobian_curves(flows)
    assert table.shape == (9, 1 + len(curves))
    for curve in curves:
        assert any(np.array_equal(table[column], curve.values) for column in table), curve.name
