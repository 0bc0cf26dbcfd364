"""Why it vanishes: the matrices, slopes and half-lives of the room, and what its lesson says of them."""

import numpy as np
import pytest

from rnnlstm.core import GRU, LSTM, RNN, jacobian_norms
from rnnlstm.figures.palette import GRU_GATES, NETWORKS, QUANTITIES
from rnnlstm.ui.lessons.exploding.measured import cliff_profile
from rnnlstm.ui.lessons.laboratory import Setup
from rnnlstm.ui.lessons.spectra.measured import (
    MatrixChoice,
    half_lives,
    matrix,
    matrix_hue,
    measured_half_life,
    powers,
    spectrum,
    steepest,
)
from rnnlstm.ui.lessons.spectra.views import power_curves, slope_table, spectrum_table
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take

SOURCE = Text(length=60)


def one(name, source=SOURCE, **settings):
    ((label, walk),) = setup(name, source, **settings).walks().items()
    return label, walk


def setup(name, source=SOURCE, **settings):
    return Setup((name,), source, Network(**({"hidden": 16} | settings)))


def quotients(walk, t, eps=1e-6):
    """J_t of the walk by central differences of one step, each part of the state moved by itself."""
    cell, trace = walk.cell, walk.trace
    H = cell.hidden_size
    gated = isinstance(cell, LSTM)
    state = np.concatenate([trace.h[t - 2, 0], trace.c[t - 2, 0]]) if gated else trace.h[t - 2, 0]

    def after(state):
        cells = {"c0": state[None, H:]} if gated else {}
        step = cell.forward(trace.x[t - 1 : t], h0=state[None, :H], **cells)
        return np.concatenate([step.h[0, 0], step.c[0, 0]]) if gated else step.h[0, 0]

    moved = eps * np.eye(len(state))
    return np.array([(after(state + each) - after(state - each)) / (2 * eps) for each in moved]).T


@pytest.mark.parametrize("name", ["tanh", "sigmoid", "lstm", "gru"])
def test_one_step_is_what_a_small_change_of_the_state_does(name):
    _, walk = one(name, hidden=4)
    np.testing.assert_allclose(matrix(walk, MatrixChoice("step", step=7)), quotients(walk, 7), atol=1e-8)


def test_matrices_of_an_rnn():
    _, walk = one("tanh", hidden=5)
    W, h = walk.cell.W_hh, walk.trace.h[:, 0]
    np.testing.assert_array_equal(matrix(walk, MatrixChoice()), W)
    np.testing.assert_array_equal(matrix(walk, MatrixChoice("gamma")), W)
    np.testing.assert_allclose(matrix(walk, MatrixChoice("mean")), np.diag((1 - h**2).mean(axis=0)) @ W)
    np.testing.assert_allclose(matrix(walk, MatrixChoice("step", step=3)), np.diag(1 - h[2] ** 2) @ W)
    _, sigmoid = one("sigmoid", hidden=5)
    np.testing.assert_allclose(matrix(sigmoid, MatrixChoice("gamma")), sigmoid.cell.W_hh / 4)


@pytest.mark.parametrize(
    ("name", "gate", "field", "gamma"),
    [("lstm", "f", "W_f", 0.25), ("lstm", "g", "W_c", 1), ("gru", "z", "W_z", 0.25), ("gru", "n", "W_hn", 1)],
)
def test_matrices_of_a_gate(name, gate, field, gamma):
    _, walk = one(name, hidden=5)
    W = walk.cell.params[field][:, :5]
    np.testing.assert_array_equal(matrix(walk, MatrixChoice(gate=gate)), W)
    np.testing.assert_allclose(matrix(walk, MatrixChoice("gamma", gate)), gamma * W)
    value = getattr(walk.trace, gate)[:, 0]
    slope = 1 - value**2 if gamma == 1 else value * (1 - value)
    np.testing.assert_allclose(matrix(walk, MatrixChoice("mean", gate)), np.diag(slope.mean(axis=0)) @ W)


def test_steepest_slopes():
    gammas = [steepest(one(name)[1], "h") for name in ("tanh", "sigmoid", "relu", "irnn")]
    assert gammas == [1, 0.25, 1, 1]
    assert [steepest(one("lstm")[1], gate) for gate in "figoc"] == [0.25, 0.25, 1, 0.25, 1]
    assert [steepest(one("gru")[1], gate) for gate in "zrn"] == [0.25, 0.25, 1]


