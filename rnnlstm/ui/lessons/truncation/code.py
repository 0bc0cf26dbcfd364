"""The code of the lesson on truncation: what its figure shows, in lines that run as they stand."""

from __future__ import annotations

from rnnlstm.ui.lessons.laboratory import Setup
from rnnlstm.ui.show.code import walk_code


def truncation_code(setup: Setup, loss: str, k: int) -> str:
    """Return the lines that compare the gradients truncated at k with the full one, as ``result``.

    Parameters
    ----------
    setup
        What is measured: one network.
    loss
        "every" or "last": the steps that have a loss.
    k
        The truncation length.
    """
    model, network = setup.network_of(setup.names[0])
    return "\n".join(
        [
            walk_code(model, setup.source, network, ["truncation_error"], every=loss == "every"),
            f"lengths = sorted({{1, min({k}, T), T}})",
            "result = truncation_error(cell, trace, dy=dy, lengths=lengths)",
            "for name in result.error:",
            "    print(name, lengths, result.error[name], result.cosine[name])",
        ]
    )
