"""A network that is taken along is the same one in PyTorch, and when it is read here again."""

import json

import numpy as np
import pytest
from safetensors import safe_open

from rnnlstm import GRU, LSTM, RNN, PeepholeLSTM, from_torch, read_weights
from rnnlstm.ui.show.torch_file import by_names, torch_file, torch_lines
from rnnlstm.ui.walk.source import Text

CELLS = {
    "rnn": RNN.init(3, 4, 2, seed=0, activation="relu"),
    "lstm": LSTM.init(3, 4, 2, seed=1, dtype=np.float32),
    "gru": GRU.init(3, 4, 2, seed=2),
}
X = np.random.default_rng(0).normal(size=(6, 2, 3))


@pytest.mark.parametrize("about", [None, {"reads": "three numbers a step", "inputs": '["a", " ", "\\n"]'}])
def test_the_lines_shown_load_the_networks_into_pytorch(tmp_path, monkeypatch, about):
    torch = pytest.importorskip("torch")
    (tmp_path / "all.safetensors").write_bytes(torch_file(CELLS, about))
    monkeypatch.chdir(tmp_path)
    made = {}
    exec(torch_lines(CELLS, "all.safetensors", about), made)
    for name, cell in CELLS.items():
        h, _ = made[name](torch.tensor(X.astype(cell.dtype)))
        y = made[f"{name}_readout"](h).detach().numpy()
        close = 1e-5 if cell.dtype == np.float32 else 1e-10
        np.testing.assert_allclose(y, cell.forward(X).y, rtol=0, atol=close)
    assert made.get("about") == about


def test_the_file_is_read_here_again():
    weights = read_weights(torch_file(CELLS, {"task": "none"}))
    for name, cell in CELLS.items():
        form = {"activation": "relu"} if name == "rnn" else {}
        again = from_torch(weights, name, readout=f"{name}_readout", **form)
        np.testing.assert_allclose(again.forward(X).y, cell.forward(X).y, rtol=1e-6)


def test_networks_get_names_for_python_and_those_that_pytorch_lacks_are_told_apart():
    sigmoid = RNN.init(3, 4, 2, seed=0, activation="sigmoid")
    given = {"RNN (ReLU)": CELLS["rnn"], "RNN (sigmoid)": sigmoid, "GRU": CELLS["gru"]}
    found, others = by_names(given | {"PeepholeLSTM": PeepholeLSTM.init(3, 4, 2, seed=0)})
    assert found == {"rnn_relu": CELLS["rnn"], "gru": CELLS["gru"]}
    assert others == ["RNN (sigmoid)", "PeepholeLSTM"]


def test_what_a_file_says_of_itself_is_whole_however_short_the_lines_are(tmp_path):
    about = Text(text="the quick brown fox jumps over the lazy dog").about()
    lines = torch_lines(CELLS, "all.safetensors", about)
    assert '# about["inputs"]: ["␣", "a", "b",' in lines
    assert max(map(len, lines.splitlines())) <= 120
    (tmp_path / "all.safetensors").write_bytes(torch_file(CELLS, about))
    with safe_open(tmp_path / "all.safetensors", "np") as opened:
        said = opened.metadata()
    assert json.loads(said["inputs"]) == ["␣", *"abcdefghijklmnopqrstuvwxyz"]
    assert json.loads(said["outputs"]) == [*json.loads(said["inputs"]), "■"]