def test_hues():
    assert matrix_hue(one("irnn")[1], "IRNN", MatrixChoice()) == NETWORKS["IRNN"]
    assert matrix_hue(one("lstm")[1], "LSTM", MatrixChoice(gate="o")) == QUANTITIES["o"]
    assert matrix_hue(one("lstm")[1], "LSTM", MatrixChoice("step")) == NETWORKS["LSTM"]
    assert matrix_hue(one("gru")[1], "GRU", MatrixChoice(gate="z")) == GRU_GATES["z"]


def test_powers_of_small_matrices_are_all_and_of_large_ones_a_few():
    k, norms = powers(one("tanh", hidden=8)[1], MatrixChoice())
    assert k.tolist() == list(range(61))
    W = one("tanh", hidden=8)[1].cell.W_hh
    np.testing.assert_allclose(norms[9], np.linalg.norm(np.linalg.matrix_power(W, 9), 2))
    few, _ = powers(one("tanh", hidden=128)[1], MatrixChoice())
    assert few[0] == 0 and few[-1] == 60 and len(few) < 20


def test_curves_of_powers_and_tables():
    label, walk = one("tanh", hidden=6)
    norms, radius, bound = power_curves(walk, label, MatrixChoice())
    W = walk.cell.W_hh
    np.testing.assert_allclose(radius.values, np.abs(np.linalg.eigvals(W)).max() ** np.arange(61))
    np.testing.assert_allclose(bound.values, np.linalg.norm(W, 2) ** np.arange(61))
    assert (norms.values <= bound.values * (1 + 1e-9)).all()
    assert len({norms.dash, radius.dash, bound.dash}) == 3
    table = spectrum_table(spectrum(walk, MatrixChoice()))
    np.testing.assert_allclose(np.hypot(table["Re λ"], table["Im λ"]), table["|λ|"])
    assert table["σ"].is_monotonic_decreasing
    slopes = slope_table(walk, "h")
    np.testing.assert_allclose(slopes["h′[2]"], 1 - walk.trace.h[:, 0, 1] ** 2)
    assert len(slopes) == 60


def by_hand(gates):
    """The step back at which the product of a unit's forget gates crosses one half, log-linear between."""
    highway = np.concatenate([[1.0], np.cumprod(gates[:0:-1])])
    after = int((highway < 0.5).argmax())
    if after == 0:
        return np.inf
    above, under = np.log(2 * highway[after - 1]), np.log(2 * highway[after])
    return after - 1 + above / (above - under)


@pytest.mark.parametrize("bias", [-2.0, 0.5, 4.0, 6.0])
def test_measured_half_lives_are_those_of_the_forget_gates(bias):
    walk = take("LSTM", SOURCE, Network(hidden=7, forget_bias=0.0, loss="last"))
    f = LSTM.init(4, 7, 5, seed=0, forget_bias=bias).forward(walk.trace.x).f[:, 0]
    assert measured_half_life(walk, bias) == pytest.approx(np.median([by_hand(each) for each in f.T]))


def test_half_lives_hold_the_learners_bias_and_the_inverse():
    walk = take("LSTM", SOURCE, Network(hidden=7, forget_bias=0.0, loss="last"))
    lives = half_lives(walk, 1.25, 1000)
    assert 1.25 in lives.measured_at and 1.0 in lives.measured_at
    assert lives.longest == 59
    f = 1 / (1 + np.exp(-lives.needed_bias))
    assert f**1000 == pytest.approx(0.5)
    assert lives.biases[-1] >= lives.needed_bias  # the mark is on the figure


def test_what_the_lesson_says():
    # Predict: powers.
    for init, most, below in (("uniform", 1.61, 7), ("orthogonal", 1.0, 1)):
        _, walk = one("tanh", recurrent=init, gain=0.95, by_radius=True)
        k, norms = powers(walk, MatrixChoice())
        assert norms.max() == pytest.approx(most, abs=0.005)
        assert k[1:][norms[1:] < 1][0] == below and (norms[below:] < 1).all()
        assert (np.abs(spectrum(walk, MatrixChoice()).eigenvalues) < 1).all()
        assert norms[60] / norms[50] == pytest.approx(0.95**10, rel=0.02)
        if init == "uniform":
            assert norms[1] == pytest.approx(1.55, abs=0.005) and k[norms.argmax()] == 3
    # Eigenvalues of orthogonal weights.
    _, walk = one("tanh", recurrent="orthogonal", gain=1.3)
    values = spectrum(walk, MatrixChoice())
    np.testing.assert_allclose(np.abs(values.eigenvalues), 1.3)
    assert values.spectral_norm == pytest.approx(1.3)
    # A sigmoid shrinks every eigenvalue to a quarter, and must forget while gamma sigma_max is below 1.
    _, walk = one("sigmoid")
    np.testing.assert_allclose(
        spectrum(walk, MatrixChoice("gamma")).eigenvalues, spectrum(walk, MatrixChoice()).eigenvalues / 4
    )


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("init", ["uniform", "orthogonal", "normal", "identity"])
def test_the_usual_weights_are_so_small_that_a_sigmoid_network_must_forget(init, seed):
    _, walk = one("sigmoid", seed=seed, recurrent=init)
    assert spectrum(walk, MatrixChoice("gamma")).spectral_norm < 1


