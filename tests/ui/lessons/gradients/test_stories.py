"""Every claim that an answer of a story makes, computed for exactly the settings that the story sets.

The numbers are read off the core directly, by other functions than the page's own where there are some.
"""

import numpy as np
import pytest

from rnnlstm.core import (
    cell_highway,
    cell_path_jacobians,
    half_life,
    half_life_of_bias,
    jacobians,
    resolution_lag,
    saturation,
    typical_norms,
    vanishing_bound,
)
from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons import laboratory
from rnnlstm.ui.lessons.gradients.stories import STORIES
from rnnlstm.ui.shell.catalogue import LANGUAGES
from rnnlstm.ui.shell.prose import lesson
from rnnlstm.ui.shell.setting_kinds import Choice
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text

SEEDS = range(5)


def walks(story, seed=0):
    """Return the walks of a story, put together here from its settings."""
    values = {"steps": 60, "scale": 1.0, "gain": 1.0, "fb": 1.0, "init": "uniform"} | STORIES[story].values
    assert set(values) <= {"steps", "scale", "gain", "fb", "init", "nets", "measure", "norm"}
    network = Network(16, seed, values["init"], values["gain"], forget_bias=values["fb"])
    source = Text(text="hello", length=values["steps"], scale=values["scale"])
    return laboratory.Setup(tuple(values["nets"].split(",")), source, network).walks()


def norms(walk, order=2):
    """Return the norm of dh_T/dh_t, the newest lag first."""
    return np.array([np.linalg.norm(J, order) for J in jacobians(walk.cell, walk.trace)[::-1, 0]])


def factor(values):
    return (values[-1] / values[0]) ** (1 / (len(values) - 1))


def said(story, *claims):
    """Check that the answers state these numbers, in both languages."""
    for language in LANGUAGES:
        text = lesson("gradients", language)[f"story_{story}"]
        for claim in claims:
            assert claim in text, (language, claim)


def test_stories_set_what_there_is_to_set():
    controls = {each.key: each for each in (*laboratory.CONTROLS, settings.INPUT)}
    for story in STORIES.values():
        for key, value in story.values.items():
            if key == "nets":
                assert set(value.split(",")) <= set(laboratory.VARIANTS)
            elif key in ("measure", "norm"):
                assert value in ("loss", "jacobian", "paths", "spectral", "frobenius", "singular")
            elif isinstance(controls[key], Choice):
                assert value in controls[key].options
            else:
                assert controls[key]._read(str(value)) == value


def test_vanishing():
    run = walks("vanishing")
    tanh, sigmoid = run["RNN"], run["RNN (sigmoid)"]
    np.testing.assert_array_equal(tanh.cell.W_hh, sigmoid.cell.W_hh)
    assert f"{np.linalg.norm(tanh.cell.W_hh, 2):.2f}" == "1.00"
    assert vanishing_bound(tanh.cell, 59) == pytest.approx(1, abs=0.02)
    one, other = norms(tanh), norms(sigmoid)
    assert f"{half_life(one[::-1]):.1f}" == "2.5"
    assert f"{factor(one):.2f}" == "0.60"
    assert f"{one[59]:.0e}" == "8e-14"
    assert f"{factor(other):.2f}" == "0.15"
    assert resolution_lag(other[::-1]) == 20
    said("vanishing", "1.00", "2.5", "0.60", r"8 \times 10^{-14}", "59", "0.15", " 20")


@pytest.mark.parametrize("seed", SEEDS)
def test_vanishing_with_other_seeds(seed):
    run = walks("vanishing", seed)
    assert norms(run["RNN"])[59] < 1e-11
    assert norms(run["RNN (sigmoid)"])[59] < 1e-47
    said("vanishing", "10^{-11}", "10^{-47}")


