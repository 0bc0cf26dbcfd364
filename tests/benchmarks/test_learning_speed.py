"""How long a page takes whose network has learned what it reads, beside one whose network is as it was drawn.

    pytest tests/benchmarks/test_learning_speed.py -n 0 --benchmark-only

The updates by themselves, for each cell of 8 units: 50 and 150 of "hello" and of a pangram of 44 letters. A
whole run of a step page at usual sizes, on a text that no run has had before: with 0 and with 50 updates, one
here and one there in turn, so that both meet the same load. `extra_info` records the medians in ms, those of
the updates, and the ratio of the learned page to the drawn page and its updates together, which should stay
under 1.5. Recorded, never asserted: a busy machine must not fail a test.
"""

import statistics
from itertools import count
from time import perf_counter

import pytest

from rnnlstm.core import CELLS
from rnnlstm.ui.walk import learning
from rnnlstm.ui.walk.cache import Kept
from rnnlstm.ui.walk.network import Network
from rnnlstm.ui.walk.source import Text
from support.visit import visit_page

TEXTS = {"hello": "hello", "pangram": "The quick brown fox jumps over the lazy dog."}
RUNS = 7
_NEW = count(1)


@pytest.mark.parametrize("updates", [50, 150])
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kind", CELLS)
def test_updates(benchmark, rounds, monkeypatch, kind, text, updates):
    def forget():
        monkeypatch.setattr(learning, "_KEPT", Kept(2**26, 512))

    asked = kind, Text(text=TEXTS[text]), Network(updates=updates)
    progress = benchmark.pedantic(learning.learned, asked, setup=forget, rounds=rounds(RUNS), warmup_rounds=1)
    assert progress.step == updates


def seconds(work, *args):
    begin = perf_counter()
    work(*args)
    return perf_counter() - begin


@pytest.mark.parametrize("page", ["rnn_forward", "lstm_forward", "lstm_backward", "gru_backward", "compare"])
def test_page(benchmark, rounds, page):
    kinds = ("RNN", "LSTM") if page == "compare" else (page.split("_")[0].upper(),)

    def visit(updates):
        link = {"lang": "en", "text": f"hello{next(_NEW)}", "learned": str(updates)}
        return seconds(visit_page, f"pages/{page}.py", link)

    def train():
        text = f"hello{next(_NEW)}"
        for kind in kinds:
            learning.learned(kind, Text(text=text), Network(updates=learning.STOPS[3]))

    visit(0), visit(50)
    times = [(visit(0), seconds(train), visit(50)) for _ in range(rounds(RUNS))]
    drawn, updates, learned = (1000 * statistics.median(each) for each in zip(*times, strict=True))
    benchmark.extra_info |= {
        "drawn, ms": round(drawn, 1),
        "50 updates, ms": round(updates, 1),
        "learned, ms": round(learned, 1),
        "ratio": round(learned / (drawn + updates), 2),
    }
    benchmark.pedantic(visit, (50,), rounds=1)
