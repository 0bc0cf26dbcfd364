"""Layers on layers, and both directions in them, against the reference's steps and autograd."""

from dataclasses import replace

import autograd.numpy as np
import numpy
import pytest
from autograd import grad
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import GRU, LSTM, RNN, SGD, TASKS, Bidirectional, Stack, jacobians, train, turned
from support import reference
from support.cases import KINDS, assert_close, brief, make


def reversed_within(values, lengths):
    order = [[n - 1 - t if t < n else t for n in lengths] for t in range(len(values))]
    return values[numpy.array(order), numpy.arange(len(lengths))]


def textbook(forms, params, x, initial, lengths):
    """Return h of the last layer; `forms` names each layer's cells, by the parameters' prefix."""
    for layer, state in zip(forms, initial, strict=True):
        hs = []
        for (prefix, kind, activation, back), (h0, c0) in zip(layer, state, strict=True):
            p = {name.removeprefix(prefix): v for name, v in params.items() if name.startswith(prefix)}
            p |= {"W_hy": np.zeros((1, h0.shape[1])), "b_y": np.zeros(1)}
            read = reversed_within(x, lengths) if back else x
            h = np.array(reference.run(kind, p, read, h0, c0, activation=activation, lengths=lengths)[0])
            hs.append(reversed_within(h, lengths) if back else h)
        x = np.concatenate(hs, axis=2)
    return x


@st.composite
def stacks(draw):
    """Draw a network of one to three layers of any kinds, and the initial states of its cells."""
    T, B, width = draw(st.integers(1, 5)), draw(st.integers(1, 3)), draw(st.integers(1, 3))
    D, O = width, draw(st.integers(1, 2))  # noqa: E741
    layers, forms, initial, given_states = [], [], [], []
    for k in range(draw(st.integers(1, 3))):
        names = draw(st.sampled_from([("",), ("left_to_right.", "right_to_left.")]))
        cells, form, states = [], [], []
        for name in names:
            kind, activation = draw(st.sampled_from(KINDS))
            case = make(kind, activation, 1, B, width, draw(st.integers(1, 3)), 1, draw(st.integers(0, 9999)))
            cells.append(case.cell)
            form.append((f"layers.{k}.{name}", kind, activation, name == "right_to_left."))
            states.append((case.h0, case.c0))
        layers.append(Bidirectional(*cells) if len(cells) == 2 else cells[0])
        width = layers[-1].hidden_size
        forms.append(form)
        initial.append(states)
        of_cells = [s if "c" in c.states else s[0] for c, s in zip(cells, states, strict=True)]
        given_states.append(tuple(of_cells) if len(cells) == 2 else of_cells[0])
    rng = numpy.random.default_rng(draw(st.integers(0, 9999)))
    stack = Stack(tuple(layers), rng.normal(size=(O, width)), rng.normal(size=O))
    lengths = draw(st.lists(st.integers(1, T), min_size=B, max_size=B))
    x, dy, dh = (rng.normal(size=(T, B, n)) for n in (D, O, width))
    return stack, forms, initial, tuple(given_states), lengths, x, dy, dh


@brief
@given(stacks())
def test_against_autograd(drawn):
    stack, forms, initial, states, lengths, x, dy, dh = drawn
    trace = stack.forward(x, states, lengths=lengths)
    grads = stack.backward(trace, dy=dy, dh=dh)

    def loss(params, x):
        h = textbook(forms, params, x, initial, lengths)
        y = np.dot(h, params["W_hy"].T) + params["b_y"]
        return np.sum(dy * y) + np.sum(dh * h)

    assert_close(trace.h, textbook(forms, stack.params, x, initial, lengths), what="h")
    assert_close(trace.y, trace.h @ stack.W_hy.T + stack.b_y, what="y")
    assert list(grads.params) == list(stack.params)
    for name, expected in grad(loss, 0)(stack.params, x).items():
        assert_close(grads.params[name], expected, what=name)
    assert_close(grads.x, grad(loss, 1)(stack.params, x), what="x")
    assert trace.finite and grads.finite


def test_each_layer_has_the_trace_of_its_cell():
    """So that all that is known of a cell can be asked of it: here the Jacobian, of a layer by itself."""
    stack = Stack.init(LSTM, 2, (3, 4), 1, seed=0)
    x = numpy.random.default_rng(0).normal(size=(6, 1, 2))
    trace = stack.forward(x)
    below, above = trace.layers
    numpy.testing.assert_array_equal(above.x, below.h)
    by_itself = stack.layers[1].forward(below.h)
    assert_close(jacobians(stack.layers[1], above), jacobians(stack.layers[1], by_itself), 1e-14)
    grads = stack.backward(trace, dy=numpy.ones_like(trace.y))
    numpy.testing.assert_array_equal(grads.layers[0].h_loss, grads.layers[1].x)


