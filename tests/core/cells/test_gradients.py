"""Forward and backward of all cells, against references written elsewhere and the mathematics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core.arrays import ONE_THREAD
from support import reference
from support.cases import KINDS, assert_close, brief, cases, make, thorough


def numbers_of(record):
    """Return the arrays of a record, each with its name."""
    return [(name, value) for name, value in vars(record).items() if isinstance(value, np.ndarray)]


@thorough
@given(cases(clamped=True))
def test_forward_is_the_textbook(case):
    hs, cs, ys = reference.run(case.kind, case.cell.params, case.x, case.h0, case.c0, **case.reference)
    trace = case.forward()
    assert_close(trace.h, np.array(hs), what="h")
    assert_close(trace.y, np.array(ys), what="y")
    if "c" in case.cell.states:
        assert_close(trace.c, np.array(cs), what="c")
    assert trace.finite


@thorough
@given(cases(clamped=True))
def test_backward_against_autograd(case):
    grads = case.cell.backward(case.forward(), dy=case.dy, dh=case.dh)
    params, dx, dh0, dc0, nudges = reference.gradients(
        case.kind, case.cell.params, case.x, case.h0, case.c0, case.dy, case.dh, **case.reference
    )
    assert list(grads.params) == list(case.cell.params)
    for name, expected in params.items():
        assert_close(grads.params[name], expected, what=name)
    assert_close(grads.x, dx, what="x")
    assert_close(grads.h0, dh0, what="h0")
    if "c" in case.cell.states:
        assert_close(grads.c0, dc0, what="c0")
    for node, expected in nudges.items():
        assert_close(getattr(grads, node), expected, what=node)
    assert grads.finite


@brief
@given(cases(clamped=True))
def test_parts_of_the_total(case):
    trace = case.forward()
    grads = case.cell.backward(trace, dy=case.dy, dh=case.dh)
    assert_close(grads.h_loss, case.dy @ case.cell.W_hy + case.dh, what="h_loss")
    np.testing.assert_array_equal(grads.h, grads.h_future + grads.h_loss)
    assert not grads.h_future[-1].any()
    if "c" in case.cell.states:
        np.testing.assert_array_equal(grads.c, grads.c_future + grads.c_hidden)
        assert not grads.c_future[-1].any()
        through_h = grads.h * trace.o * (1 - np.tanh(trace.c) ** 2)
        along_c = trace.f * grads.c
        if case.kind == "PeepholeLSTM":  # the gates that see the cell state send gradients to it too
            through_h = through_h + grads.a_o * case.cell.p_o
            along_c = along_c + grads.a_f * case.cell.p_f + grads.a_i * case.cell.p_i
        if len(case.x) > 1:
            assert_close(grads.c_future[:-1], along_c[1:], what="c_future")
        assert_close(grads.c_hidden, through_h, what="c_hidden")


@thorough
@given(cases(clamped=True))
def test_fast_path_agrees_with_the_steps(case):
    trace = case.forward()
    state = (case.h0, case.c0) if "c" in case.cell.states else case.h0
    for t, x_t in enumerate(case.x):
        clamp = {"clamp": {gate: v[t] for gate, v in case.clamp.items()}} if case.clamp else {}
        step = case.cell.step(x_t, state, **clamp)
        state = step.state
        for name, value in numbers_of(step):
            assert_close(getattr(trace, name)[t], value, 1e-12, f"{name} at {t}")
            np.testing.assert_array_equal(getattr(trace.at(t), name), getattr(trace, name)[t])

    grads = case.cell.backward(trace, dy=case.dy, dh=case.dh)
    zero = np.zeros_like(case.h0)
    dstate = (zero, zero) if "c" in case.cell.states else zero
    for t in reversed(range(len(case.x))):
        arriving = (dstate[0] + case.dh[t], dstate[1]) if "c" in case.cell.states else dstate + case.dh[t]
        back = case.cell.step_back(trace.at(t), case.dy[t], arriving)
        totals = back.total if "c" in case.cell.states else (back.total,)
        for name, total in zip(("h", "c"), totals, strict=False):
            assert_close(getattr(grads, name)[t], total, 1e-12, f"{name} at {t}")
        assert_close(grads.x[t], back.x, 1e-12, f"x at {t}")
        for name, added in back.params.items():
            assert_close(grads.contribution(name)[t], added, 1e-12, f"{name} at {t}")
        dstate = back.previous
    if "c" in case.cell.states:
        assert_close(grads.h0, dstate[0], 1e-12, "h0")
        assert_close(grads.c0, dstate[1], 1e-12, "c0")
    else:
        assert_close(grads.h0, dstate, 1e-12, "h0")


@pytest.mark.parametrize("kind, activation", KINDS)
def test_large_steps_in_blocks_agree_too(kind, activation):
    B, H = 130, 48
    assert B * H * H > ONE_THREAD  # the smallest of the cells' products, the RNN's
    case = make(kind, activation, T=3, B=B, D=3, H=H, O=2, seed=3, scale=0.1)
    trace = case.forward()
    grads = case.cell.backward(trace, dy=case.dy, dh=case.dh)
    hs, _, _ = reference.run(case.kind, case.cell.params, case.x, case.h0, case.c0, activation=activation)
    assert_close(trace.h, np.array(hs), 1e-12, "h")
    params, dx, dh0, _, nudges = reference.gradients(
        case.kind, case.cell.params, case.x, case.h0, case.c0, case.dy, case.dh, activation
    )
    for name, expected in params.items():
        assert_close(grads.params[name], expected, what=name)
    assert_close(grads.h, nudges["h"], what="h")
    assert_close(grads.x, dx, what="x")
    assert_close(grads.h0, dh0, what="h0")


@brief
@given(cases(clamped=True))
def test_contributions_sum_to_the_gradient(case):
    grads = case.cell.backward(case.forward(), dy=case.dy, dh=case.dh)
    assert list(grads.contribution_norms) == list(case.cell.params)
    for name, total in grads.params.items():
        added = grads.contribution(name)
        assert added.shape == (len(case.x), *total.shape)
        assert_close(added.sum(axis=0), total, 1e-12, name)
        norms = np.sqrt(np.square(added).reshape(len(added), -1).sum(axis=1))
        assert_close(grads.contribution_norms[name], norms, 1e-12, name)


@brief
@given(cases())
def test_a_batch_is_its_sequences_one_by_one(case):
    together = case.cell.backward(case.forward(), dy=case.dy, dh=case.dh)
    summed = {name: np.zeros_like(p) for name, p in case.cell.params.items()}
    for b in range(case.x.shape[1]):
        one = np.s_[:, b : b + 1]
        states = {name: value[b] for name, value in case.states.items()}  # (H,): also tests this form
        trace = case.cell.forward(case.x[one], **states)
        alone = case.cell.backward(trace, dy=case.dy[one], dh=case.dh[one])
        assert_close(together.h[one], alone.h, 1e-12, "h")
        assert_close(together.x[one], alone.x, 1e-12, "x")
        summed = {name: total + alone.params[name] for name, total in summed.items()}
    for name, total in summed.items():
        assert_close(together.params[name], total, 1e-12, name)


@brief
@given(cases(clamped=True), st.floats(-3, 3), st.floats(-3, 3))
def test_the_gradient_is_linear_in_what_enters(case, alpha, beta):
    trace = case.forward()
    of_dy, of_dh = case.cell.backward(trace, dy=case.dy), case.cell.backward(trace, dh=case.dh)
    both = case.cell.backward(trace, dy=alpha * case.dy, dh=beta * case.dh)
    for name in both.params:
        expected = alpha * of_dy.params[name] + beta * of_dh.params[name]
        np.testing.assert_allclose(both.params[name], expected, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(both.h, alpha * of_dy.h + beta * of_dh.h, rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("kind, activation", KINDS)
def test_central_differences_of_input_and_initial_state(kind, activation):
    case = make(kind, activation, T=4, B=2, D=3, H=3, O=2, seed=5)

    def E(x, states):
        trace = case.cell.forward(x, **states)
        return (case.dy * trace.y).sum() + (case.dh * trace.h).sum()

    grads = case.cell.backward(case.forward(), dy=case.dy, dh=case.dh)
    rng, s = np.random.default_rng(0), 1e-5
    for _ in range(5):
        dx = rng.normal(size=case.x.shape)
        quotient = (E(case.x + s * dx, case.states) - E(case.x - s * dx, case.states)) / (2 * s)
        assert quotient == pytest.approx((grads.x * dx).sum(), rel=1e-6, abs=1e-8)
        for name, value in case.states.items():
            d = rng.normal(size=value.shape)
            up, down = ({**case.states, name: value + sign * s * d} for sign in (1, -1))
            quotient = (E(case.x, up) - E(case.x, down)) / (2 * s)
            assert quotient == pytest.approx((getattr(grads, name) * d).sum(), rel=1e-6, abs=1e-8)


@brief
@given(cases(clamped=True))
def test_terms_and_biases_make_the_pre_activations(case):
    cell, trace = case.cell, case.forward()
    terms = cell.terms(trace)
    if case.kind == "RNN":
        assert_close(sum(terms["h"]) + cell.b_h, trace.a, 1e-12)
    elif "c" in case.cell.states:
        for gate, letter in (("f", "f"), ("i", "i"), ("g", "c"), ("o", "o")):
            of_x, of_h = terms[gate]
            a = of_x + of_h + cell.params[f"b_{letter}"]
            if case.kind == "PeepholeLSTM" and gate != "g":
                a = a + cell.params[f"p_{gate}"] * (trace.c if gate == "o" else trace.c_prev)
            assert_close(a, getattr(trace, f"a_{letter}"), 1e-12, gate)
            weights = cell.params[f"W_{letter}"]
            assert_close(of_x, trace.x @ weights[:, cell.hidden_size :].T, 1e-12, gate)
    else:
        assert_close(sum(terms["r"]) + cell.b_r, trace.a_r, 1e-12)
        assert_close(sum(terms["z"]) + cell.b_z, trace.a_z, 1e-12)
        assert_close(terms["n"][0] + cell.b_xn, trace.a_xn, 1e-12)
        assert_close(terms["n"][1] + cell.b_hn, trace.a_hn, 1e-12)
        if case.activation == "before":
            assert_close(trace.a_xn + trace.a_hn, trace.a_n, 1e-12)
            assert_close(trace.r * trace.h_prev, trace.rh, 1e-12)
        else:
            assert_close(trace.a_xn + trace.r * trace.a_hn, trace.a_n, 1e-12)
