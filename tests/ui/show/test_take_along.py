"""A network that is taken along is the same one in PyTorch, and when it is read here again."""

import numpy as np
import pytest

from rnnlstm import GRU, LSTM, RNN, from_torch, read_weights
from rnnlstm.ui.show.take_along import torch_file, torch_lines

CELLS = {
    "rnn": RNN.init(3, 4, 2, seed=0, activation="relu"),
    "lstm": LSTM.init(3, 4, 2, seed=1, dtype=np.float32),
    "gru": GRU.init(3, 4, 2, seed=2),
}
X = np.random.default_rng(0).normal(size=(6, 2, 3))


def test_the_lines_shown_load_the_networks_into_pytorch(tmp_path, monkeypatch):
    torch = pytest.importorskip("torch")
    (tmp_path / "all.safetensors").write_bytes(torch_file(CELLS))
    monkeypatch.chdir(tmp_path)
    made = {}
    exec(torch_lines(CELLS, "all.safetensors"), made)
    for name, cell in CELLS.items():
        h, _ = made[name](torch.tensor(X.astype(cell.dtype)))
        y = made[f"{name}_readout"](h).detach().numpy()
        np.testing.assert_allclose(y, cell.forward(X).y, rtol=1e-5, atol=1e-6)


def test_the_file_is_read_here_again():
    weights = read_weights(torch_file(CELLS, {"task": "none"}))
    for name, cell in CELLS.items():
        form = {"activation": "relu"} if name == "rnn" else {}
        again = from_torch(weights, name, readout=f"{name}_readout", **form)
        np.testing.assert_allclose(again.forward(X).y, cell.forward(X).y, rtol=1e-6)
