"""The views of the page: the sound and what is made of it, and how often that is right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rnnlstm.core.sound.bands import names
from rnnlstm.core.sound.learning import Learner
from rnnlstm.core.sound.melody import QUESTIONS
from rnnlstm.figures.losses import percent
from rnnlstm.figures.sound import Listened, ListenedWords, listened_chart
from rnnlstm.figures.sound_accuracy import AccuracyWords, accuracy_chart
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.sound.heard import Heard, Labels, Said
from rnnlstm.ui.lessons.sound.settings import NETWORKS, QUANTITIES
from rnnlstm.ui.lessons.sound.shipped import Measured
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _

ANSWERS = {
    "silence": N_("silence"),
    "new": N_("new"),
    "again": N_("again"),
    "first": N_("first"),
    "higher": N_("higher"),
    "lower": N_("lower"),
}

SIGNS = {"silence": "", "new": "+", "again": "=", "first": "1", "higher": "↑", "lower": "↓"}
"""Signs of the answers; a note's is the letter that it begins with."""


def answer_names(question: str) -> list[str]:
    """Return the answers to a question in the learner's language; notes have their names."""
    return [_(ANSWERS[name]) if name in ANSWERS else name for name in QUESTIONS[question]]


def listened_view(
    heard: Heard, said: Mapping[str, Said], question: str, listener: str, quantity: str
) -> View:
    """Return the sound, all answers, and the inside of one network, on one axis of time.

    Parameters
    ----------
    heard
        The sound.
    said
        What each network makes of it.
    question
        What is asked.
    listener, quantity
        The network that is looked into, and what of it.
    """
    truth = heard.truth.get(question)
    rows = {} if truth is None else {_("Truth"): truth}
    rows |= {_row(kind, each, truth): each.labels for kind, each in said.items()}
    inside = said[listener]
    name = _(NETWORKS[listener])
    listened = Listened(
        heard.seconds,
        heard.bands,
        names(),
        rows,
        answer_names(question),
        [SIGNS.get(name, name[0]) for name in QUESTIONS[question]],
        inside.probabilities,
        truth,
        getattr(inside.trace, quantity)[:, 0],
        signed=quantity in "ch",
    )
    words = ListenedWords(
        title=_("What is heard: how loud each pitch is"),
        x=_("seconds"),
        y="",
        answers=_("What is said of it")
        if truth is None
        else _("What is said of it, and how often it is right where a note sounds"),
        probabilities=_("{network}: how sure of each answer").format(network=name),
        units=_("{network}: {quantity}, each unit a row").format(
            network=name, quantity=_(QUANTITIES[quantity])
        ),
        unit=_("unit"),
        true=_("Truth"),
    )
    return View(
        "sound",
        lambda mode: listened_chart(listened, mode=mode, words=words),
        _alt(heard, said, truth, name),
        table=lambda: listened_table(heard, said, question, listener, quantity),
    )


def _row(kind: str, said: Said, truth: Labels | None) -> str:
    """Return the name of a network's row, and how often it is right."""
    name = _(NETWORKS[kind])
    return name if truth is None else f"{name} {said.right(truth):.0%}"


def _alt(heard: Heard, said: Mapping[str, Said], truth: Labels | None, name: str) -> str:
    message = _(
        "A sound of {seconds} seconds, frame by frame: how loud each pitch is, what is said of it, how sure "
        "the network {network} is, and its units. {right}"
    )
    seconds = f"{len(heard.bands) * 0.032:.1f}"
    shares = in_short(said, truth) if truth is not None else ""
    return message.format(seconds=seconds, network=name, right=shares).strip()


def in_short(said: Mapping[str, Said], truth: Labels) -> str:
    """Say how often each network is right."""
    each = [f"{_(NETWORKS[kind])} {percent(one.right(truth))}" for kind, one in said.items()]
    return _("Right where a note sounds: {all}.").format(all=_(", ").join(each))


def listened_table(
    heard: Heard, said: Mapping[str, Said], question: str, listener: str, quantity: str
) -> pd.DataFrame:
    """Return one row a frame: its time, the truth, what each network says, how sure one is, and its units."""
    answers = answer_names(question)
    columns: dict[str, object] = {_("seconds"): np.round(heard.seconds, 3)}
    if question in heard.truth:
        columns[_("Truth")] = [answers[k] for k in heard.truth[question]]
    columns |= {_(NETWORKS[kind]): [answers[k] for k in one.labels] for kind, one in said.items()}
    inside = said[listener]
    columns |= {f"p({name})": inside.probabilities[:, k] for k, name in enumerate(answers)}
    units = getattr(inside.trace, quantity)[:, 0]
    columns |= {f"{quantity}[{k + 1}]": units[:, k] for k in range(units.shape[1])}
    columns |= {name: heard.bands[:, k] for k, name in enumerate(names())}
    return pd.DataFrame(columns)


def noise_view(measured: Measured, noise: float) -> View:
    """Return how the accuracy of the shipped networks falls as the noise grows."""
    places = np.arange(len(measured.noise), dtype=float)
    curves = {kind: (places, values.mean(axis=0)) for kind, values in measured.accuracy.items()}
    here = float(np.interp(noise, measured.noise, places))
    words = _accuracy_words(_("Accuracy against the noise"), _("Noise (trained with up to 0.3)"))
    ticks = {"tickvals": places, "ticktext": [f"{each:g}" for each in measured.noise]}
    least, most = (
        ", ".join(f"{_(NETWORKS[kind])} {percent(float(y[at]))}" for kind, (_x, y) in curves.items())
        for at in (0, -1)
    )
    alt = _("{title}, by chance {chance}. Without noise: {least}. With the most: {most}")
    return View(
        "sound-noise",
        lambda mode: accuracy_chart(curves, measured.chance, mode=mode, words=words, across=ticks, mark=here),
        alt.format(title=words.title, chance=percent(measured.chance), least=least, most=most),
        table=lambda: noise_table(measured),
    )


def noise_table(measured: Measured) -> pd.DataFrame:
    """Return one row a noise: the accuracy of each network with each seed."""
    columns: dict[str, object] = {_("noise"): measured.noise}
    for kind, values in measured.accuracy.items():
        for seed, row in enumerate(values):
            columns[_("{network}, seed {seed}").format(network=_(NETWORKS[kind]), seed=seed)] = row
    return pd.DataFrame(columns)


def learning_view(learners: Mapping[str, Learner], steps: int, chance: float) -> View:
    """Return how the accuracy of networks in training grows with the updates."""
    curves = {
        kind: (np.array(list(one.scores), float), np.array(list(one.scores.values())))
        for kind, one in learners.items()
    }
    words = _accuracy_words(_("Accuracy on melodies held out"), _("Updates"))
    newest = [f"{_(NETWORKS[kind])} {percent(float(y[-1]))}" for kind, (_x, y) in curves.items() if y.size]
    alt = _("{title}, against the updates; by chance {chance}. The newest: {newest}").format(
        title=words.title, chance=percent(chance), newest=_(", ").join(newest) or _("none yet")
    )
    across = {"range": [0, steps]}
    return View(
        "sound-learning",
        lambda mode: accuracy_chart(curves, chance, mode=mode, words=words, across=across),
        alt,
    )


def _accuracy_words(title: str, x: str) -> AccuracyWords:
    named = {kind: _(label) for kind, label in NETWORKS.items()}
    return AccuracyWords(title, x, _("Right where a note sounds"), _("always the commonest answer:"), named)
