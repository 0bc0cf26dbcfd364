"""The lines that are shown write the same digits in PyTorch, and say how letters and digits are numbered."""

import json

import numpy as np
import pytest
from safetensors import safe_open
from safetensors.numpy import load

from rnnlstm import GRU, LSTM
from rnnlstm.core.translation.model import EncoderDecoder
from rnnlstm.core.translation.phrases import SYMBOLS, NumberWords
from rnnlstm.ui.lessons.translation.in_pytorch import translator_file, translator_lines
from rnnlstm.ui.lessons.translation.measured import translated
from rnnlstm.ui.lessons.translation.networks import shipped
from rnnlstm.ui.lessons.translation.plan import WAYS
from rnnlstm.ui.lessons.translation.settings import EXAMPLES

FILE = "translation.safetensors"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Return a function that saves a network, runs the lines, and returns what they define and print."""
    pytest.importorskip("torch")
    monkeypatch.chdir(tmp_path)

    def run_lines(network, task, phrase):
        (tmp_path / FILE).write_bytes(translator_file(network, task))
        made = {}
        exec(translator_lines(network, task, phrase, FILE), made)
        return made, capsys.readouterr().out.strip()

    return run_lines


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_shipped_networks_write_the_same_digits(run, language, way):
    network, task = shipped(language, way).network, shipped(language, way).task
    phrases = [*EXAMPLES[language].values(), *task.held_out_batch(0, 20, task.digits).phrases, task.alphabet]
    made, printed = run(network, task, phrases[0])
    assert printed == translated(network, task, phrases[0]).answer
    for phrase in phrases[1:]:
        assert made["translate"](phrase) == translated(network, task, phrase).answer


@pytest.mark.parametrize(("dtype", "close"), [(np.float32, 1e-5), (np.float64, 1e-10)])
@pytest.mark.parametrize("kind", [GRU, LSTM])
@pytest.mark.parametrize("attention", [True, False])
def test_networks_of_each_kind_compute_the_same(run, kind, attention, dtype, close):
    task = NumberWords("zh", 3)
    network = EncoderDecoder.init(
        kind, len(task.alphabet), 8, SYMBOLS, seed=1, attention=attention, dtype=dtype
    )
    network = network.with_params({name: 4 * p for name, p in network.params.items()})
    phrase = "三百零五"
    made, printed = run(network, task, phrase)
    ours = translated(network, task, phrase)
    assert printed == ours.answer
    said = []
    made["readout"].register_forward_hook(lambda _module, _x, y: said.append(y.numpy()))
    made["translate"](phrase)
    np.testing.assert_allclose(said, ours.trace.y[: len(said), 0], rtol=0, atol=close)


def test_the_file_has_the_weights_and_the_order_of_the_symbols(tmp_path):
    network, task = shipped("zh", "attention").network, shipped("zh", "attention").task
    (tmp_path / FILE).write_bytes(translator_file(network, task))
    saved = load((tmp_path / FILE).read_bytes())
    assert {name.partition(".")[0] for name in saved} == {"encoder", "decoder", "readout", "attention"}
    np.testing.assert_array_equal(saved["readout.weight"], network.decoder.W_hy)
    np.testing.assert_array_equal(saved["attention.W_k"], network.attention.W_k)
    with safe_open(tmp_path / FILE, "np") as opened:
        about = opened.metadata()
    assert "".join(json.loads(about["inputs"])) == task.alphabet
    assert json.loads(about["outputs"]) == [*"0123456789", "end"]
    lines = translator_lines(network, task, "七", FILE)
    assert f'letters = "{task.alphabet}"' in lines
    assert max(map(len, lines.splitlines())) <= 110
