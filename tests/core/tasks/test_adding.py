"""The task of adding: its targets, recomputed from its inputs."""

import numpy as np
import pytest
from hypothesis import given

from support.batches import drawn
from support.cases import brief


@brief
@given(drawn("adding", 2))
def test_adding(pair):
    task, (x, target, mask) = pair
    values, marker = x[..., 0], x[..., 1]
    assert ((values >= 0) & (values < 1)).all()
    for b in range(7):
        first, second = np.flatnonzero(marker[:, b])
        assert first < task.T // 2 <= second
        assert target[-1, b, 0] == pytest.approx(values[first, b] + values[second, b], rel=1e-15)
    np.testing.assert_array_equal(np.flatnonzero(mask.any(axis=1)), [task.T - 1])
    assert mask[-1].all() and not target[:-1].any()
