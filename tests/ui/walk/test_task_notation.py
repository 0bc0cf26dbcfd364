"""Every task has a way to be written."""

import pytest

from rnnlstm.core.tasks import TASKS
from rnnlstm.ui.walk.task_notation import LETTERS, WRITTEN, examples


def test_every_task_is_written_once():
    assert list(WRITTEN) == list(TASKS.values())
    assert len({type(written) for written in WRITTEN.values()}) == len(TASKS)


@pytest.mark.parametrize("name", TASKS)
def test_what_is_read_and_answered_has_a_sign(name):
    kind = TASKS[name]
    written = WRITTEN[kind]
    assert max(2, kind.shortest) <= written.to_read <= written.longest
    task = kind(written.to_read)
    assert len(written.classes(task)) == (task.output_size if task.loss == "cross_entropy" else 0)
    batch = examples(task, 0)
    assert all(written.symbol(task, x) for x in batch.x[:, 0])
    assert max(map(len, written.classes(task)), default=1) <= 2
    assert len(LETTERS) == 26