def test_exploding():
    run = walks("exploding")
    bound = vanishing_bound(run["RNN"].cell, 99)
    assert bound == pytest.approx(3e17, rel=0.2)
    ends = {name: norms(walk)[99] for name, walk in run.items()}
    assert f"{ends['RNN (ReLU)']:.0e}" == "5e+06"
    assert f"{ends['RNN']:.0e}" == "1e+03"
    assert ends["LSTM"] == pytest.approx(1.5, abs=0.06)
    assert bound > 1e9 * ends["RNN (ReLU)"] > ends["RNN"] > ends["LSTM"] > 1
    # The typical size, which counts the slopes at hand, knows that the bound is not reached.
    for name in ("RNN", "RNN (ReLU)"):
        assert typical_norms(run[name].cell, run[name].trace)[0, 0] < 1e-9 * bound
    assert f"{saturation(run['RNN (ReLU)'].cell, run['RNN (ReLU)'].trace)['h']:.0%}" == "37%"
    said("exploding", r"3 \times 10^{17}", r"5 \times 10^{6}", "10^{3}", "1.5", "37%", "99")


def test_how_much_each_grows_is_a_matter_of_the_seed():
    ends = {"RNN (ReLU)": [], "RNN": [], "LSTM": []}
    for seed in range(10):
        for name, walk in walks("exploding", seed).items():
            ends[name].append(norms(walk)[99])
    spread = {name: (min(values), max(values)) for name, values in ends.items()}
    assert [f"{value:.0e}" for value in spread["RNN (ReLU)"]] == ["1e-08", "8e+09"]
    assert [f"{value:.0e}" for value in spread["RNN"]] == ["5e+00", "2e+04"]
    assert f"{spread['LSTM'][0]:.0e}" == "4e-05" and f"{spread['LSTM'][1]:.0f}" == "15"
    said("exploding", "10^{-8}", r"8 \times 10^{9}", r"2 \times 10^{4}", r"4 \times 10^{-5}", "15", "0", "9")


@pytest.mark.parametrize("seed", SEEDS)
def test_orthogonal(seed):
    run = walks("orthogonal", seed)
    tanh, relu = norms(run["RNN"])[99], norms(run["RNN (ReLU)"])[99]
    assert tanh >= 0.98
    assert relu < 1e-9
    if seed == 0:
        assert f"{tanh:.1%}" == "99.7%"
        assert f"{relu:.0e}" == "5e-11"
        at_zero = saturation(run["RNN (ReLU)"].cell, run["RNN (ReLU)"].trace)["h"]
        assert at_zero == pytest.approx(0.4, abs=0.05)
    said("orthogonal", "99.7%", r"5 \times 10^{-11}", "98%", "10^{-9}", "99")


def test_orthogonal_leaves_the_line_when_the_input_grows():
    kept = []
    for scale in (0.01, 0.1, 1.0):
        source = Text(text="hello", length=100, scale=scale)
        network = Network(16, 0, "orthogonal")
        kept.append(norms(laboratory.Setup(("tanh",), source, network).walks()["RNN"])[99])
    assert kept[0] > 0.99 > kept[1] > 10 * kept[2]


def test_saturated():
    walk = walks("saturated")["RNN"]
    values = norms(walk)
    assert vanishing_bound(walk.cell, 59) == pytest.approx(1)
    assert resolution_lag(values[::-1]) == 29
    assert f"{values[59]:.0e}" == "2e-35"
    assert f"{saturation(walk.cell, walk.trace)['h']:.0%}" == "73%"
    # The typical size counts the slopes at hand: it falls as well, but not as far.
    assert f"{typical_norms(walk.cell, walk.trace)[0, 0]:.0e}" == "1e-28"
    said("saturated", " 29 ", r"2 \times 10^{-35}", "73%", "59", "0.1", "10^{-28}")


def test_with_16_units_the_typical_size_is_off_by_up_to_two_fifths_a_step_where_it_saturates():
    """As the docstring of ``typical_norms`` says."""
    off = []
    for seed in SEEDS:
        walk = walks("saturated", seed)["RNN"]
        rms = norms(walk, "fro")[59] / 4  # of the 16 singular values
        off.append((rms / typical_norms(walk.cell, walk.trace)[0, 0]) ** (1 / 59))
    assert round(min(off), 2) >= 0.6 and max(off) < 1.4
    assert min(off) < 0.65


