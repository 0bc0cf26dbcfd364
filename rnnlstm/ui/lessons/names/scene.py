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
from rnnlstm.ui.shell.language import _

MOST = 4
"""How many of the most frequent mistakes are named."""


def scene(found: Course, seen: Examined, kind: str) -> Scene:
    """Return the numbers of one name and of all names held out.

    ``name`` is the name as it is read, ``name_1`` its first letter, ``T`` how many it has; ``answer`` the
    language told, ``code`` its name in the link, ``sure`` its probability; ``decided`` the letter of the
    decision, ``letter`` what stands there; ``first`` the likeliest language after one letter,
    ``first_sure`` its probability; ``listed`` in how many lists the name stands, ``lists``
    which.

    Of the network ``kind`` ``accuracy`` is the share of the ``count`` names held out that it tells,
    ``ceiling`` what is possible, ``after1`` .. ``after9`` its share after so many letters; ``worst_truth``,
    ``worst_taken`` and ``worst_count`` are its most frequent mistake, ``confusions`` the `MOST` most
    frequent, ``best_list`` and ``worst_list`` the lists of which it tells most and fewest. ``rnn``, ``lstm``
    and ``gru`` are the shares of the shipped networks, with ``_mean`` behind it the mean of all seeds;
    ``pairs``, ``triples`` and ``endings`` those of counting; ``best`` is "network", "counting", or "neither"
    where they differ by less than ``noise``, two standard errors of such a share. ``early`` is what the
    network answers most often after two letters, ``early_share`` how often.
    """
    letters = found.spelling.letters
    truth, taken = worst(seen.counts)
    first = found.probabilities[0]
    lists, _held_out = standing(letters)
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
        "listed": len(lists),
        "lists": _(", ").join(_(LANGUAGES[code]) for code in lists),
        "accuracy": seen.accuracy,
        "count": len(seen.answers),
        "ceiling": names().ceiling,
        "worst_truth": called(truth),
        "worst_taken": called(taken),
        "worst_count": int(seen.counts[truth, taken]),
        "confusions": _confusions(seen.counts),
        "languages": len(LANGUAGES),
        "best": _better(max(networks.values()), max(counting.values()), len(seen.answers)),
        "noise": 2 * _error(seen.accuracy, len(seen.answers)),
        "early": called(early),
        "early_share": float((seen.early == early).mean()),
    }
    told |= {f"after{k}": float(seen.right[k - 1]) for k in range(1, 10)}
    told |= {"best_list": _best(seen.counts), "worst_list": _best(-seen.counts)}
    runs = results()["networks"]
    told |= {
        f"{kind.lower()}_mean": float(np.mean([run["accuracy"] for run in runs[kind]])) for kind in KINDS
    }
    return {**told, **networks, **counting}


def _confusions(counts: Whole) -> str:
    """Return the most frequent mistakes: the list, what its names were taken for, and how many."""
    wrong = counts - np.diag(np.diag(counts))
    order = np.argsort(-wrong, axis=None, kind="stable")[:MOST]
    pairs = [divmod(int(k), len(wrong)) for k in order if wrong.flat[k]]
    return (
        _(", ").join(f"{called(truth)} → {called(taken)} {wrong[truth, taken]}" for truth, taken in pairs)
        or "–"
    )


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
