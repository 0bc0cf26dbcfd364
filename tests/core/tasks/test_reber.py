"""Reber's grammar: its strings, what may follow, and what is right."""

import re

import numpy as np
import pytest
from hypothesis import given

from rnnlstm import tasks
from rnnlstm.core.tasks.reber import legal_successors
from support.batches import MANY, drawn, strings
from support.cases import brief

# The diagram of Reber's grammar as a regular expression: one end leads from the loop of T, the other to it.
LOOP = "T*V(PXT*V)*(V|PS)"
INNER = re.compile(f"B(TS*X(S|X{LOOP})|P{LOOP})E")


@brief
@given(drawn("reber", 8))
def test_reber_strings(pair):
    task, batch = pair
    np.testing.assert_array_equal(batch.mask, batch.x.any(axis=-1))
    for b, text in enumerate(strings(batch, task.symbols)):
        whole = text + "E"
        assert len(text) <= task.T
        following = "".join(task.symbols[k] for k in batch.target[: len(text), b])
        assert following == whole[1:]
        assert whole[:2] in ("BT", "BP") and whole[-2] == whole[1]
        assert INNER.fullmatch(whole[2:-2]), whole


def test_reber_legal_successors_are_those_seen():
    """After each beginning that is frequent enough, all the legal symbols come and no other."""
    task = tasks.reber(40)
    batch = task.batch(0, MANY)
    legal = legal_successors(batch.x)
    seen = {}
    texts = [text + "E" for text in strings(batch, task.symbols)]
    for b, text in enumerate(texts):
        for t in range(1, len(text)):
            kind = (text[:t], tuple(np.flatnonzero(legal[t - 1, b])))
            seen.setdefault(kind, []).append(task.symbols.index(text[t]))
    frequent = {kind: came for kind, came in seen.items() if len(came) >= 40}
    assert len(frequent) > 50
    for (_, expected), came in frequent.items():
        assert tuple(sorted(set(came))) == expected
        assert len(expected) == 1 or 0.2 < np.mean(np.array(came) == expected[0]) < 0.8
    assert not legal[~batch.mask].any()


def test_reber_floor_is_the_loss_of_who_remembers():
    task = tasks.reber(50)
    batch = task.batch(0, MANY)
    E, _ = task.evaluate_loss(np.where(legal_successors(batch.x), 0.0, -50.0), batch)
    assert pytest.approx(task.floor, rel=0.01) == E
    assert task.baseline * 0.9 > E


def test_reber_wants_every_legal_successor():
    task = tasks.reber(20)
    batch = task.batch(0, 50)
    # The one symbol that came, and not the other that could have come.
    assert task.accuracy(np.eye(task.output_size)[batch.target], batch) == 0
