"""The task of copy memory: its targets, recomputed from its inputs."""

import re

from hypothesis import given

from support.batches import drawn, strings
from support.cases import brief


@brief
@given(drawn("copy_memory", 1))
def test_copy_memory(pair):
    task, batch = pair
    assert task.steps == task.T + 20 == len(batch.x)
    for text, answer in zip(strings(batch, "01234567_!"), batch.target.T, strict=True):
        shown = text[:10]
        assert re.fullmatch("[0-7]{10}", shown)
        assert text[10:] == "_" * (task.T - 1) + "!" + "_" * 10
        assert "".join("01234567_"[k] for k in answer) == "_" * (task.T + 10) + shown
    assert batch.mask.all()
