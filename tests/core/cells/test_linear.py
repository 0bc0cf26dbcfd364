"""The linear maps of the steps, against autograd's Jacobians of the reference's steps."""

import numpy as np
from autograd import jacobian
from hypothesis import given

from rnnlstm.core.arrays import ONE_THREAD, flush, step_product
from support import reference
from support.cases import assert_close, cases, thorough


def step_jacobians(case, t):
    """Return d state_t / d state_{t-1} and d state_t / d x_t, a list of B matrices each."""
    trace, H = case.forward(), case.cell.hidden_size
    hold = reference.held(case.clamp, t)
    step, parts = reference.STEPS[case.kind], 2 if case.kind == "LSTM" else 1
    before = [trace.h_prev[t], trace.c_prev[t]][:parts] if parts == 2 else [trace.h_prev[t]]

    def after(x, *state):
        c = state[1] if parts == 2 else None
        new = step(case.cell.params, x, state[0], c, lambda _: 0.0, hold, case.activation)
        return reference.np.concatenate(new[:parts], axis=1)

    B = len(before[0])

    def of(k):
        full = jacobian(after, k)(case.x[t], *before)
        return np.array([full[b, :, b] for b in range(B)])

    return np.concatenate([of(1 + k) for k in range(parts)], axis=-1).reshape(B, parts * H, parts * H), of(0)


@thorough
@given(cases(clamped=True))
def test_maps_against_autograd(case):
    maps, T, B, H = case.cell.linearise(case.forward()), len(case.x), case.x.shape[1], case.cell.hidden_size
    for b in range(B):
        alone = case.cell.linearise(case.forward(), sequence=b)
        np.testing.assert_array_equal(alone.inputs(), maps.inputs()[:, :, b : b + 1])
    size = maps.parts * H
    unit = np.moveaxis(np.eye(size).reshape(size, maps.parts, H), 1, 0)  # (S, R, H)
    every = np.broadcast_to(unit[:, None, None], (maps.parts, T, B, size, H))
    pulled, pushed = maps.pull(np.s_[:], every), maps.push(np.s_[:], every)
    for t in range(T):
        of_state, of_input = step_jacobians(case, t)
        for b in range(B):
            rows = np.moveaxis(pulled[:, t, b], 0, 1).reshape(size, size)
            assert_close(rows, of_state[b], 1e-10, "pull")
            columns = np.moveaxis(pushed[:, t, b], 0, 1).reshape(size, size)
            assert_close(columns.T, of_state[b], 1e-10, "push")
            inputs = np.moveaxis(maps.inputs()[:, t, b], 0, 1).reshape(-1, size)
            assert_close(inputs.T, of_input[b], 1e-10, "inputs")


def test_flush():
    vectors = np.array([1.0, -1e-310, 5e-324, -3e-308, 0, np.inf])
    flush(vectors)
    np.testing.assert_array_equal(vectors, [1, 0, 0, -3e-308, 0, np.inf])


def test_products_in_blocks():
    rng = np.random.default_rng(0)
    for height, inner, width in (
        (1, 3, 2),
        (130, 512, 128),
        (3, ONE_THREAD + 1, 2),
        (700, 1, 700),
        (99, 301, 77),
    ):
        u, W = rng.normal(size=(height, inner)), rng.normal(size=(inner, width))
        np.testing.assert_allclose(step_product(u, W), u @ W, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(step_product(u, W.T.copy().T), u @ W, rtol=1e-9, atol=1e-9)
