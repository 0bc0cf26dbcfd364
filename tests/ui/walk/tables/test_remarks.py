"""How lines are named."""

import pytest

from rnnlstm.ui.walk.tables.remarks import stretches


@pytest.mark.parametrize(
    ("lines", "written", "more"),
    [
        ([3], "3", 0),
        ([3, 4, 5, 9], "3–5, 9", 0),
        ([9, 3], "3, 9", 0),
        ([1, 3, 5, 7, 9, 11, 13, 14], "1, 3, 5, 7, 9, 11", 2),
    ],
)
def test_stretches(lines, written, more):
    assert stretches(lines) == (written, more)
