"""The views of a translation: accuracy by length, the vector at a step, what is written, where it looks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from rnnlstm.core.translation.measure import ByLength
from rnnlstm.figures.attention import attention_map, bars_chart, strips_chart
from rnnlstm.figures.frame import Words
from rnnlstm.figures.losses import percent
from rnnlstm.figures.palette import ATTENTION, QUANTITIES
from rnnlstm.figures.translation import Accuracy, Losses, accuracy_chart, losses_chart
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.translation.measured import SIGNS, Array, Translated
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.show.numbers import three_digits

WAYS = {"plain": N_("without attention"), "attention": N_("with attention")}
MARKERS = {"plain": "circle", "attention": "diamond"}
DASHES = {"plain": "dash", "attention": "solid"}


def accuracy_view(found: Mapping[str, ByLength], trained: int, name: str = "translation-accuracy") -> View:
    """Return the share of held-out numbers that each network has right, by their length."""
    curves = [
        Accuracy(
            _(WAYS[way]),
            each.digits,
            each.letters,
            each.accuracy,
            ATTENTION[way],
            MARKERS[way],
            DASHES[way],
        )
        for way, each in found.items()
    ]
    words = Words(
        _("Right on phrases never trained on"),
        _("Digits of the number; below, letters of its phrase"),
        _("Numbers all right"),
    )
    ends = "; ".join(
        _("{way}: {digits}").format(
            way=curve.name,
            digits=_(", ").join(
                _("{count} digits {share}").format(count=d, share=percent(float(share)))
                for d, share in zip(curve.digits, curve.shares, strict=True)
            ),
        )
        for curve in curves
    )
    asked = next(iter(found.values())).asked
    return View(
        name=name,
        draw=lambda mode: accuracy_chart(
            curves, mode=mode, words=words, trained=trained, beyond=_("longer than trained on")
        ),
        alt=_("{title}. {ends}").format(title=words.title, ends=ends),
        notes=(
            _("Each point: {asked} numbers of this length; right means every digit and the end.").format(
                asked=asked
            ),
        ),
        table=lambda: accuracy_table(found),
    )


def loss_view(losses: Mapping[str, Array], steps: int) -> View:
    """Return the loss of each network in training, update by update."""
    words = Words(_("Loss in training"), _("Updates"), _("Cross-entropy, nats a sign"))
    curves = [Losses(_(WAYS[way]), losses.get(way, np.empty(0)), ATTENTION[way], DASHES[way]) for way in WAYS]
    newest = "; ".join(f"{each.name} {three_digits(each.values[-1])}" for each in curves if len(each.values))
    alt = _("{title}, against the updates. The newest: {newest}")
    return View(
        name="translation-loss",
        draw=lambda mode: losses_chart(curves, steps, mode=mode, words=words),
        alt=alt.format(title=words.title, newest=newest or _("none yet")),
    )


def accuracy_table(found: Mapping[str, ByLength]) -> pd.DataFrame:
    """Return one row a length: letters of its phrases, and each network's share right."""
    first = max(found.values(), key=lambda each: len(each.digits))
    table = pd.DataFrame({_("digits"): first.digits, _("letters"): first.letters})
    for way, each in found.items():
        table[_(WAYS[way])] = each.accuracy
    return table


def strips_view(seen: Translated, step: int) -> View:
    """Return the vector before a step, what the step adds to it, and the vector after it."""
    before, after = seen.states[step - 1], seen.states[step]
    reading = step <= seen.letters
    symbol = "h" if reading else "d"
    number = step if reading else step - seen.letters
    strips = [(_("before"), before), (_("added"), after - before), (_("after"), after)]
    title = (
        _("The vector: what this letter adds to it") if reading else _("The decoder’s vector at this step")
    )
    alt = _(
        "Three strips of {units} numbers from −1 to 1: the vector before the step, what the step adds, and "
        "the vector after it. The step moves it by {moved}; its length after it is {length}."
    ).format(
        units=len(after),
        moved=f"{np.linalg.norm(after - before):.2f}",
        length=f"{np.linalg.norm(after):.2f}",
    )
    words = Words(title, _("{units} units, a cell each").format(units=len(after)), "")
    return View(
        name="translation-vector",
        draw=lambda mode: strips_chart(strips, mode=mode, words=words, colour=f"{symbol}<sub>{number}</sub>"),
        alt=alt,
    )


