"""The numbers of the RNN that the stepper draws, held against its equations."""

import numpy as np
import pytest

from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.sent import decode


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_rnn_numbers_obey_its_equations(activation):
    walk = take("RNN", Text(text="abcabd"), Network(activation=activation, hidden=5))
    _, a = decode(payload(walk, "backward"))
    cell = walk.cell
    np.testing.assert_allclose(a["a"], a["a_x"] + a["a_h"] + cell.b_h, atol=1e-6)
    np.testing.assert_allclose(a["a_h"], a["h_before"] @ cell.W_hh.T, atol=1e-6)
    np.testing.assert_array_equal(a["h_before"][1:], a["h"][:-1])
    np.testing.assert_allclose(a["dh"], a["dh_future"] + a["dh_loss"], rtol=1e-13, atol=1e-16)
    np.testing.assert_allclose(a["da"], a["dh"] * a["slope"], rtol=1e-12, atol=1e-16)
    np.testing.assert_allclose(a["dh_onward"], a["da"] @ cell.W_hh, rtol=1e-9, atol=1e-15)
    np.testing.assert_array_equal(a["dh_onward"][1:], a["dh_future"][:-1])
    outer = np.einsum("tj,tk->tjk", a["da"], a["h_before"])
    np.testing.assert_allclose(outer.sum(axis=0), walk.grads.params["W_hh"], atol=1e-7)
    np.testing.assert_allclose(a["dW_hh_norm"], np.linalg.norm(outer, axis=(1, 2)), atol=1e-7)
