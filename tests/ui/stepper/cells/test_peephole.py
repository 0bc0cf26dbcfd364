"""The numbers of the LSTM with peepholes that the stepper draws, held against its equations."""

import numpy as np

from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.sent import decode


def test_peephole_numbers_obey_its_equations():
    walk = take("PeepholeLSTM", Text(text="abcabd"), Network(hidden=5, forget_bias=2))
    _, a = decode(payload(walk, "backward"))
    p = {gate: walk.cell.params[f"p_{gate}"] for gate in "fio"}
    for gate, state in (("f", "c_before"), ("i", "c_before"), ("o", "c")):
        np.testing.assert_allclose(a[f"a_{gate}_c"], p[gate] * a[state], atol=1e-6)
        total = a[f"a_{gate}_x"] + a[f"a_{gate}_h"] + a[f"a_{gate}_c"] + a[f"b_{gate}"]
        np.testing.assert_allclose(a[gate], 1 / (1 + np.exp(-total)), atol=1e-6)
    # What arrives at c_t: through h_t, through the gate that sees c_t, and from the step after.
    slope = 1 - np.tanh(a["c"].astype(float)) ** 2
    np.testing.assert_allclose(a["dc_hidden"], a["dh"] * a["o"] * slope, rtol=1e-5, atol=1e-12)
    np.testing.assert_allclose(a["dc_o"], a["da_o"] * p["o"], rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(a["dc"], a["dc_hidden"] + a["dc_o"] + a["dc_future"], rtol=1e-12, atol=1e-16)
    # What goes on to c_{t-1}: along the cell, and through the two gates that see it.
    np.testing.assert_allclose(a["dc_kept"], a["dc"] * a["f"], rtol=1e-5, atol=1e-12)
    for gate in "fi":
        np.testing.assert_allclose(a[f"dc_{gate}"], a[f"da_{gate}"] * p[gate], rtol=1e-12, atol=1e-17)
    np.testing.assert_allclose(a["dc_onward"], a["dc_kept"] + a["dc_f"] + a["dc_i"], rtol=1e-12, atol=1e-16)
