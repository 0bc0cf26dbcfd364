"""Figures of a training: what goes in stands in the figure."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnnlstm import RECIPES
from rnnlstm.core.training.history import BINS, History, Snapshot
from rnnlstm.figures.losses import LossWords, loss_chart, percent, running_mean, smoothing
from rnnlstm.figures.palette import GRADIENT, GRU_GATES, MODELS, QUANTITIES, gate_hue
from rnnlstm.figures.training import (
    ColourWords,
    UnitWords,
    gate_chart,
    gradient_chart,
    gradient_limits,
    unit_chart,
)
from rnnlstm.figures.updates import LEFT, RIGHT
from support.checks import checked
from support.colours import luminance

WORDS = ColourWords("the title", "update", "what", "the colour")
UNIT_WORDS = UnitWords("the title", "update", "what", "unit {number}")
LOSS_WORDS = LossWords("the title", "update", "loss", "naive", "{network} held out", "{network} training")
STEPS = RECIPES["parity"].steps
GATES = {"RNN": (), "LSTM": ("f", "i", "o"), "GRU": ("r", "z")}


def snapshot(step, kind, rng, lags=20):
    gates = GATES[kind]
    return Snapshot(
        step=step,
        loss=float(rng.uniform(0.4, 1)),
        accuracy=float(rng.uniform()),
        gradient=10.0 ** -np.arange(lags) * rng.uniform(0.5, 1),
        gates={gate: rng.dirichlet(np.ones(BINS)) for gate in gates},
        units={gate: rng.uniform(size=4) for gate in gates},
        y=np.zeros((20, 2, 2)),
        cell=None,
    )


def history(kind, at=(0, 10, 20), seed=0):
    rng = np.random.default_rng(seed)
    snapshots = tuple(snapshot(step, kind, rng) for step in at)
    loss = rng.uniform(0.4, 1, at[-1])
    return History(RECIPES["parity"], kind, 0, loss, loss, snapshots)


ALL = {kind: history(kind, seed=k) for k, kind in enumerate(("RNN", "LSTM", "GRU"))}


def test_losses_are_drawn_as_they_are_with_their_running_mean_and_held_out_points():
    figure = checked(loss_chart(ALL, mode="light", words=LOSS_WORDS))
    assert len(figure.data) == 9
    for (kind, each), traces in zip(ALL.items(), np.reshape(figure.data, (3, 3)), strict=True):
        raw, smooth, points = traces
        np.testing.assert_array_equal(raw.x, np.arange(1, 21))
        np.testing.assert_array_equal(raw.y, each.loss)
        window = smoothing(STEPS)
        means = [each.loss[max(0, k - window + 1) : k + 1].mean() for k in range(20)]
        np.testing.assert_allclose(smooth.y, means, rtol=1e-12)
        np.testing.assert_array_equal(points.x, [0, 10, 20])
        np.testing.assert_array_equal(points.y, [m.loss for m in each.snapshots])
        assert {raw.line.color, smooth.line.color, points.marker.color} == {MODELS[kind].light}
        assert raw.opacity < 0.5
        assert points.name == kind
        assert f"{kind} held out" in points.hovertemplate
    assert len({trace.marker.symbol for trace in figure.data[2::3]}) == 3


@pytest.mark.parametrize(
    ("measure", "naive", "written"), [("loss", math.log(2), "0.693"), ("accuracy", 0.5, "50%")]
)
def test_the_naive_predictor_is_a_labelled_line(measure, naive, written):
    figure = checked(loss_chart(ALL, mode="dark", words=LOSS_WORDS, measure=measure))
    (line,) = figure.layout.shapes
    assert line.y0 == line.y1 == pytest.approx(naive)
    assert figure.layout.annotations[0].text == f"naive {written}"


def test_the_naive_baseline_is_that_of_the_sequences_held_out():
    """A point below it is then better than the naive predictor, and not only than its expectation."""
    recipe = RECIPES["adding"]
    for seed in (0, 1):
        each = replace(ALL["RNN"], recipe=recipe, seed=seed)
        batch = recipe.task.held_out_batch(seed, 256)
        sums = (batch.x[..., 0] * batch.x[..., 1]).sum(axis=0)
        (line,) = loss_chart({"RNN": each}, mode="light", words=LOSS_WORDS).layout.shapes
        assert line.y0 == pytest.approx(np.mean((1 - sums) ** 2))
        assert abs(line.y0 - 1 / 6) > 0.01


def test_accuracies_are_written_in_percent():
    shares = (0.0, 0.0784, 0.125, 0.25, 255 / 256, 1.0)
    assert [percent(share) for share in shares] == ["0%", "7.8%", "12.5%", "25%", "99.6%", "100%"]


def test_accuracy_is_drawn_on_held_out_sequences_only():
    figure = checked(loss_chart(ALL, mode="light", words=LOSS_WORDS, measure="accuracy"))
    assert len(figure.data) == 3
    for trace, each in zip(figure.data, ALL.values(), strict=True):
        np.testing.assert_array_equal(trace.y, [m.accuracy for m in each.snapshots])


def test_losses_of_many_sizes_have_a_logarithmic_axis_and_others_begin_at_zero():
    near = checked(loss_chart(ALL, mode="light", words=LOSS_WORDS))
    assert near.layout.yaxis.type != "log"
    assert near.layout.yaxis.range[0] == 0
    one = ALL["LSTM"]
    deep = {"LSTM": replace(one, loss=one.loss * np.geomspace(1, 1e-4, 20))}
    far = checked(loss_chart(deep, mode="light", words=LOSS_WORDS))
    assert far.layout.yaxis.type == "log"
    low, high = far.layout.yaxis.range
    shown = np.log10([*far.data[1].y, *far.data[2].y, math.log(2)])
    assert low < shown.min() and shown.max() < high
    # Plotly takes the place of an annotation on such an axis as an exponent, but not that of a line.
    assert far.layout.annotations[0].y == pytest.approx(np.log10(math.log(2)))


def test_a_training_that_has_not_begun_is_a_figure():
    fresh = {kind: history(kind, at=(0,)) for kind in ALL}
    for measure in ("loss", "accuracy"):
        figure = checked(loss_chart(fresh, mode="light", words=LOSS_WORDS, measure=measure))
        assert figure.layout.xaxis.range == (0, STEPS)
        json.loads(figure.to_json())


@given(hnp.arrays(float, st.integers(0, 40), elements=st.floats(-1e3, 1e3)), st.integers(1, 50))
def test_running_mean_is_the_mean_of_the_last_ones(values, window):
    expected = [values[max(0, k - window + 1) : k + 1].mean() for k in range(len(values))]
    np.testing.assert_allclose(running_mean(values, window), expected, atol=1e-9)


def test_gradients_are_coloured_by_their_exponent_on_one_scale():
    limits = gradient_limits(ALL.values())
    assert limits == (-10, 0)
    for each in ALL.values():
        figure = checked(gradient_chart(each, mode="light", words=WORDS, limits=limits))
        (heat,) = figure.data
        gradients = np.array([m.gradient for m in each.snapshots]).T
        np.testing.assert_allclose(heat.z, np.log10(gradients))
        np.testing.assert_array_equal(heat.customdata, gradients)
        np.testing.assert_array_equal(heat.x, [0, 10, 20])
        np.testing.assert_array_equal(heat.y, np.arange(20))
        assert (heat.zmin, heat.zmax) == limits
        assert list(heat.colorbar.ticktext)[-1] == "10<sup>0</sup>"


def test_a_gradient_of_zero_has_the_lowest_colour_and_none_has_no_colour():
    each = ALL["RNN"]
    gradient = np.array([1.0, 0.0, np.nan, np.nan])
    changed = replace(each, snapshots=tuple(replace(m, gradient=gradient) for m in each.snapshots))
    figure = checked(gradient_chart(changed, mode="dark", words=WORDS, limits=(-5, 0)))
    column = np.asarray(figure.data[0].z)[:, 0]
    assert column[0] == 0
    assert column[1] < -5
    assert np.isnan(column[2:]).all()
    assert figure.layout.yaxis.range == (-0.5, 1.5)


def test_limits_of_gradients_span_whole_decades_above_the_floor():
    each = ALL["RNN"]

    def limits(*gradient, floor=-10):
        snapshots = (replace(each.snapshots[0], gradient=np.array(gradient)),)
        return gradient_limits([replace(each, snapshots=snapshots)], floor)

    assert limits(30.0, 2e-4) == (-4, 2)
    assert limits(0.5, 1e-300) == (-10, 0)
    assert limits(0.5, 1e-300, floor=-16) == (-16, 0)
    low, high = limits(0.0, np.nan)
    assert low < high
    low, high = limits(1e-40)
    assert low < high


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_larger_gradients_stand_out_more_from_the_page(mode):
    tones = [luminance(hue.on(mode)) for hue in GRADIENT]
    assert tones == sorted(tones, reverse=mode == "light")


def test_gates_are_drawn_as_they_were_counted():
    for kind in ("LSTM", "GRU"):
        each = ALL[kind]
        for gate in GATES[kind]:
            figure = checked(gate_chart(each, gate, mode="dark", words=WORDS))
            (heat,) = figure.data
            np.testing.assert_array_equal(heat.z, np.array([m.gates[gate] for m in each.snapshots]).T)
            np.testing.assert_allclose(heat.y, np.arange(0.025, 1, 0.05))
            assert heat.colorscale[-1][1] == gate_hue(gate).dark
    assert gate_hue("z") == GRU_GATES["z"]
    assert gate_hue("f") == QUANTITIES["f"]


def test_each_unit_has_its_line():
    each = ALL["LSTM"]
    figure = checked(unit_chart(each, "f", mode="light", words=UNIT_WORDS))
    assert [trace.name for trace in figure.data] == [f"unit {k}" for k in (1, 2, 3, 4)]
    for k, trace in enumerate(figure.data):
        np.testing.assert_array_equal(trace.y, [m.units["f"][k] for m in each.snapshots])


def test_one_cursor_fits_all_figures():
    """The page draws it by these margins and by the share of the updates."""
    limits = (-10.0, 0.0)
    figures = [
        loss_chart(ALL, mode="light", words=LOSS_WORDS),
        loss_chart(ALL, mode="light", words=LOSS_WORDS, measure="accuracy"),
        gradient_chart(ALL["RNN"], mode="light", words=WORDS, limits=limits),
        gate_chart(ALL["LSTM"], "f", mode="light", words=WORDS),
        unit_chart(ALL["LSTM"], "f", mode="light", words=UNIT_WORDS),
    ]
    for figure in figures:
        layout = checked(figure).layout
        assert (layout.margin.l, layout.margin.r) == (LEFT, RIGHT)
        assert layout.xaxis.range == (0, STEPS)
        assert layout.xaxis.automargin is layout.yaxis.automargin is False
        assert layout.uirevision == "training"  # what has been zoomed stays so while it goes on


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_title_stands_above_a_colour_bar(mode):
    figure = checked(gradient_chart(ALL["RNN"], mode=mode, words=WORDS, limits=(-9, 0)))
    assert [note.text for note in figure.layout.annotations] == ["the title"]
    assert figure.layout.xaxis.title.text == "update"
    assert figure.layout.yaxis.title.text == "what"
    json.loads(figure.to_json())
