"""The network that is walked through, to be taken along."""

from __future__ import annotations

from functools import partial

from rnnlstm.ui.lessons.translation.in_pytorch import translator_file, translator_lines
from rnnlstm.ui.lessons.translation.networks import Translator
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.take_along import fold_for_taking, offer_lines


def offer_translator(translator: Translator, phrase: str) -> None:
    """Offer an encoder and a decoder, and the lines that translate a phrase with them, folded away."""
    network, task = translator.network, translator.task
    way = "attention" if network.attention else "plain"
    name = f"translation-{task.language}-{way}"

    def offered() -> None:
        file = f"{name}.safetensors"
        data = partial(translator_file, network, task)
        offer_lines(data, translator_lines(network, task, phrase, file), file)

    fold_for_taking(_("Take this network along"), name, offered)
