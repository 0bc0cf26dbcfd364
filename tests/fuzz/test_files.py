"""Any bytes are read, or refused with a sentence of ours, at little cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rnnlstm.core.language.corpus import CorpusError, corpus
from rnnlstm.ui.lessons.forecast.own import Upload, source_of
from rnnlstm.ui.lessons.sound import file as sound
from rnnlstm.ui.walk import upload
from rnnlstm.ui.walk.tables.columns import Choices
from rnnlstm.ui.walk.tables.dates import ORDERS
from rnnlstm.ui.walk.tables.reading import read_table
from rnnlstm.ui.walk.tables.rows import SEPARATORS
from rnnlstm.ui.walk.tables.series import Treatment, as_series
from rnnlstm.ui.walk.text_file import ENCODINGS, decoded
from support.fuzz.files import FILES, NAMES, table_texts
from support.fuzz.reading import read_or_refused

ANY = st.one_of(*FILES.values())
AUTO = st.just("auto")
CHOICES = st.builds(
    Choices,
    separator=AUTO | st.sampled_from(sorted(SEPARATORS)),
    decimal=AUTO | st.sampled_from([".", ","]),
    thousands=AUTO | st.sampled_from(["", ",", ".", " ", "'"]),
    heading=st.sampled_from(["auto", "yes", "no"]),
    times=AUTO | st.sampled_from(["none", "1", "2", "7", "200"]),
    values=AUTO | st.sampled_from(["1", "2", "200"]),
    order=AUTO | st.sampled_from(sorted(ORDERS)),
)
TREATMENTS = st.builds(
    Treatment,
    duplicates=st.sampled_from(["mean", "first", "last"]),
    gaps=st.sampled_from(["auto", "rows", "fill"]),
    missing=st.sampled_from(["hold", "line", "out"]),
)


@given(st.sampled_from(NAMES), st.one_of(FILES["weights"], FILES["weights"], ANY))
def test_a_file_of_weights(name, data):
    read = read_or_refused(upload.opened, name, data)
    assert read is None or read.networks


@given(st.sampled_from(NAMES), st.one_of(FILES["sound"], FILES["sound"], ANY))
def test_a_file_of_sound(name, data):
    read_or_refused(sound.opened, name, data)


@given(st.one_of(FILES["text"], ANY), st.sampled_from(["", *ENCODINGS]))
def test_a_file_of_text(data, encoding):
    read = read_or_refused(decoded, data, encoding)
    if read is not None:
        try:
            corpus(read.text)
        except CorpusError as error:
            assert str(error)


@given(st.one_of(FILES["table"], ANY), st.sampled_from(["auto", *ENCODINGS]), CHOICES, TREATMENTS)
def test_a_file_of_a_table(data, encoding, choices, treatment):
    source = read_or_refused(source_of, Upload("a.csv", data), encoding)
    if source is not None:
        table_read(source.text, choices, treatment)


@given(table_texts, CHOICES, TREATMENTS)
def test_a_pasted_table(text, choices, treatment):
    table_read(text, choices, treatment)


def table_read(text, choices, treatment):
    table = read_or_refused(read_table, text, choices)
    if table is None:
        return
    if not table.candidates:  # of which one must be chosen first
        assert len(table.frame()) == len(table.lines)
        read_or_refused(as_series, table, treatment)


@pytest.mark.parametrize("size", [5 * 2**20 + 1, 40 * 2**20])
def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at(size):
    data = bytes(size)
    for read in (upload.opened, sound.opened):
        assert read_or_refused(read, "a", data) is None
    assert read_or_refused(decoded, data) is None
