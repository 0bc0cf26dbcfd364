"""Two networks of the course, written as PyTorch writes its weights, to try the page with."""

from __future__ import annotations

from functools import cache

from rnnlstm.core.cells.gru import GRU
from rnnlstm.core.exchange.to_pytorch import to_torch
from rnnlstm.core.networks.stack import Stack
from rnnlstm.ui.show.torch_file import packed
from rnnlstm.ui.walk.learning import learned
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from rnnlstm.ui.walk.upload import Upload, opened

UPDATES = 150


@cache
def example(name: str) -> Upload:
    """Return an example as if it had been uploaded: "letters" or "layers"."""
    if name == "letters":
        cell = learned("LSTM", Text(), Network(updates=UPDATES)).cell
        return opened("hello.safetensors", packed(to_torch(cell, "lstm", readout="fc")))
    stack = Stack.init(GRU, 1, (4, 4), 1, seed=0, both_directions=True)
    return opened("layers.safetensors", packed(to_torch(stack, "encoder.gru", readout="fc")))
