"""The controls of what the learner's network reads, by the number of its inputs."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from rnnlstm.ui.controls import settings
from rnnlstm.ui.lessons.yours.settings import ALPHABET, DRAW, FEED, ROWS
from rnnlstm.ui.walk.source import Source, Wave
from rnnlstm.ui.walk.vector_sequence import Letters, Noise, Rows

WRITTEN_OUT = 6
"""Up to so many inputs, the usual numbers are those of three one-hot steps."""


def feed(width: int, usual: str) -> Source:
    """Show the controls of a sequence of so many numbers a step, and return it."""
    kinds = ("numbers", "wave", "random") if width == 1 else ("text", "numbers", "random")
    choice = replace(
        FEED,
        options={kind: label for kind, label in FEED.options.items() if kind in kinds},
        usual=usual if usual in kinds else "random",
    )
    choice.check_link()
    names, field = st.columns([1.6, 1.9], vertical_alignment="bottom", gap="small")
    with names:
        kind = choice.show()
    with field:
        left, right = st.columns(2, vertical_alignment="bottom")
        if kind == "text":
            with left:
                text = settings.TEXT.show()
            with right:
                return Letters(text=text, alphabet=ALPHABET.show(), width=width)
        if kind == "wave":
            with left:
                wave = settings.WAVE.show()
            with right:
                return Wave(wave=wave, length=int(settings.LENGTH.slider()))
        if kind == "random":
            with left:
                length = int(settings.LENGTH.slider())
            with right:
                return Noise(length=length, width=width, seed=int(DRAW.slider()))
    numbers = settings.typed_numbers() if width == 1 else replace(ROWS, usual=_rows(width)).show()
    return Rows(numbers=numbers, width=width)


def _rows(width: int) -> str:
    """Return the numbers of a wide network that stand there before any were typed."""
    if width > WRITTEN_OUT:
        return ""
    rows = (["1" if k == step % width else "0" for k in range(width)] for step in range(3))
    return "; ".join(", ".join(row) for row in rows)
