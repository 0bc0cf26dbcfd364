"""The small steps over the graphs: their numbers, each thing made once and in order, what they say."""

import re

import numpy as np
import pytest

from rnnlstm.ui.lessons.vectors.steps import steps, tidy
from support.graphs import PARTS, usual


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
    assert [step.stage for step in walk] == sorted(
        (s.stage for s in walk), key=["forward", "backward", "check"].index
    )


@pytest.mark.parametrize("part", PARTS)
def test_a_path_goes_on_from_the_lines_of_its_step_to_the_loss(part):
    of = usual(part)
    for step in steps(of):
        if step.stage != "backward":
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
