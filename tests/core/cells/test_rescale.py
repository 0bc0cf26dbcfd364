"""The same network with other sizes of its weights: what moves, and what stays."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm import LSTM, RNN, recurrent_weights, scale_input_weights, with_spectral_radius
from support.cases import brief, cases


@brief
@given(cases(), st.floats(0, 5))
def test_scaled_input_weights_are_a_scaled_input(case, factor):
    trace = scale_input_weights(case.cell, factor).forward(case.x)
    same = case.cell.forward(factor * case.x)
    np.testing.assert_allclose(trace.h, same.h, rtol=1e-9, atol=1e-12)


@brief
@given(cases(), st.floats(0.01, 5))
def test_every_recurrent_matrix_has_the_radius_and_keeps_its_direction(case, radius):
    cell = with_spectral_radius(case.cell, radius)
    for name, W in recurrent_weights(cell).items():
        before = recurrent_weights(case.cell)[name]
        assert np.abs(np.linalg.eigvals(W)).max() == pytest.approx(radius, rel=1e-6)
        np.testing.assert_allclose(W / np.linalg.norm(W), before / np.linalg.norm(before), atol=1e-9)
    assert set(cell.params) == set(case.cell.params)
    np.testing.assert_array_equal(cell.W_hy, case.cell.W_hy)


def test_a_matrix_without_eigenvalues_stays():
    cell = RNN(
        W_xh=np.ones((2, 1)), W_hh=np.array([[0.0, 1.0], [0.0, 0.0]]), b_h=np.zeros(2), W_hy=np.ones((1, 2)),
        b_y=np.zeros(1),
    )  # fmt: skip
    np.testing.assert_array_equal(with_spectral_radius(cell, 2.0).W_hh, cell.W_hh)


@pytest.mark.parametrize("value", [-0.1, np.nan, np.inf, "1"])
def test_nonsense_is_refused(value):
    cell = LSTM.init(2, 2, 1, seed=0)
    with pytest.raises(ValueError, match="factor"):
        scale_input_weights(cell, value)
    with pytest.raises(ValueError, match="radius"):
        with_spectral_radius(cell, value)
