"""The numbers of the stepper that all cells make in the same way."""

import numpy as np
import pytest

from rnnlstm.ui.stepper.payload import payload
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.walk import take
from support.sent import decode
from support.walks import parse


@pytest.mark.parametrize("model", ["RNN", "LSTM", "PeepholeLSTM", "GRU"])
def test_last_loss_alone_sends_back_what_it_does_where_no_other_is_measured(model):
    """Of five losses, whose mean is taken, the last is a fifth."""
    _, every = decode(payload(take(model, Text(), Network()), "backward"))
    _, last = decode(payload(take(model, Text(), Network(loss="last")), "backward"))
    names = [name for name in every if name.endswith("future_last")]
    assert len(names) == (2 if "LSTM" in model else 1)
    for name in names:
        np.testing.assert_allclose(5 * every[name], last[name.removesuffix("_last")], rtol=1e-5)
        assert not np.allclose(every[name], every[name.removesuffix("_last")], rtol=0.01)


@pytest.mark.parametrize(("model", "gates"), [("LSTM", "fgio"), ("GRU", "rzn")])
def test_a_gate_that_is_held_has_no_slope(model, gates):
    for gate in gates:
        _, a = decode(payload(take(model, Text(), Network(), parse(f"{gate}.2@3:0.5")), "backward"))
        assert a[gate][2, 1] == 0.5
        assert a[f"slope_{gate}"][2, 1] == a[f"da_{gate}"][2, 1] == 0
        assert a[f"slope_{gate}"].astype(bool).sum() == a[f"slope_{gate}"].size - 1
        np.testing.assert_allclose(
            a[f"da_{gate}"], a[f"d{gate}"] * a[f"slope_{gate}"], rtol=1e-12, atol=1e-17
        )
