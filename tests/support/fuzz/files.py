"""Files as learners bring them, damaged in every way: valid ones of each kind, with their bytes changed."""

import csv
import io

import numpy as np
from hypothesis import strategies as st

from support.fuzz.texts import MARKUP, NUMBERS, texts
from support.sounds import sine, wav
from support.weights import BAD, GOOD, npz

NAMES = (
    *MARKUP[:6],
    "weights.safetensors",
    "a.csv",
    "",
    "x" * 300,
    "../../etc/passwd",
    "\u202egnp.exe",
    "é\0.txt",
)

CSV = (
    "date,value\n2011-03-11,1.5\n2011-03-12,2\n2011-03-13,\n2011-03-14,4.25\n",
    "sep=;\r\nDatum;Wert\r\n11.03.2011;1.234,5\r\n12.03.2011;2,5\r\n",
    "t\tx\ty\n1\t0.5\t2\n2\t0.25\t3\n3\t1e3\t4\n",
    '"a, b","c"\n"1,5","2"\n"3,5","4"\n',
    "1\n2\n3\n4\n5\n6\n7\n8\n",
    "line,行,#1\n1,5,2\n2,6,3\n3,7,4\n",
)


def _text_bytes(text):
    return st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "gb18030", "latin-1"]).map(
        lambda name: text.encode(name, errors="replace")
    )


@st.composite
def changed(draw, valid):
    """Return a valid file with a few of its bytes changed, left out, doubled, or its end cut off."""
    data = bytearray(draw(valid))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        near = draw(st.sampled_from([at, at, min(at, 60)]))  # the header is where sizes stand
        size = draw(st.sampled_from([1, 2, 4, 8, 60]))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            data[near : near + size] = draw(st.binary(min_size=size, max_size=size))
        elif kind == 1:
            del data[near : near + size]
        elif kind == 2:
            data[near:near] = data[near : near + size] * draw(st.integers(1, 3))
        elif kind == 3:
            data[near : near + size] = draw(st.sampled_from([b"\xff", b"\0", b"\x7f"])) * size
        else:
            del data[at:]
    return bytes(data)


def _table(rows, sign, end):
    file = io.StringIO()
    csv.writer(file, delimiter=sign, lineterminator=end).writerows(rows)
    return file.getvalue()


DATES = (
    "2011-03-11",
    "11/03/2011",
    "31.12.99",
    "2011-W03",
    "1e3",
    "2011",
    "0000-00-00",
    "9999-12-31",
    "12:00",
)
cells = st.one_of(
    st.sampled_from(NUMBERS + DATES), st.sampled_from(MARKUP), st.text(max_size=8), st.just("NA")
)
tables = st.builds(
    _table,
    st.lists(st.lists(cells, max_size=5), max_size=12),
    st.sampled_from([",", ";", "\t", "|", " "]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
table_texts = st.one_of(tables, st.sampled_from(CSV), texts)

SOUNDS = [
    wav([sine(440, rate, 0.3)] * channels, rate, width)
    for rate, channels, width in ((8000, 1, 2), (44100, 2, 2), (8000, 1, 1), (11025, 2, 3), (4000, 1, 4))
]
ARRAYS = [
    npz(arr_0=np.ones((3, 8)), arr_1=np.ones((2, 8)), arr_2=np.ones(8)),
    npz(**{"l/kernel": np.ones((3, 6)), "l/recurrent_kernel": np.ones((2, 6)), "l/bias": np.ones((2, 6))}),
]
WEIGHTS = [GOOD, *ARRAYS, *(data for data, _ in BAD.values() if len(data) < 100_000)]

FILES = {
    "weights": changed(st.sampled_from(WEIGHTS)),
    "sound": changed(st.sampled_from(SOUNDS)),
    "table": changed(table_texts.flatmap(_text_bytes)),
    "text": changed(texts.flatmap(_text_bytes)),
    "bytes": st.binary(max_size=200),
}
"""Each kind of file -> its bytes, mostly damaged."""
