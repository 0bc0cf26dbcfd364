"""What the cards of this room can speak of: the name that is read, and all that were held out."""

from __future__ import annotations

from typing import Any

import numpy as np

from rnnlstm.core.names.recipe import KINDS
from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.names.measured import (
    Course,
    Examined,
    Whole,
    examined,
    names,
    results,
    shipped,
    standing,
)
from rnnlstm.ui.lessons.names.settings import LANGUAGES
from rnnlstm.ui.lessons.names.views import called, worst


def scene(found: Course, seen: Examined, kind: str) -> Scene:
    """Return the numbers of one name and of all names held out.

    ``name`` is the name as it is read, ``name_1`` its first letter, ``T`` how many it has; ``answer`` the
    language told, ``code`` its name in the link, ``sure`` its probability; ``decided`` the letter of the
    decision, ``letter`` what stands there; ``first`` the likeliest language after one letter,
    ``first_sure`` its probability; ``listed`` in how many lists the name stands.

    Of the network ``kind`` ``accuracy`` is the share of the ``count`` names held out that it tells,
    ``ceiling`` what is possible, ``after1`` .. ``after9`` its share after so many letters; ``worst_truth``,
    ``worst_taken`` and ``worst_count`` are its most frequent mistake, ``best_list`` and ``worst_list`` the
    lists of which it tells most and fewest. ``rnn``, ``lstm`` and ``gru`` are the shares of the shipped
    networks, ``pairs``, ``triples`` and ``endings`` those of counting; ``best`` is "network", "counting", or
    "neither" where they differ by less than ``noise``, two standard errors of such a share. ``early`` is what
    the network answers most often after two letters, ``early_share`` how often.
    """
    letters = found.spelling.letters
    truth, taken = worst(seen.counts)
    first = found.probabilities[0]
    early = int(np.bincount(seen.early).argmax())
    counting = results()["counting"]
    networks = {each.lower(): examined(shipped(each)).accuracy for each in KINDS}
    told: dict[str, Any] = {
        "kind": kind,
        "name": letters,
        "name_1": letters[0],
        "T": len(letters),
        "answer": called(found.answer),
        "code": names().languages[found.answer],
        "sure": found.sure,
        "decided": found.decided,
        "letter": letters[found.decided - 1],
        "first": called(int(first.argmax())),
        "first_sure": float(first.max()),
        "listed": len(standing(letters)[0]),
        "accuracy": seen.accuracy,
        "count": len(seen.answers),
        "ceiling": names().ceiling,
        "worst_truth": called(truth),
        "worst_taken": called(taken),
        "worst_count": int(seen.counts[truth, taken]),
        "languages": len(LANGUAGES),
        "best": _better(max(networks.values()), max(counting.values()), len(seen.answers)),
        "noise": 2 * _error(seen.accuracy, len(seen.answers)),
        "early": called(early),
        "early_share": float((seen.early == early).mean()),
    }
    told |= {f"after{k}": float(seen.right[k - 1]) for k in range(1, 10)}
    told |= {"best_list": _best(seen.counts), "worst_list": _best(-seen.counts)}
    return {**told, **networks, **counting}


def _best(counts: Whole) -> str:
    """Return the list of which most names are told."""
    return called(int(np.diag(counts).argmax()))


def _error(share: float, count: int) -> float:
    """Return the standard error of a share that was measured on so many names."""
    return float(np.sqrt(share * (1 - share) / count))


def _better(network: float, counting: float, count: int) -> str:
    """Return which of two shares is larger, "neither" where that may be chance."""
    if abs(network - counting) < 2 * _error(network, count):
        return "neither"
    return "network" if network > counting else "counting"
