"""Backpropagation on a graph of numbers, against autograd, against matrices, and against differences."""

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import cross_entropy
from rnnlstm.core.graph import Graph, Node
from support.cases import brief

moderate = st.floats(-3, 3)

# One graph with every operation, in which a, u and x are each used twice.
EVERY = Graph(
    (
        Node("u", "dot", ("w", "x", "v", "z")),
        Node("a", "sum", ("u", "b", "x")),
        Node("h", "tanh", ("a",)),
        Node("e1", "exp", ("h",)),
        Node("e2", "exp", ("u",)),
        Node("S", "sum", ("e1", "e2")),
        Node("p", "share", ("e1", "S")),
        Node("q", "surprise", ("p",)),
        Node("E", "distance", ("q", "target", "a", "v")),
    )
)


def every(numbers):
    """The same in one expression."""
    w, x, v, z, b, target = numbers
    u = w * x + v * z
    a = u + b + x
    e1, e2 = anp.exp(anp.tanh(a)), anp.exp(u)
    q = -anp.log(e1 / (e1 + e2))
    return ((q - target) ** 2 + (a - v) ** 2) / 2


@brief
@given(st.lists(moderate, min_size=6, max_size=6))
def test_every_operation_against_autograd(numbers):
    names = ("w", "x", "v", "z", "b", "target")
    run = EVERY.run(dict(zip(names, numbers, strict=True)))
    assert run.values["E"] == pytest.approx(every(numbers), rel=1e-12, abs=1e-12)
    expected = grad(lambda numbers: every(numbers))(np.array(numbers))
    np.testing.assert_allclose([run.gradients[name] for name in names], expected, rtol=1e-9, atol=1e-9)


def test_a_gradient_is_the_sum_of_what_comes_back_along_the_lines():
    run = EVERY.run({"w": 0.4, "x": -1.2, "v": 0.7, "z": 1.1, "b": 0.3, "target": 0.2})
    for name in EVERY.given:
        lines = [message for (start, _), message in run.messages.items() if start == name]
        assert run.gradients[name] == pytest.approx(sum(lines), rel=1e-14)
    for edge, message in run.messages.items():
        assert message == run.slopes[edge] * run.gradients[edge[1]]


def test_the_nudged_loss_is_that_of_the_nudged_number():
    numbers = {"w": 0.4, "x": -1.2, "v": 0.7, "z": 1.1, "b": 0.3, "target": 0.2}
    less, more = EVERY.nudged(numbers, "v", 1e-5)
    order = list(numbers.values())
    assert less == pytest.approx(every([*order[:2], 0.7 - 1e-5, *order[3:]]), rel=1e-12)
    assert (more - less) / 2e-5 == pytest.approx(EVERY.run(numbers).gradients["v"], rel=1e-8)


def test_a_matrix_gives_back_its_transpose_and_an_outer_product():
    rng = np.random.default_rng(0)
    W, x, target = rng.normal(size=(2, 3)), rng.normal(size=3), rng.normal(size=2)
    row = [Node(f"a{j}", "dot", tuple(f"{n}{k}" for k in range(3) for n in (f"W{j}", "x"))) for j in range(2)]
    graph = Graph((*row, Node("E", "distance", ("a0", "t0", "a1", "t1"))))
    numbers = {f"W{j}{k}": W[j, k] for j in range(2) for k in range(3)}
    numbers |= {f"x{k}": x[k] for k in range(3)} | {f"t{j}": target[j] for j in range(2)}
    run = graph.run(numbers)
    da = W @ x - target
    np.testing.assert_allclose([run.gradients[f"x{k}"] for k in range(3)], W.T @ da, rtol=1e-12)
    dW = [[run.gradients[f"W{j}{k}"] for k in range(3)] for j in range(2)]
    np.testing.assert_allclose(dW, np.outer(da, x), rtol=1e-12)


@brief
@given(st.lists(moderate, min_size=3, max_size=3), st.integers(0, 2))
def test_softmax_and_cross_entropy_as_the_core_has_them(scores, right):
    graph = Graph(
        (
            *(Node(f"e{j}", "exp", (f"y{j}",)) for j in range(3)),
            Node("S", "sum", ("e0", "e1", "e2")),
            *(Node(f"p{j}", "share", (f"e{j}", "S")) for j in range(3)),
            Node("E", "surprise", (f"p{right}",)),
        )
    )
    run = graph.run({f"y{j}": score for j, score in enumerate(scores)})
    E, dy = cross_entropy(np.array(scores)[None, None], np.array([[right]]))
    assert run.values["E"] == pytest.approx(E, rel=1e-10, abs=1e-12)
    np.testing.assert_allclose([run.gradients[f"y{j}"] for j in range(3)], dy[0, 0], rtol=1e-9, atol=1e-12)


def test_what_is_not_given_is_told():
    with pytest.raises(ValueError, match=r"given must name w, x, v, z, b, target; missing: b, target"):
        EVERY.forward({"w": 1, "x": 1, "v": 1, "z": 1})
    with pytest.raises(ValueError, match="w must be a finite number"):
        EVERY.forward(dict.fromkeys(EVERY.given, 1.0) | {"w": float("nan")})
