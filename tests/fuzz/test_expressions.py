"""Anything typed is read, or refused with a sentence of ours, at little cost."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core.cells import CELLS
from rnnlstm.ui.lessons.names.measured import read as read_name
from rnnlstm.ui.lessons.translation.phrase import read as read_phrase
from rnnlstm.ui.walk.edits import MAX_EDITS, apply, understood, write
from rnnlstm.ui.walk.sequence import MAX_STEPS, decimal_comma, read_numbers, read_text
from rnnlstm.ui.walk.vector_sequence import read_letters, read_rows
from support.fuzz.links import EDITS, WORDS
from support.fuzz.reading import read_or_refused
from support.fuzz.texts import long, texts
from support.fuzz.verdict import is_ours

typed = st.one_of(texts, texts.flatmap(lambda one: texts.map(lambda other: one + other)), long)


@given(typed, st.none() | st.integers(1, 500), texts)
def test_a_text(text, length, alphabet):
    read = read_or_refused(read_text, text, length, alphabet)
    if read is not None:
        assert read.steps <= max(MAX_STEPS, length or 0)
        assert np.array_equal(read.x.sum(axis=-1), np.ones((read.steps, 1)))


@given(typed, st.integers(1, 600), texts)
def test_vectors(text, width, alphabet):
    for read in (
        read_or_refused(read_rows, text, width),
        read_or_refused(read_letters, text, alphabet, width),
    ):
        assert read is None or read.x.shape == (read.steps, 1, width)


@given(typed)
def test_numbers(text):
    decimal_comma(text)
    read = read_or_refused(read_numbers, text)
    if read is not None:
        assert np.isfinite(read.x).all()


@given(st.one_of(EDITS, EDITS, typed), st.sampled_from(sorted(CELLS)))
def test_edits(text, kind):
    edits, errors = understood(text)
    assert len(edits) <= MAX_EDITS and len(errors) <= MAX_EDITS + 1
    assert understood(write(edits)) == (edits, ())  # what is written into the link is read from it
    cell = CELLS[kind].init(2, 3, 2, seed=0)
    altered = apply(edits, cell, np.ones((4, 1, 2)))
    assert all(is_ours(str(error)) for error in (*errors, *altered.misfits))
    assert np.isfinite(altered.forward().h).all()


@given(st.one_of(WORDS, typed))
def test_a_name(text):
    read_or_refused(read_name, text)


@given(st.one_of(WORDS, typed), st.sampled_from(["en", "zh"]))
def test_a_phrase(text, language):
    read = read_or_refused(read_phrase, text, language)
    if read is not None:
        assert not read_phrase(read.text, language).changed  # what was made of it is taken as it stands
