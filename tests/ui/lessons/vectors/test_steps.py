"""The small steps over the graphs: their numbers, each thing made once and in order, what they say."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.ui.lessons.vectors.graph import graph_data
from rnnlstm.ui.lessons.vectors.measured import graph, measured
from rnnlstm.ui.lessons.vectors.settings import PART
from rnnlstm.ui.lessons.vectors.steps import steps, tidy
from support.cases import brief

PARTS = list(PART.options)
USUAL = {
    "chain": {"w": 0.5, "x": 2.0, "b": -0.4, "target": 1.0},
    "twice": {"w": 0.5, "x": 2.0, "target": 1.0},
    "vector": {
        **{"x1": 1.0, "x2": 0.5, "x3": -1.0, "target1": 1.5, "target2": 1.0},
        **{"W11": 1.0, "W12": -2.0, "W13": 0.5, "W21": 0.5, "W22": 1.0, "W23": -1.0},
    },
    "softmax": {"y1": 2.0, "y2": 1.0, "y3": -1.0},
}


def usual(part, nudge=0.01):
    return measured(part, tuple(USUAL[part].items()), nudge, 2)


def row(part, q):
    (found,) = [row for step in steps(usual(part)) for row in step.rows if row.q == q]
    return found


@pytest.mark.parametrize("part", PARTS)
def test_everything_is_made_once_and_after_what_it_is_made_of(part):
    of = usual(part)
    walk = steps(of)
    made = [name for step in walk for name in step.makes]
    assert len(made) == len(set(made))
    when = {name: k for k, step in enumerate(walk) for name in step.makes}
    for start, end in of.run.slopes:
        assert when[start] < when[end]
        if (start, end) in of.leading and not start.startswith("target"):
            assert when[f"d{end}"] < when[f"d{start}"] == when[f"{end}>{start}"]
    assert {f"d{name}" for name in of.run.values if not name.startswith("target")} <= set(made)
    assert [step.way for step in walk] == sorted(
        (s.way for s in walk), key=["forward", "backward", "check"].index
    )


@pytest.mark.parametrize("part", PARTS)
def test_a_path_goes_on_from_the_lines_of_its_step_to_the_loss(part):
    of = usual(part)
    for step in steps(of):
        if step.way != "backward":
            continue
        edges = [tuple(reversed(name.split(">"))) for name in (*step.makes, *step.path) if ">" in name]
        for _, end in [edge for edge in edges if edge in of.leading]:
            assert end == "E" or any(start == end for start, _ in edges)


@pytest.mark.parametrize("part", PARTS)
def test_the_numbers_put_in_give_the_result(part):
    """Each line of numbers is worked out anew; three decimals a factor leave it a little off."""
    for step in steps(usual(part)):
        for each in step.rows:
            if not each.numbers:
                continue
            text, result = each.numbers.replace("−", "-").rsplit(" = ", 1)
            text = re.sub(r"-ln (\S+)", r"-np.log(\1)", text.replace("½", "0.5 *").replace("^", "**"))
            text = text.replace("·", "*").replace("tanh", "np.tanh").replace("exp", "np.exp")
            assert eval(text, {"np": np}) == pytest.approx(float(result), abs=0.012), each


def test_equations_that_can_be_derived_by_hand():
    assert row("chain", "dw").symbols == "du · x"
    assert row("chain", "da").symbols == "dh · (1 − h^2)"
    assert row("twice", "dw").symbols == "da · x + dy · h"
    assert row("vector", "dx2").symbols == "da_1 · W_{12} + da_2 · W_{22}"
    assert row("vector", "dx2").numbers == "(−2) · (−2) + 1 · 1 = 5"
    assert row("vector", "dW13").numbers == "(−2) · (−1) = 2"
    p = np.exp([2, 1, -1]) / np.exp([2, 1, -1]).sum()
    for j, expected in enumerate(p - [0, 1, 0], start=1):
        assert row("softmax", f"dy{j}").numbers.endswith(f"= {tidy(expected)}")


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


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5.0, "5"),
        (-0.4, "−0.4"),
        (0.12345, "0.123"),
        (123.46, "123.5"),
        (-2e-7, "−2.0e−7"),
    ],
)
def test_a_number_has_no_digit_too_many(value, text):
    assert tidy(value) == text


@pytest.mark.parametrize("part", PARTS)
def test_the_browser_is_sent_every_number_once(part):
    of = usual(part)
    data = graph_data(of)
    drawn = {node["name"]: node for node in data["nodes"]}
    assert set(drawn) == {name for name in of.run.values if not name.startswith("W")}
    for name, node in drawn.items():
        assert node["number"] == tidy(of.run.values[name])
        assert node["gradient"] == (None if name.startswith("target") else tidy(of.run.gradients[name]))
    for edge in data["edges"]:
        assert edge["returns"] == of.run.messages[edge["from"], edge["to"]]
    made = {name for step in data["steps"] for name in step["makes"]}
    for table in data["tables"]:
        for cell in (cell for row in table["rows"] for cell in row):
            assert not cell["goes"] or cell["goes"] in made
            assert set(cell["q"].split()) <= made
