"""An encoder and a decoder as a file for PyTorch, and the lines that load it and translate a phrase."""

from __future__ import annotations

import json
from typing import Any

from numpy.typing import NDArray

from rnnlstm.core.exchange.to_pytorch import to_torch, torch_module
from rnnlstm.core.translation.model import EncoderDecoder
from rnnlstm.core.translation.phrases import LONGEST, WRITTEN, NumberWords
from rnnlstm.ui.show.torch_file import dtype_of, loading, module, packed, readout
from rnnlstm.ui.walk.source import listed

END = "end"
ATTENTION = """\
W_q, W_k, v = (saved[f"attention.{name}"] for name in ("W_q", "W_k", "v"))
"""
TRANSLATE = """
letters = {letters}  # the inputs, in their order
digits = "{digits}"  # the outputs; one more after them, the last, means: the number ends


@torch.no_grad()
def translate(phrase):
    one_hot = torch.eye(len(letters){dtype})
    keys, state = encoder(one_hot[[letters.index(letter) for letter in phrase]])
    one_hot = torch.eye(len(digits) + 1{dtype})
    w, written = torch.zeros_like(one_hot[0]), ""  # nothing is written yet
    for _ in range({steps}):
{looks}        d, state = decoder(w[None], state)
        best = int(readout(d[0]).argmax())
        if best == len(digits):
            break
        w, written = one_hot[best], written + digits[best]
    return written


print(translate({phrase}))
"""
LOOKS = """\
        e = torch.tanh(W_q @ {query} + keys @ W_k.T) @ v
        w = torch.cat([w, torch.softmax(e, dim=0) @ keys])  # the context, after the last digit
"""


def translator_file(network: EncoderDecoder, task: NumberWords) -> bytes:
    """Return an encoder, a decoder, its read-out and the attention, by the names of PyTorch."""
    arrays: dict[str, NDArray[Any]] = to_torch(network.encoder, "encoder")
    arrays |= to_torch(network.decoder, "decoder", readout="readout")
    if network.attention:
        arrays |= {f"attention.{name}": value for name, value in network.attention.params.items()}
    return packed(arrays, about_translator(task))


def about_translator(task: NumberWords) -> dict[str, str]:
    """Return what a file says of its networks: what they read and write."""
    return {
        "language": task.language,
        "digits": str(task.digits),
        "reads": "a letter a step: 1 at its input, 0 at all others",
        "inputs": listed(task.alphabet),
        "outputs": listed([*WRITTEN, END]),
    }


def translator_lines(network: EncoderDecoder, task: NumberWords, phrase: str, file: str) -> str:
    """Return the lines of Python that load such a file and translate a phrase, a digit at a step."""
    lines, looks = loading(file), ""
    lines += module("encoder", torch_module(network.encoder))
    lines += module("decoder", torch_module(network.decoder))
    lines += readout("readout", network.decoder)
    if network.attention:
        lines += ATTENTION
        query = "state[0][0]" if "c" in network.decoder.states else "state[0]"
        looks = LOOKS.format(query=query)
    return lines + TRANSLATE.format(
        letters=json.dumps(task.alphabet, ensure_ascii=False),
        digits=WRITTEN,
        dtype=dtype_of(network.decoder),
        steps=LONGEST + 2,
        looks=looks,
        phrase=json.dumps(phrase, ensure_ascii=False),
    )