def paths_of(story, seed=0):
    """Return the largest singular values of dc_T/dc_t, of its direct part and of the rest, by lag."""
    walk = walks(story, seed)["LSTM"]
    direct, rest = cell_path_jacobians(walk.cell, walk.trace)
    parts = [np.array([np.diag(each) for each in direct[::-1, 0]]), rest[::-1, 0]]
    return walk, *([np.linalg.norm(J, 2) for J in part] for part in (sum(parts), *parts))


@pytest.mark.parametrize(
    ("story", "bias", "f", "predicted", "middle", "direct", "total"),
    [
        ("bias_minus_1", -1, "0.27", "0.53", "0.52", "2e-53", "3e-40"),
        ("bias_0", 0, "0.5", "1", "0.97", "8e-28", "5e-20"),
        ("bias_1", 1, "0.73", "2.2", "2.1", "3e-12", "1e-06"),
        ("bias_5", 5, "0.993", "103", "95", "0.64", "36"),
    ],
)
def test_forget_biases(story, bias, f, predicted, middle, direct, total):
    walk, whole, straight, _ = paths_of(story)
    assert f"{1 / (1 + np.exp(-bias)):.{len(f) - 2}f}" == f
    places = len(predicted.partition(".")[2])
    assert f"{half_life_of_bias(bias):.{places}f}" == predicted
    measured = np.median(half_life(cell_highway(walk.trace)[:, 0]))
    assert f"{measured:.{len(middle.partition('.')[2])}f}" == middle
    form = ".0e" if "e" in direct else ".2f"
    assert f"{straight[99]:{form}}" == direct
    assert f"{whole[99]:{'.0e' if 'e' in total else '.0f'}}" == total
    said(story, f, predicted)
    if story != "bias_5":  # where the answer does not tell the middle unit
        said(story, middle)
    for number in (direct, total):
        mantissa, _, exponent = number.partition("e")
        power = f"10^{{{int(exponent)}}}" if exponent else ""
        said(story, power if mantissa == "1" else rf"{mantissa} \times {power}" if power else mantissa)


def test_forget_bias_minus_1_goes_through_h_and_is_lost_faster_than_in_the_rnn():
    _, whole, straight, rest = paths_of("bias_minus_1")
    assert rest[99] == pytest.approx(whole[99]) and rest[99] > 1e10 * straight[99]
    assert f"{factor(np.array(whole)):.2f}" == "0.40"
    said("bias_minus_1", "0.40", "0.60")


def test_forget_bias_1_goes_mostly_through_h():
    _, whole, straight, rest = paths_of("bias_1")
    assert half_life(np.array(whole)[::-1]) == pytest.approx(6, abs=0.1)
    assert rest[99] > 1000 * straight[99]
    said("bias_1", "6")


@pytest.mark.parametrize("seed", SEEDS)
def test_forget_bias_5_grows(seed):
    _, whole, straight, _ = paths_of("bias_5", seed)
    assert 25 <= round(whole[99]) <= 143
    assert straight[99] > 0.5
    predicted = (1 / (1 + np.exp(-5))) ** 99
    assert f"{predicted:.2f}" == "0.51"
    said("bias_5", "25", "143", "0.51")


@pytest.mark.parametrize("seed", SEEDS)
def test_identity(seed):
    run = walks("irnn", seed)
    J = jacobians(run["IRNN"].cell, run["IRNN"].trace)[::-1, 0]
    values = np.linalg.svd(J, compute_uv=False)
    assert np.isin(values, [0, 1]).all()
    assert (values.max(axis=-1) == 1).all()
    if seed == 0:
        assert values[59].sum() == 6
        assert f"{norms(run['RNN'])[59]:.0e}" == "8e-14"
    said("irnn", r"8 \times 10^{-14}", r"\sqrt{6}", "16", "59")
