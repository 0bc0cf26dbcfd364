"""Losses and accuracies: what goes in stands in the figure."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from rnnlstm import RECIPES
from rnnlstm.figures.losses import LossWords, loss_chart, percent, running_mean, smoothing
from rnnlstm.figures.palette import MODELS
from support.checks import checked
from support.drawn import ALL, STEPS, history

LOSS_WORDS = LossWords("the title", "update", "loss", "naive", "{network} held out", "{network} training")


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
    assert [percent(share) for share in (1e-6, 0.99997)] == ["<0.1%", "99.9%"]  # not quite


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
