"""The views of the page of names: one name letter by letter, what is taken for what, right after how many."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from rnnlstm.figures.confusion import Confusion, ConfusionWords, confusion_map
from rnnlstm.figures.deciding import Likely, LikelyWords, RightWords, likely_map, right_chart
from rnnlstm.figures.losses import percent
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.names.measured import Course, Examined, Whole, names, results
from rnnlstm.ui.lessons.names.settings import LANGUAGES
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _

SHORT = {
    "en": N_("EN"),
    "de": N_("DE"),
    "nl": N_("NL"),
    "sv": N_("SV"),
    "fr": N_("FR"),
    "es": N_("ES"),
    "it": N_("IT"),
    "pl": N_("PL"),
    "hr": N_("HR"),
    "fi": N_("FI"),
    "ja": N_("JA"),
    "zh": N_("ZH"),
}
"""The languages as a narrow column says them."""


def called(number: int) -> str:
    """Return a language's name, by its number."""
    return _(LANGUAGES[names().languages[number]])


def likely_view(course: Course, kind: str) -> View:
    """Return how likely every language is after each letter of a name."""
    letters = course.spelling.letters
    words = LikelyWords(
        title=_("{network}: letter by letter").format(network=kind),
        x="",
        y="",
        colour=_("Probability, in %"),
        decided=_("decided"),
        hover=_("{name} after letter {step}: {value}"),
    )
    shown = Likely(
        course.probabilities,
        list(letters),
        [_(LANGUAGES[code]) for code in names().languages],
        course.decided,
        kind,
    )
    alt = _("{title}, {name}. {answer} is decided at letter {step}; in the end it has {share}").format(
        title=words.title,
        name=letters,
        answer=called(course.answer),
        step=course.decided,
        share=percent(course.sure),
    )
    return View(
        name="likely",
        draw=lambda mode: likely_map(shown, mode=mode, words=words),
        alt=alt,
        table=partial(likely_table, course),
        file=f"names-{kind.lower()}",
    )


def likely_table(course: Course) -> pd.DataFrame:
    """Return one row a letter: the probability of each language."""
    letters = course.spelling.letters
    told: dict[str, object] = {"t": range(1, len(letters) + 1), _("letter"): list(letters)}
    told |= {called(k): course.probabilities[:, k] for k in range(course.probabilities.shape[1])}
    return pd.DataFrame(told)


def confusion_view(examined: Examined, kind: str, chosen: tuple[int, int]) -> View:
    """Return what a network takes for what, of all names held out."""
    codes = names().languages
    words = ConfusionWords(
        title=_("{network}: {right} of {all} names told rightly").format(
            network=kind, right=int(np.trace(examined.counts)), all=int(examined.counts.sum())
        ),
        x=_("Answer"),
        y=_("List"),
        colour=_("Share of the list; in the cells: names"),
        hover=_("{truth}, taken for {answer}: {count} ({share})"),
    )
    shown = Confusion(
        examined.counts,
        [_(LANGUAGES[code]) for code in codes],
        [_(SHORT[code]) for code in codes],
        chosen,
        kind,
    )
    truth, answer = worst(examined.counts)
    alt = _("{title}. The most frequent mistake: {truth}, taken for {answer}, {count} names").format(
        title=words.title, truth=called(truth), answer=called(answer), count=examined.counts[truth, answer]
    )
    return View(
        name="confusion",
        draw=lambda mode: confusion_map(shown, mode=mode, words=words),
        alt=alt,
        table=partial(confusion_table, examined),
        file=f"names-confusion-{kind.lower()}",
    )


def worst(counts: Whole) -> tuple[int, int]:
    """Return the most frequent mistake: the list, and the language that its names were taken for."""
    wrong = counts - np.diag(np.diag(counts))
    truth, answer = np.unravel_index(int(wrong.argmax()), wrong.shape)
    return int(truth), int(answer)


def confusion_table(examined: Examined) -> pd.DataFrame:
    """Return one row a list: how many of its names were taken for each language."""
    told: dict[str, object] = {_("list"): [called(k) for k in range(len(examined.counts))]}
    told |= {called(k): column for k, column in enumerate(examined.counts.T)}
    return pd.DataFrame(told)


def right_view(all_examined: Mapping[str, Examined]) -> View:
    """Return the share of names that is told rightly after so many letters, by the kind of network."""
    words = RightWords(
        title=_("Right after so many letters"),
        x=_("Letters read; a shorter name keeps its last answer"),
        y=_("Right, of all names held out"),
        hover=_("{network}, {step} letters: {value}"),
    )
    counting = results()["counting"]
    levels = {
        _("pairs of letters counted {share}").format(share=percent(counting["pairs"])): counting["pairs"],
        _("last three letters {share}").format(share=percent(counting["endings"])): counting["endings"],
        _("by chance {share}").format(share=percent(1 / len(LANGUAGES))): 1 / len(LANGUAGES),
    }
    alt = _("{title}. After all letters: {all}. Without a network: {levels}").format(
        title=words.title,
        all="; ".join(f"{kind} {percent(each.accuracy)}" for kind, each in all_examined.items()),
        levels="; ".join(levels),
    )
    shares = {kind: each.right for kind, each in all_examined.items()}
    return View(
        name="right",
        draw=lambda mode: right_chart(shares, levels, mode=mode, words=words),
        alt=alt,
        table=partial(right_table, all_examined),
        file="names-letters",
    )


def right_table(all_examined: Mapping[str, Examined]) -> pd.DataFrame:
    """Return one row a letter: the share that is right by then, and that is decided by then."""
    longest = max(len(each.right) for each in all_examined.values())
    told: dict[str, object] = {_("letters"): range(1, longest + 1)}
    for kind, each in all_examined.items():
        told[f"{kind} {_('right')}"] = each.right
        told[f"{kind} {_('decided')}"] = [float((each.decided <= k).mean()) for k in range(1, longest + 1)]
    return pd.DataFrame(told)


def accuracy_table() -> pd.DataFrame:
    """Return one row a way to tell: its accuracy on all names held out, the least and most of its seeds."""
    found = results()
    told: dict[str, str] = {}
    for kind, runs in found["networks"].items():
        shares = [run["accuracy"] for run in runs]
        least, most = percent(min(shares)), percent(max(shares))
        told[kind] = f"{percent(float(np.mean(shares)))} ({least} – {most})"
    counted = {
        "pairs": _("pairs of letters, counted"),
        "triples": _("runs of three letters, counted"),
        "endings": _("last three letters, looked up"),
    }
    told |= {label: percent(found["counting"][name]) for name, label in counted.items()}
    told[_("always the same answer")] = percent(1 / len(LANGUAGES))
    return pd.DataFrame({_("way"): list(told), _("right"): list(told.values())})
