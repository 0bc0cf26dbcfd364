"""The weights that a learner takes away, and the lines that load them."""

import numpy as np
import pytest

from rnnlstm import tasks
from rnnlstm.ui.runs.weights import loading, weights
from support.live import live_run


@pytest.mark.parametrize("kind", ["RNN", "LSTM", "GRU"])
def test_the_lines_shown_load_the_network_again(kind, tmp_path, monkeypatch):
    run = live_run(kind)
    (tmp_path / "parity.safetensors").write_bytes(weights(run))
    monkeypatch.chdir(tmp_path)
    made = {}
    exec(loading(run), made)
    x = tasks.parity(6).held_out_batch(0, 3).x
    trained = run.histories[kind].progress.cell
    np.testing.assert_array_equal(made["cell"].forward(x).y, trained.forward(x).y)
