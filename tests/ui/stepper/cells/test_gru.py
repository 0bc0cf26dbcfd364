"""The numbers of the GRU that the stepper draws, held against its equations."""

import numpy as np

from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.sent import decode


def test_gru_numbers_obey_its_equations():
    walk = take("GRU", Text(text="abcabd"), Network(hidden=5))
    _, a = decode(payload(walk, "backward"))
    cell = walk.cell
    sigmoid = lambda v: 1 / (1 + np.exp(-v))  # noqa: E731
    for gate in "rz":
        np.testing.assert_allclose(
            a[gate], sigmoid(a[f"a_{gate}_x"] + a[f"a_{gate}_h"] + a[f"b_{gate}"]), atol=1e-6
        )
        np.testing.assert_allclose(a[f"a_{gate}_h"], a["h_before"] @ a[f"W_{gate}"][:, :5].T, atol=1e-6)
        np.testing.assert_allclose(a[f"da_{gate}"], a[f"d{gate}"] * a[gate] * (1 - a[gate]), atol=1e-7)
    np.testing.assert_allclose(a["gated"], a["r"] * (a["a_n_h"] + a["b_hn"]), atol=1e-6)
    np.testing.assert_allclose(a["n"], np.tanh(a["a_n_x"] + a["b_xn"] + a["gated"]), atol=1e-6)
    np.testing.assert_allclose(a["h"], a["kept"] + a["fresh"], atol=1e-6)
    np.testing.assert_allclose(a["kept"], a["z"] * a["h_before"], atol=1e-6)
    np.testing.assert_allclose(a["dz"], a["dh"] * (a["h_before"] - a["n"]), atol=1e-7)
    np.testing.assert_allclose(a["dn"], a["dh"] * (1 - a["z"]), atol=1e-7)
    np.testing.assert_allclose(a["da_n"], a["dn"] * a["slope_n"], rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(a["dr"], a["da_n"] * (a["a_n_h"] + a["b_hn"]), atol=1e-7)
    np.testing.assert_allclose(a["da_hn"], a["da_n"] * a["r"], atol=1e-7)
    np.testing.assert_allclose(a["dh_n"], a["da_hn"] @ cell.W_hn, rtol=1e-9, atol=1e-17)
    ways = a["dh_kept"] + a["dh_r"] + a["dh_z"] + a["dh_n"]
    np.testing.assert_allclose(a["dh_onward"], ways, rtol=1e-9, atol=1e-16)


def test_lines_of_the_gru_carry_sums_of_what_its_gates_send():
    walk = take("GRU", Text(text="hello"), Network(hidden=5))
    _, a = decode(payload(walk, "backward"))
    np.testing.assert_allclose(a["wire_dh_rn"], a["dh_r"] + a["dh_n"], rtol=2e-6)
    np.testing.assert_allclose(a["wire_dh_zrn"], a["dh_onward"] - a["dh_kept"], rtol=1e-5, atol=1e-9)
    np.testing.assert_allclose(a["wire_dz_kept"] + a["wire_dz_fresh"], a["dz"], rtol=1e-4, atol=1e-9)
    grads, cell = walk.grads, walk.cell
    sent = grads.a_r[:, 0] @ cell.W_r[:, 5:] + grads.a_n[:, 0] @ cell.W_xn
    np.testing.assert_allclose(a["wire_dx_rn"], np.linalg.norm(sent, axis=1), rtol=1e-9)
