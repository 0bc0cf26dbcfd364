"""The gradients of the graphs, and the check that moves each number a little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.ui.lessons.vectors.measured import graph, measured
from rnnlstm.ui.lessons.vectors.steps import tidy
from support.cases import brief
from support.graphs import usual


@brief
@given(st.lists(st.floats(-3, 3), min_size=3, max_size=4), st.sampled_from(["chain", "twice"]))
def test_the_check_agrees_with_the_chain_rule(numbers, part):
    of = graph(part)
    numbers = dict(zip(of.given, [*numbers, 0.5][: len(of.given)], strict=True))
    found = measured(part, tuple(numbers.items()), 1e-4)
    assert set(found.nudges) == set(of.given) - {"target"}
    for name, nudge in found.nudges.items():
        assert nudge.slope == pytest.approx(found.run.gradients[name], rel=1e-5, abs=1e-5)
        assert nudge.slope == (nudge.more - nudge.less) / 2e-4


def test_in_vectors_the_check_is_exact_for_any_nudge():
    """As the lesson says: E is a parabola in every single number."""
    of = usual("vector", 0.5)
    for name, nudge in of.nudges.items():
        assert nudge.slope == pytest.approx(of.run.gradients[name], rel=1e-12)
    curved = usual("chain", 0.5)
    assert abs(curved.nudges["w"].slope - curved.run.gradients["w"]) > 1e-3


def test_what_the_lesson_has_one_try():
    saturated = measured("chain", (("w", 3.0), ("x", 3.0), ("b", -0.4), ("target", 1.0)), 0.01)
    assert abs(saturated.run.gradients["w"]) < 1e-6
    assert tidy(usual("chain").run.values["h"]) == "0.537"
    silent = measured("twice", (("w", 0.5), ("x", 0.0), ("target", 1.0)), 0.01)
    assert silent.run.gradients["w"] == 0
    sure = (("y1", 4.0), ("y2", -4.0), ("y3", -4.0))
    right, wrong = measured("softmax", sure, 0.01, 1), measured("softmax", sure, 0.01, 2)
    assert max(abs(right.run.gradients[f"y{j}"]) for j in (1, 2, 3)) < 1e-3
    assert [wrong.run.gradients[f"y{j}"] for j in (1, 2, 3)] == pytest.approx([1, -1, 0], abs=1e-3)