def test_a_sigmoid_unit_with_larger_weights_need_not_forget():
    """The unit of the cliff: its gradient along w is longest at the wall, and far above 1."""
    profile = cliff_profile(50, "sigmoid", -2.5)
    lengths = np.hypot(profile.dE_dw, profile.dE_db)
    assert f"{lengths.max():.0f}" == "1619"
    assert profile.w[lengths.argmax()] / 4 > 1  # gamma sigma_max
    cell = RNN([[0.0]], [[4.6]], [-2.3], [[1.0]], [0.0], activation="sigmoid")
    trace = cell.forward(np.zeros((50, 1, 1)), h0=np.array([0.5]))
    assert jacobian_norms(cell, trace)[0, 0] > 100
    for language in LANGUAGES:
        assert "1619" in lesson("spectra", language)["try"]


def test_a_complex_pair_turns_the_vectors_of_its_plane_on_a_spiral():
    """Each turn takes a vector back to its direction, and its size has changed by |lambda| a step."""
    shear = np.array([[1.0, 0.7], [0.0, 1.0]])
    turn = 0.9 * np.array([[np.cos(np.pi / 6), -np.sin(np.pi / 6)], [np.sin(np.pi / 6), np.cos(np.pi / 6)]])
    A = shear @ turn @ np.linalg.inv(shear)
    np.testing.assert_allclose(np.abs(np.linalg.eigvals(A)), 0.9)
    v = np.array([1.0, 2.0])
    np.testing.assert_allclose(np.linalg.matrix_power(A, 12) @ v, 0.9**12 * v)


@pytest.mark.parametrize("seed", range(5))
def test_what_the_lesson_says_of_any_seed(seed):
    # One eigenvalue near 1 for each cell state that is kept.
    for bias, close in ((5.0, 16), (0.0, 0)):
        _, walk = one("lstm", forget_bias=bias, seed=seed)
        moduli = np.abs(spectrum(walk, MatrixChoice("step", step=60)).eigenvalues)
        assert len(moduli) == 32 and ((moduli > 0.9) & (moduli < 1.1)).sum() == close
    # No singular value grows under slopes of at most 1.
    _, walk = one("tanh", seed=seed)
    weights, step = spectrum(walk, MatrixChoice()), spectrum(walk, MatrixChoice("step", step=60))
    assert (step.singular_values <= weights.singular_values * (1 + 1e-12)).all()
    assert spectrum(walk, MatrixChoice("mean")).spectral_radius < weights.spectral_radius
    # Large inputs saturate about three quarters, and with the lesson's own seed just that.
    for scale, low, high in (
        (1.0, 0.0, 0.0),
        (30.0, 0.72 if seed == 0 else 0.65, 0.78 if seed == 0 else 0.85),
    ):
        for init in ("uniform", "orthogonal"):
            _, walk = one("tanh", Text(length=60, scale=scale), seed=seed, recurrent=init)
            assert low <= (1 - walk.trace.h**2 < 0.1).mean() <= high


def test_what_the_lesson_says_of_half_lives():
    walk = take("LSTM", SOURCE, Network(hidden=16, forget_bias=0.0, loss="last"))
    one, two, five, thousand = (np.log(0.5) / np.log(1 / (1 + np.exp(-b))) for b in (1, 2, 5, 7.3))
    assert (round(one, 1), round(two, 1), round(five)) == (2.2, 5.5, 103)
    assert two / one == pytest.approx(2.5, abs=0.05)
    assert thousand == pytest.approx(1000, rel=0.05)
    assert half_lives(walk, 1.0, 1000).needed_bias == pytest.approx(7.3, abs=0.05)


def test_the_kinds_of_cell_are_all_known():
    assert {type(one(name)[1].cell) for name in ("tanh", "lstm", "gru")} == {RNN, LSTM, GRU}