def test_one_layer_is_its_cell():
    cell = make("GRU", "before", T=4, B=2, D=2, H=3, O=2, seed=1)
    stack = Stack((cell.cell,), cell.cell.W_hy, cell.cell.b_y)
    trace, alone = stack.forward(cell.x, (cell.h0,)), cell.forward()
    numpy.testing.assert_array_equal(trace.y, alone.y)
    grads, of_cell = stack.backward(trace, dy=cell.dy), cell.cell.backward(alone, dy=cell.dy)
    for name, value in of_cell.params.items():
        assert_close(
            grads.params[name if name in ("W_hy", "b_y") else f"layers.0.{name}"], value, 1e-14, name
        )


def test_init_and_with_params():
    stack = Stack.init(GRU, 3, (4, 5), 2, seed=7, both_directions=True, reset="before", dtype=numpy.float32)
    assert (stack.input_size, stack.hidden_size, stack.output_size) == (3, 10, 2)
    assert stack.dtype == numpy.float32 and stack.layers[1].input_size == 8
    assert all(layer.left_to_right.reset == "before" for layer in stack.layers)
    again = Stack.init(GRU, 3, (4, 5), 2, seed=7, both_directions=True, reset="before", dtype=numpy.float32)
    for name, value in stack.params.items():
        numpy.testing.assert_array_equal(again.params[name], value)
    name = "layers.1.right_to_left.b_z"
    changed = stack.with_params({name: numpy.ones(5, numpy.float32)})
    assert changed.layers[1].right_to_left.b_z.all() and not stack.params[name].any()
    assert stack.forward(numpy.ones((2, 1, 3))).y.dtype == numpy.float32


def test_a_stack_is_trained_like_a_cell():
    task = TASKS["adding"](T=5)
    stack = Stack.init(LSTM, task.input_size, (4, 3), task.output_size, seed=0)
    *_, last = train(stack, task, optimizer=SGD(0.1), steps=3, batch_size=4, seed=0)
    assert last.step == 3 and last.finite
    assert all((last.cell.params[name] != value).any() for name, value in stack.params.items())


def test_an_explosion_goes_through_all_layers():
    """inf is handed on, up and down, and never becomes NaN."""
    loud = RNN.init(1, 2, 1, seed=0, activation="relu", recurrent="identity", gain=1e30)
    stack = Stack.init(RNN, 1, (2, 2), 1, seed=0, activation="relu")
    stack = replace(stack, layers=(loud, *stack.layers[1:]))
    trace = stack.forward(numpy.ones((40, 1, 1)))
    grads = stack.backward(trace, dy=numpy.ones_like(trace.y))
    assert not trace.finite and not grads.finite
    for array in (trace.h, trace.y, grads.x, *grads.params.values()):
        assert not numpy.isnan(array).any()


def test_what_does_not_fit():
    one, other = LSTM.init(2, 3, 1, seed=0), RNN.init(3, 4, 2, seed=0)
    for layers, W_hy, says in (
        ((), numpy.ones((1, 3)), "at least one layer, got none"),
        ((other, one), numpy.ones((1, 3)), "layer 1 must take the width 4 of the one below, got .* takes 2"),
        ((one, other), numpy.ones((1, 3)), r"W_hy must have shape \(O, 4\), got \(1, 3\)"),
        ((one, "RNN"), numpy.ones((1, 3)), "a layer must be of cells, got str"),
        ((one,), numpy.ones((1, 3), numpy.float32), "of one floating type, got float32, float64"),
    ):
        with pytest.raises(ValueError, match=says):
            Stack(layers, W_hy, numpy.zeros(1))
    stack = Stack((one, other), numpy.ones((1, 4)), numpy.zeros(1))
    with pytest.raises(ValueError, match=r"initial must have 2 entries, one a layer, got 1"):
        stack.forward(numpy.ones((2, 1, 2)), (None,))
    with pytest.raises(ValueError, match=r"each name in params must be one of layers\.0\.W_f"):
        stack.with_params({"W_f": one.W_f})
    trace = stack.forward(numpy.ones((2, 1, 2)))
    with pytest.raises(ValueError, match="trace must be of this stack of 1 layers"):
        Stack((one,), numpy.ones((1, 3)), numpy.zeros(1)).backward(trace, dy=trace.y)
    assert turned(numpy.arange(3)).tolist() == [2, 1, 0]
