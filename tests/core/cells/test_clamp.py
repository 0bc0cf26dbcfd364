"""Gates clamped to a value; the agreement with autograd is tested in test_gradients and test_flow."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import GRU, LSTM, RNN, cell_highway, jacobians
from support.cases import GATES, KINDS, assert_close, brief, cases, make, random_clamp

GATED = [("LSTM", None), ("GRU", None), ("PeepholeLSTM", None), ("GRU", "before")]
T, B, D, H = 6, 2, 3, 4


@pytest.fixture(params=["LSTM", "GRU"])
def case(request):
    return make(request.param, None, T, B, D, H, 2, seed=3)


@brief
@given(cases(kinds=GATED))
def test_free_everywhere_is_no_clamp(case):
    free = {gate: np.full(case.dh.shape, np.nan) for gate in GATES[case.kind]}
    one, other = case.forward(), replace(case, clamp=free).forward()
    assert one.clamped is None and other.clamped is None
    for name, value in vars(one).items():
        np.testing.assert_array_equal(getattr(other, name), value, name)


@brief
@given(cases(kinds=GATED))
def test_the_trace_holds_and_remembers(case):
    clamp = random_clamp(case.kind, case.dh.shape, seed=1)
    trace = replace(case, clamp=clamp).forward()
    grads = case.cell.backward(trace, dy=case.dy, dh=case.dh)
    for gate, value in clamp.items():
        where = ~np.isnan(value)
        np.testing.assert_array_equal(getattr(trace, gate)[where], value[where])
        remembered = (trace.clamped or {}).get(gate, np.zeros_like(where))
        np.testing.assert_array_equal(remembered, where)
        at_pre_activation = getattr(grads, {"g": "a_c"}.get(gate, f"a_{gate}"))
        assert not at_pre_activation[where].any()
        free = getattr(trace, {"g": "a_c"}.get(gate, f"a_{gate}"))[~where]
        function = np.tanh if gate in "gn" else lambda a: (1 + np.tanh(a / 2)) / 2
        np.testing.assert_allclose(getattr(trace, gate)[~where], function(free), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("kind", [RNN, LSTM, GRU])
def test_a_cell_knows_its_gates(kind):
    assert dict(kind.gates) == GATES[kind.__name__]


def test_pre_activations_stay_as_computed(case):
    """At the first step nothing differs but the gates and what follows from them."""
    lowest = dict.fromkeys(GATES[case.kind], 1.0)
    free, held = case.forward(), replace(case, clamp=lowest).forward()
    for name in vars(free):
        if name.startswith("a_") and name != "a_n":
            np.testing.assert_array_equal(getattr(held, name)[0], getattr(free, name)[0], name)


def test_a_memory_held_for_ever():
    case = make("LSTM", None, 200, B, D, H, 2, seed=0)
    trace = replace(case, clamp={"f": 1, "i": 0}).forward()
    np.testing.assert_array_equal(trace.c, np.broadcast_to(case.c0, trace.c.shape))
    np.testing.assert_array_equal(cell_highway(trace), 1)
    # Nothing that h does reaches c, so the direct path is all there is.
    np.testing.assert_array_equal(
        jacobians(case.cell, trace, of="c"), np.broadcast_to(np.eye(H), (200, B, H, H))
    )


def test_a_gru_holds_its_state_too():
    case = make("GRU", None, 200, B, D, H, 2, seed=0)
    trace = replace(case, clamp={"z": 1.0}).forward()
    np.testing.assert_array_equal(trace.h, np.broadcast_to(case.h0, trace.h.shape))
    np.testing.assert_array_equal(jacobians(case.cell, trace), np.broadcast_to(np.eye(H), (200, B, H, H)))


def test_forgotten_at_once():
    """With f_s = 0 nothing before it comes through along the cell, and with h cut off nothing at all."""
    case = make("LSTM", None, T, B, D, H, 2, seed=0)
    forget = np.full((T, 1, 1), np.nan)
    forget[3] = 0
    trace = replace(case, clamp={"f": forget}).forward()
    highway = cell_highway(trace)
    assert not highway[:3].any() and highway[3:].all()
    grads = case.cell.backward(trace, dy=case.dy)
    assert not grads.c_future[2].any() and grads.c_future[1].any()
    # With the recurrent weights at zero: dc_t/dc_{t-1} is f_t and nothing else.
    cut = {name: W * (np.arange(H + D) >= H) for name, W in case.cell.params.items() if W.shape == (H, H + D)}
    alone = replace(case.cell, **cut)
    J = jacobians(alone, alone.forward(case.x, clamp={"f": forget}), of="c")
    assert not J[:3].any() and J[3:].any()


def test_only_what_is_named_is_clamped():
    case = make("LSTM", None, T, B, D, H, 2, seed=0)
    unit = np.full(H, np.nan)
    unit[1] = 0.25
    trace = replace(case, clamp={"o": unit}).forward()
    assert list(trace.clamped) == ["o"]
    assert trace.clamped["o"].shape == (T, B, H)
    assert trace.clamped["o"][..., 1].all() and trace.clamped["o"].sum() == T * B
    np.testing.assert_array_equal(trace.o[..., 1], 0.25)
    np.testing.assert_array_equal(trace.f[0], case.forward().f[0])
    step = trace.at(2)
    assert step.clamped["o"].shape == (B, H)


def test_a_caller_may_write_into_his_clamp_afterwards(case):
    clamp = random_clamp(case.kind, (T, B, H), seed=2)
    given_later = {gate: value.copy() for gate, value in clamp.items()}
    trace = replace(case, clamp=clamp).forward()
    before = case.cell.backward(trace, dy=case.dy).params
    for value in clamp.values():
        value[:] = 0.5
    after = case.cell.backward(trace, dy=case.dy).params
    for name in before:
        np.testing.assert_array_equal(after[name], before[name])
    again = case.cell.backward(replace(case, clamp=given_later).forward(), dy=case.dy).params
    assert_close(again["W_hy"], before["W_hy"], 1e-15)


@pytest.mark.parametrize("kind", [LSTM, GRU])
def test_float32(kind):
    cell = kind.init(D, H, 1, seed=0, dtype=np.float32)
    trace = cell.forward(np.ones((T, B, D)), clamp={"f" if kind is LSTM else "z": 0.3})
    assert trace.h.dtype == np.float32
    assert cell.backward(trace, dy=np.ones((T, B, 1))).h.dtype == np.float32
    assert jacobians(cell, trace).dtype == np.float32


@pytest.mark.parametrize("kind, activation", KINDS)
def test_bad_clamps(kind, activation):
    case = make(kind, activation, T, B, D, H, 2, seed=0)

    def says(text, clamp):
        with pytest.raises(ValueError, match=text):
            case.cell.forward(case.x, clamp=clamp)

    case.cell.forward(case.x, clamp={})
    says("clamp must map gates' names to values, got list", [("f", 1)])
    if kind == "RNN":
        says("clamp needs a cell with gates, got 'f' for an RNN", {"f": 1})
        return
    gate, candidate = {"LSTM": ("f", "g"), "GRU": ("z", "n"), "PeepholeLSTM": ("f", "g")}[kind]
    says("each name in clamp must be one of .*, got 'q'", {"q": 1})
    says(
        rf"clamp\['{gate}'\] must broadcast to \(T, B, H\) = \(6, 2, 4\), got shape \(5,\)",
        {gate: np.ones(5)},
    )
    says("must broadcast to", {gate: np.ones((1, T, B, H))})
    says(rf"clamp\['{gate}'\] must lie in 0 .. 1, or be NaN to stay free, got -0.1", {gate: -0.1})
    says("must lie in 0 .. 1, .* got 1.5", {gate: [1.5, np.nan, 0, 0]})
    says("must lie in 0 .. 1, .* got inf", {gate: np.inf})
    says("must lie in -1 .. 1, .* got -2", {candidate: -2})
    says("must lie in -1 .. 1, .* got -inf", {candidate: -np.inf})
    says("must hold real numbers", {gate: "open"})
    with pytest.raises(ValueError, match=r"broadcast to \(B, H\) = \(2, 4\), got shape \(3,\)"):
        state = (case.h0, case.c0) if "c" in case.cell.states else case.h0
        case.cell.step(case.x[0], state, clamp={gate: np.ones(3)})
