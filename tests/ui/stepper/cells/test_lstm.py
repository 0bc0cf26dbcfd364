"""The numbers of the LSTM that the stepper draws, held against its equations."""

import numpy as np
import pytest

from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text
from rnnlstm.ui.walk.walk import take
from support.sent import decode


def test_lstm_numbers_obey_its_equations():
    walk = take("LSTM", Text(text="abcabd"), Network(hidden=5, forget_bias=2))
    _, a = decode(payload(walk, "backward"))
    c, t = walk.cell, walk.trace
    sigmoid = lambda z: 1 / (1 + np.exp(-z))  # noqa: E731
    for gate, act in (("f", sigmoid), ("i", sigmoid), ("g", np.tanh), ("o", sigmoid)):
        total = a[f"a_{gate}_x"] + a[f"a_{gate}_h"] + a[f"b_{gate}"]
        np.testing.assert_allclose(a[gate], act(total), atol=1e-6)
    np.testing.assert_allclose(a["c"], a["kept"] + a["added"], atol=1e-6)
    np.testing.assert_allclose(a["h"], a["o"] * a["tanh_c"], atol=1e-6)
    np.testing.assert_allclose(a["dc"], a["dc_future"] + a["dc_hidden"], rtol=1e-13, atol=1e-17)
    np.testing.assert_allclose(
        a["dc_hidden"], a["dh"] * t.o[:, 0] * (1 - t.tanh_c[:, 0] ** 2), rtol=1e-12, atol=1e-17
    )
    np.testing.assert_allclose(a["dc_onward"], a["dc"] * t.f[:, 0], rtol=1e-12, atol=1e-17)
    onward = sum(
        a[f"da_{gate}"] @ W[:, :5] for gate, W in zip("figo", (c.W_f, c.W_i, c.W_c, c.W_o), strict=True)
    )
    np.testing.assert_allclose(a["dh_onward"], onward, rtol=1e-9, atol=1e-16)
    np.testing.assert_allclose(
        a["da_f"], a["dc"] * t.c_prev[:, 0] * a["slope_f"].astype(float), rtol=1e-5, atol=1e-12
    )
    ways = a["dh_f"] + a["dh_i"] + a["dh_g"] + a["dh_o"]
    np.testing.assert_allclose(a["dh_onward"], ways, rtol=1e-9, atol=1e-16)
    for gate, factor in (("f", t.c_prev), ("i", t.g), ("g", t.i)):
        np.testing.assert_allclose(a[f"d{gate}"], a["dc"] * factor[:, 0], rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(a["do"], a["dh"] * t.tanh_c[:, 0], rtol=1e-12, atol=1e-17)
    for gate in "figo":
        np.testing.assert_allclose(
            a[f"da_{gate}"], a[f"d{gate}"] * a[f"slope_{gate}"], rtol=1e-12, atol=1e-17
        )
    np.testing.assert_allclose(a["norm_dc"], np.linalg.norm(a["dc"], axis=-1), rtol=1e-12)


@pytest.mark.parametrize("source", [Text(text="hello"), Numbers(numbers="1 -0.5 2")])
def test_lines_of_the_lstm_carry_sums_of_what_its_gates_send(source):
    walk = take("LSTM", source, Network(hidden=5))
    _, a = decode(payload(walk, "backward"))
    cell, grads = walk.cell, walk.grads
    da = {"f": grads.a_f, "i": grads.a_i, "g": grads.a_c, "o": grads.a_o}
    W = {"f": cell.W_f, "i": cell.W_i, "g": cell.W_c, "o": cell.W_o}
    for gates in ("igo", "go"):
        sent = sum(da[gate][:, 0] @ W[gate][:, :5] for gate in gates)
        np.testing.assert_allclose(a[f"wire_dh_{gates}"], sent, rtol=2e-6)
    for gates in ("f", "i", "g", "o", "igo", "go"):
        sent = sum(da[gate][:, 0] @ W[gate][:, 5:] for gate in gates)
        shown = sent[:, 0] if sent.shape[1] == 1 else np.linalg.norm(sent, axis=1)
        np.testing.assert_allclose(a[f"wire_dx_{gates}"], shown, rtol=1e-9)
    np.testing.assert_allclose(a["wire_tanh_c"], a["dh"] * walk.trace.o[:, 0], rtol=2e-6)