def added_view(seen: Translated, step: int) -> View:
    """Return how far each letter moves the vector."""
    letters = seen.letters
    words = Words(
        _("How far each letter moves the vector"),
        _("letter read"),
        "‖h<sub>s</sub> − h<sub>s−1</sub>‖",
    )
    alt = _("{title}: most by letter {number}, “{letter}”, {moved}").format(
        title=words.title,
        number=(most := int(seen.added[:letters].argmax())) + 1,
        letter=seen.phrase[most],
        moved=f"{seen.added[most]:.2f}",
    )
    marked = step - 1 if step <= letters else None
    return View(
        name="translation-added",
        draw=lambda mode: bars_chart(
            seen.added[:letters], seen.phrase, mode=mode, words=words, hue=QUANTITIES["h"], marked=marked
        ),
        alt=alt,
    )


def chances_view(seen: Translated, t: int) -> View:
    """Return the probability of each digit, and of the end, at step t of the decoder, from 1."""
    chances = seen.chances[t - 1]
    best = np.argsort(chances)[::-1][:3]
    words = Words(
        _("What may come at place {place}").format(place=t), _("digit, ■ the end"), _("probability")
    )
    likeliest = _(", ").join(f"{SIGNS[k]} {percent(float(chances[k]))}" for k in best)
    return View(
        name="translation-chances",
        draw=lambda mode: bars_chart(
            chances,
            SIGNS,
            mode=mode,
            words=words,
            hue=QUANTITIES["o"],
            marked=int(best[0]),
            shares=True,
        ),
        alt=_("{title}. The likeliest: {digits}").format(title=words.title, digits=likeliest),
    )


def attention_view(seen: Translated, step: int) -> View:
    """Return the attention weights of every digit written, a row each."""
    weights = seen.weights
    words = Words(_("Where the decoder looks"), _("letter read"), _("digit written"))
    looks = "; ".join(
        f"{sign} ← {seen.phrase[s].replace(' ', '␣')} ({percent(float(row[s]))})"
        for sign, row, s in zip(seen.written, weights, weights.argmax(axis=1), strict=True)
    )
    at = step - seen.letters - 1 if step > seen.letters else None
    return View(
        name="translation-attention",
        draw=lambda mode: attention_map(
            weights,
            seen.phrase,
            seen.written,
            mode=mode,
            words=words,
            colour=_("share of the letter’s state in the context, α"),
            at=at,
        ),
        alt=_("{title}, for each digit most at: {looks}").format(title=words.title, looks=looks),
        table=lambda: attention_table(seen),
    )


def attention_table(seen: Translated) -> pd.DataFrame:
    """Return one row a digit written, one column a letter read."""
    columns = [f"{s}: {letter}" for s, letter in enumerate(seen.phrase, start=1)]
    table = pd.DataFrame(seen.weights, columns=columns)
    table.insert(0, _("digit written"), seen.written)
    return table


def steps_table(seen: Translated) -> pd.DataFrame:
    """Return one row a step: what is read or written, how far it moves the vector, and the vector."""
    signs = [*seen.phrase, *seen.written]
    parts = [_("encoder")] * seen.letters + [_("decoder")] * len(seen.written)
    table = pd.DataFrame({_("step"): np.arange(1, seen.steps + 1), _("part"): parts, _("sign"): signs})
    table[_("moved by")] = seen.added
    none = np.full((seen.letters, len(SIGNS)), np.nan)
    chances = pd.DataFrame(np.vstack([none, seen.chances]), columns=[f"p({sign})" for sign in SIGNS])
    units = [f"h[{k + 1}]" for k in range(seen.states.shape[1])]
    return pd.concat([table, chances, pd.DataFrame(seen.states[1:], columns=units)], axis=1)
