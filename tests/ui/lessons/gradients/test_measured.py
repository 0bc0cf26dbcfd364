"""How far the gradient reaches: what the pages plot, held against the core and against theory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core.flow.jacobians import jacobians
from rnnlstm.ui.lessons.gradients.measured import (
    at_every_lag,
    first_lag,
    flow,
    measured_lags,
    paths,
    spectrum,
)
from rnnlstm.ui.lessons.laboratory import VARIANTS
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take

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
    loss=st.just("last"),
)
sources = st.builds(Text, text=st.text("abc", min_size=1, max_size=8), length=st.integers(1, 60)) | st.builds(
    Wave, wave=st.sampled_from(["sine", "pulse"]), length=st.integers(1, 60)
)


def walk_of(model, length=20, **network):
    return take(model, Text(length=length), Network(**({"hidden": 5, "loss": "last"} | network)))


@pytest.mark.parametrize("norm", ["spectral", "frobenius"])
@pytest.mark.parametrize("model", MODELS)
def test_flow_measures_the_last_step_by_lag(model, norm):
    walk = walk_of(model)
    loss, jacobian = flow(walk, "loss"), flow(walk, "jacobian", norm)
    np.testing.assert_array_equal(loss.lags, np.arange(20))
    np.testing.assert_allclose(loss.values[::-1], np.linalg.norm(walk.grads.h[:, 0], axis=-1))
    J = jacobians(walk.cell, walk.trace)[:, 0]
    order = 2 if norm == "spectral" else "fro"
    np.testing.assert_allclose(jacobian.values[::-1], [np.linalg.norm(each, order) for each in J], rtol=1e-9)


@given(sources, networks)
def test_jacobian_never_exceeds_the_bound(source, network):
    walk = take("RNN", source, network)
    measured = flow(walk, "jacobian")
    largest = np.linalg.svd(walk.cell.W_hh)[1].max()
    expected = np.array([(SLOPE[network.activation] * largest) ** lag for lag in measured.lags])
    np.testing.assert_allclose(measured.bound, expected, rtol=1e-9, atol=1e-300)
    assert (measured.values <= expected * (1 + 1e-9) + 1e-300).all()


@given(sources, networks, st.sampled_from([("loss", "spectral"), ("jacobian", "frobenius")]))
def test_bound_starts_where_the_curve_does_and_holds_for_every_measure(source, network, asked):
    measured = flow(take("RNN", source, network), *asked)
    assert measured.bound[0] == measured.values[0]
    # A loss of numbers whose gradient has overflowed has no bound.
    if np.isfinite(measured.values[0]) and measured.values[0] > 0:
        assert (measured.values <= measured.bound * (1 + 1e-9) + 1e-300).all()


@given(sources, networks, st.sampled_from(MODELS))
def test_lag_zero_is_where_every_curve_starts(source, network, model):
    walk = take(model, source, network)
    measured = flow(walk, "jacobian")
    # Nothing lies between the last state and itself: the identity.
    assert measured.values[0] == pytest.approx(1)
    assert flow(walk, "jacobian", "frobenius").values[0] == pytest.approx(np.sqrt(network.hidden))
    for values in (measured.values, measured.bound, measured.typical, measured.highway):
        if values is not None:
            assert values.shape == measured.lags.shape
            assert not np.isnan(values).any()
            assert (values >= 0).all()
    assert (measured.bound is not None) == (measured.typical is not None) == (model == "RNN")
    assert (measured.highway is not None) == (model == "LSTM")
    for line in (measured.bound, measured.typical, measured.highway):
        assert line is None or line[0] == measured.values[0]


@given(sources, networks)
def test_highway_is_the_product_of_the_forget_gates(source, network):
    walk = take("LSTM", source, network)
    f = walk.trace.f[:, 0]
    highway, squares = flow(walk, "jacobian").highway, flow(walk, "jacobian", "frobenius").highway
    for lag in range(len(highway)):
        product = np.ones(network.hidden)
        for t in range(len(f) - lag, len(f)):
            product = product * f[t]
        assert highway[lag] == pytest.approx(product.max(), rel=1e-12)
        assert squares[lag] == pytest.approx(np.linalg.norm(product), rel=1e-12)
    assert (np.diff(highway) <= 0).all()  # gates are below 1


@pytest.mark.parametrize("norm", ["spectral", "frobenius"])
def test_typical_size_is_exact_where_theory_says(norm):
    """Orthogonal weights and states so small that every slope is 1: a step is a rotation times the gain."""
    source = Text(length=20, scale=1e-9)
    network = Network(5, 0, "orthogonal", 0.9, loss="last")
    measured = flow(take("RNN", source, network), "jacobian", norm)
    np.testing.assert_allclose(measured.typical, measured.values, rtol=1e-9)
    np.testing.assert_allclose(measured.typical / measured.typical[0], 0.9 ** np.arange(20), rtol=1e-9)


@pytest.mark.parametrize("norm", ["spectral", "frobenius"])
def test_paths_are_the_norms_of_matrices_that_sum_up(norm):
    walk = walk_of("LSTM", forget_bias=0.5)
    measured = paths(walk, norm)
    order = 2 if norm == "spectral" else "fro"
    whole = jacobians(walk.cell, walk.trace, of="c")[::-1, 0]
    f = walk.trace.f[:, 0]
    for lag in measured.lags:
        direct = np.diag(f[len(f) - lag :].prod(axis=0))
        assert measured.total[lag] == pytest.approx(np.linalg.norm(whole[lag], order), rel=1e-9)
        assert measured.direct[lag] == pytest.approx(np.linalg.norm(direct, order), rel=1e-9)
        assert measured.rest[lag] == pytest.approx(
            np.linalg.norm(whole[lag] - direct, order), rel=1e-9, abs=1e-15
        )
        of_bias = np.diag(np.full(5, (1 / (1 + np.exp(-0.5))) ** lag))
        assert measured.predicted[lag] == pytest.approx(np.linalg.norm(of_bias, order), rel=1e-9)


def test_prediction_of_the_bias_holds_where_the_gate_reads_nothing_else():
    walk = take("LSTM", Numbers(numbers="0", length=30), Network(4, gain=0.0, loss="last"))
    measured = paths(walk)
    np.testing.assert_allclose(measured.direct, measured.predicted, rtol=1e-9)


def test_spectrum_is_that_of_the_jacobians():
    walk = walk_of("GRU")
    found = spectrum(walk)
    expected = np.linalg.svd(jacobians(walk.cell, walk.trace)[::-1, 0], compute_uv=False)
    np.testing.assert_allclose(found.values[:, 0], expected, atol=1e-14)
    assert found.lags.tolist() == list(range(20))


@given(st.integers(1, 500), st.integers(1, 128))
def test_lags_are_all_while_that_is_quick_and_else_reach_from_end_to_end(T, H):
    lags = measured_lags(T, H)
    assert lags[0] == 0
    assert lags[-1] == T - 1
    assert (np.diff(lags) > 0).all()
    if T * H <= 10_000:
        assert len(lags) == T
    else:
        assert len(lags) <= 120
        # The shortest lags one by one, the longest not far apart.
        assert np.diff(lags)[:5].max() == 1
        assert np.diff(lags).max() <= -(-T // 59)


def test_measure_at_some_lags_is_the_measure_at_all_of_them():
    walk = walk_of("RNN", length=450, hidden=32)
    measured = flow(walk, "jacobian")
    assert len(measured.lags) < 450
    J = jacobians(walk.cell, walk.trace, lags=measured.lags[::20])[:, 0]
    np.testing.assert_allclose(measured.values[::20], [np.linalg.norm(each, 2) for each in J], rtol=1e-9)
    np.testing.assert_array_equal(flow(walk, "loss").lags, np.arange(450))


def test_between_measured_lags_a_curve_is_straight_on_the_logarithmic_scale():
    lags = np.array([0, 1, 2, 6, 10, 12])
    values = np.array([1, 0.5, 0.25, 0.25**3, 0, 0])
    filled = at_every_lag(lags, values)
    np.testing.assert_allclose(filled[:7], 0.5 ** np.arange(7))
    assert not filled[7:].any()
    exploded = at_every_lag(lags, np.array([1, 2, 4, np.inf, np.inf, np.inf]))
    np.testing.assert_array_equal(exploded[:3], [1, 2, 4])
    assert np.isinf(exploded[3:]).all()
    assert at_every_lag(np.arange(3), np.ones(3)).tolist() == [1, 1, 1]


def test_a_higher_forget_bias_keeps_more_and_leaves_the_rnn_alone():
    def ends(model, bias):
        walk = walk_of(model, 60, hidden=16, forget_bias=bias)
        return flow(walk, "loss"), flow(walk, "jacobian")

    (low_loss, low), (high_loss, high) = ends("LSTM", -2), ends("LSTM", 4)
    assert high.highway[-1] > 1e10 * low.highway[-1]
    assert high_loss.values[-1] > 1e10 * low_loss.values[-1]
    np.testing.assert_array_equal(ends("RNN", -2)[0].values, ends("RNN", 4)[0].values)


@given(sources, networks, st.sampled_from(list(VARIANTS.values())))
def test_a_curve_that_is_zero_stays_zero(source, network, variant):
    """So that "from this lag on" is all there is to say."""
    walk = take(variant.model, source, variant.network(network))
    for measured in (flow(walk, "loss"), flow(walk, "jacobian")):
        lag = first_lag(measured.lags, measured.values, lambda values: values == 0)
        assert (lag is None) == (0 not in measured.values)
        if lag is not None:
            assert measured.values[:lag].all()
            assert not measured.values[lag:].any()


def test_what_is_zero_only_at_first_does_not_fail_to_its_end():
    lags = np.array([0, 1, 5, 9])
    assert first_lag(lags, np.array([0, 1, 1, 1]), lambda values: values == 0) is None
    assert first_lag(lags, np.array([0, 1, 0, 0]), lambda values: values == 0) == 5
    assert first_lag(lags, np.array([0, 0, 0, 0]), lambda values: values == 0) == 0
