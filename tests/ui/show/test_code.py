"""The code that the pages show runs as it stands and makes the very numbers of the page."""

import numpy as np
import pytest

from rnnlstm.ui.show.code import walk_code
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Numbers, Text, Wave
from rnnlstm.ui.walk.walk import take

SOURCES = [
    Text(text="hello", length=23),
    Text(text="循环", scale=0.1),
    Text(text="e\u0301'\"\\\n🇨🇳", length=9),
    Numbers(numbers="1, −2.5, 1/3"[:7], length=11, scale=3.0),
    Numbers(numbers="0.1 0.2"),
    *(Wave(wave=wave, length=31) for wave in ("sine", "square", "sawtooth", "pulse")),
    Wave(),
]
NETWORKS = [
    Network(loss="last"),
    Network(5, 3, "orthogonal", 1.25, "relu", 2.5, "last"),
    Network(4, 1, "normal", 0.9, "sigmoid", -1, "last", input_gain=0.03, by_radius=True),
]


@pytest.mark.parametrize("model", ["RNN", "LSTM", "GRU"])
@pytest.mark.parametrize("network", NETWORKS, ids=["usual", "gain", "radius"])
@pytest.mark.parametrize("source", SOURCES, ids=repr)
def test_code_makes_the_walk_of_the_page(model, source, network):
    walk = take(model, source, network)
    code = walk_code(model, source, network)
    made: dict = {}
    exec(code, made)
    np.testing.assert_array_equal(made["x"], walk.trace.x)
    np.testing.assert_array_equal(made["trace"].h, walk.trace.h)
    assert made["E"] == walk.loss
    np.testing.assert_array_equal(made["cell"].backward(made["trace"], dy=made["dy"]).h, walk.grads.h)


def test_code_imports_what_is_to_follow():
    code = walk_code("LSTM", Text(), Network(), uses=["jacobian_norms"])
    assert "from rnnlstm import LSTM, cross_entropy, jacobian_norms\n" in code
