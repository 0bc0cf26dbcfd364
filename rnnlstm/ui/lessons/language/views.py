"""The views of the room: the training's curve, the sentence, a unit's gates, and what is lost alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from numpy.typing import NDArray

from rnnlstm.core.language.baselines import Baselines
from rnnlstm.core.language.exposure import Exposure
from rnnlstm.core.language.training import Course
from rnnlstm.figures.expected import Expected, ExpectedWords, expected_chart
from rnnlstm.figures.language import BitsWords, ExposureWords, bits_chart, exposure_chart, smoothed
from rnnlstm.figures.palette import Mode
from rnnlstm.figures.view import View
from rnnlstm.ui.lessons.language.measured import GUESSES, Reading
from rnnlstm.ui.lessons.language.settings import PAINT
from rnnlstm.ui.shell.language import _
from rnnlstm.ui.walk.sequence import visible

Array = NDArray[np.floating[Any]]

ACROSS, WIDE_ACROSS = 34, 22
"""Characters in a line of the sentence: letters, and Chinese ones."""


def bits_view(course: Course, naive: Baselines) -> View:
    """Return the bits per character of a training beside those of predictors without a network."""
    words = BitsWords(
        _("Bits per character: line in training, points held out"),
        _("Updates"),
        _("Bits per character"),
        training=_("in training"),
        held_out=_("held out"),
        naive=(_("all equal"), _("single characters counted"), _("pairs counted")),
    )
    alt = _(
        "{title}, against the updates. Without a network {uniform}, {unigram} and {bigram}; held "
        "out after {step} updates {bits}"
    ).format(
        title=words.title,
        uniform=f"{naive.uniform:.2f}",
        unigram=f"{naive.unigram:.2f}",
        bigram=f"{naive.bigram:.2f}",
        step=course.looks[-1].step,
        bits=f"{course.looks[-1].bits:.2f}",
    )
    return View(
        "language-bits",
        lambda mode: bits_chart(course, naive, mode=mode, words=words),
        alt,
        table=lambda: bits_table(course, naive),
    )


def bits_table(course: Course, naive: Baselines) -> pd.DataFrame:
    """Return one row an update: bits per character in training and held out, beside the predictors'."""
    held_out = np.full(course.step + 1, np.nan)
    for look in course.looks:
        if look.step <= course.step:
            held_out[look.step] = look.bits
    return pd.DataFrame(
        {
            _("update"): np.arange(course.step + 1),
            _("in training"): [np.nan, *course.bits],
            _("held out"): held_out,
            _("all equal"): naive.uniform,
            _("single characters counted"): naive.unigram,
            _("pairs counted"): naive.bigram,
        }
    )


def sentence_view(reading: Reading, symbols: Sequence[str], quantity: str, unit: int) -> View:
    """Return a sentence, coloured, and what was expected at each place of it."""
    paint = reading.unit(quantity, unit)
    order, n = reading.order, len(reading.ids)
    hits = [next((r for r, k in enumerate(order[t]) if k == reading.ids[t]), -1) for t in range(n)]
    first = sum(hit == 0 for hit in hits)
    named = _(PAINT.options[quantity])
    colour = (
        named if quantity == "bits" else _("unit {number}, {quantity}").format(number=unit, quantity=named)
    )
    words = ExpectedWords(
        _("What was expected at each place"),
        "",
        "",
        colour=colour,
        guess=_("guess {rank}: {symbol}, {chance}"),
    )
    chances = 2.0 ** np.take_along_axis(reading.log2_p, order, axis=-1)
    drawn = Expected(
        symbols=reading.symbols,
        guesses=[[visible(symbols[k]) for k in places] for places in order[:n]],
        chances=chances[:n],
        hits=hits,
        paint=paint,
        limits=_limits(quantity, paint),
    )
    wide = any(ord(each) > 0x2E80 for each in reading.text)
    alt = _(
        "{count} characters; the likeliest guess was right at {first} of them, one of the five at {any}. "
        "{bits} bits per character"
    ).format(count=n, first=first, any=sum(hit >= 0 for hit in hits), bits=f"{reading.bits.mean():.2f}")
    return View(
        "language-sentence",
        lambda mode: expected_chart(drawn, mode=mode, words=words, across=WIDE_ACROSS if wide else ACROSS),
        alt,
        table=lambda: sentence_table(reading, symbols, quantity, unit),
    )


def _limits(quantity: str, paint: Array) -> tuple[float, float]:
    if quantity in "fio":
        return 0.0, 1.0
    if quantity == "bits":
        return 0.0, max(8.0, float(paint.max()))
    if quantity == "h":
        return -1.0, 1.0
    widest = max(1.0, float(np.abs(paint).max()))
    return -widest, widest


def sentence_table(reading: Reading, symbols: Sequence[str], quantity: str, unit: int) -> pd.DataFrame:
    """Return one row a character: its surprise, the unit, and the five likeliest characters at its place."""
    n = len(reading.ids)
    table = pd.DataFrame(
        {
            "t": np.arange(1, n + 1),
            _("character"): reading.symbols,
            _("surprise, in bits"): reading.bits,
        }
    )
    if quantity != "bits":
        table[f"{quantity}[{unit}]"] = reading.unit(quantity, unit)
    for rank in range(GUESSES if reading.order.shape[1] >= GUESSES else reading.order.shape[1]):
        places = reading.order[:n, rank]
        table[_("guess {rank}").format(rank=rank + 1)] = [visible(symbols[k]) for k in places]
        table[f"p{rank + 1}"] = 2.0 ** reading.log2_p[np.arange(n), places]
    return table


def exposure_views(found: Exposure, unigram: float) -> list[View]:
    """Return what is lost on the true text, and how strange the network's own becomes."""
    forced, free, true, own = smoothed(found)
    x = _("Characters since it was left alone")
    bits = _("Bits per character")
    right = ExposureWords(
        _("The true text, predicted"),
        x,
        bits,
        names=(_("it reads the true text"), _("it reads its own")),
        level=_("single characters counted"),
    )
    strange = ExposureWords(
        _("The text itself, judged by counted pairs"),
        x,
        bits,
        names=(_("the true text"), _("what it writes")),
        level="",
    )
    alt = _("{title}: after {steps} characters {one} ({first}) and {other} ({second})")
    views = []
    for name, words, curves, level in (
        ("language-forced", right, (forced, free), unigram),
        ("language-own", strange, (true, own), None),
    ):
        views.append(
            View(
                name,
                partial(_exposure_figure, curves, level, words),
                alt.format(
                    title=words.title,
                    steps=len(curves[0]),
                    one=f"{curves[0][-1]:.2f}",
                    first=words.names[0],
                    other=f"{curves[1][-1]:.2f}",
                    second=words.names[1],
                ),
            )
        )
    return views


def _exposure_figure(
    curves: tuple[Array, Array], level: float | None, words: ExposureWords, mode: Mode
) -> go.Figure:
    return exposure_chart(curves, level, mode=mode, words=words)


def exposure_table(found: Exposure) -> pd.DataFrame:
    """Return one row a step without the true text."""
    return pd.DataFrame(
        {
            _("step"): np.arange(1, len(found.free) + 1),
            _("true text, it reads the true text"): found.forced,
            _("true text, it reads its own"): found.free,
            _("true text, by counted pairs"): found.true,
            _("what it writes, by counted pairs"): found.own,
        }
    )
