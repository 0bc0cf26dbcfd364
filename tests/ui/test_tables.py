import numpy as np
import pytest

from rnnlstm.ui.tables import backward_table, forward_table, power_of_ten
from rnnlstm.ui.walk import Network, Source, take


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
def test_tables_hold_the_trace_and_the_gradients(model):
    walk = take(model, Source(text="abca"), Network(hidden=3))
    table = forward_table(walk)
    assert table["t"].tolist() == [1, 2, 3, 4]
    assert table["reads"].tolist() == list("abca")
    assert table["target"].tolist() == [*"bca", "■"]
    for unit in range(3):
        np.testing.assert_array_equal(table[f"h[{unit + 1}]"], walk.trace.h[:, 0, unit])
    back = backward_table(walk)
    np.testing.assert_array_equal(back["dh[2]"], walk.grads.h[:, 0, 1])
    norms = np.linalg.norm(walk.grads.contribution("W_hy"), axis=(1, 2))
    np.testing.assert_allclose(back["‖dW_hy‖"], norms)
    if model == "LSTM":
        np.testing.assert_array_equal(table["f[1]"], walk.trace.f[:, 0, 0])
        np.testing.assert_array_equal(back["dc[1]"], walk.grads.c[:, 0, 0])


@pytest.mark.parametrize(
    ("value", "text"),
    [(8.1e-16, "8.1 × 10⁻¹⁶"), (0.017, "1.7 × 10⁻²"), (2.5e19, "2.5 × 10¹⁹"), (1.5, "1.5"), (np.inf, "∞")],
)
def test_powers_of_ten(value, text):
    assert power_of_ten(value) == text
