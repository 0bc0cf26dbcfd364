"""A row holds the numbers of all arrays, and gives each array back."""

import numpy as np
import pytest

from rnnlstm.core.training.row import Row

ARRAYS = {"W": np.arange(6.0).reshape(2, 3), "b": np.array([7.0]), "none": np.empty((0, 2))}


def test_arrays_come_back_as_they_went_in():
    row = Row.of(ARRAYS)
    np.testing.assert_array_equal(row.numbers, [0, 1, 2, 3, 4, 5, 7])
    parts = row.apart()
    assert list(parts) == list(ARRAYS)
    for name, each in ARRAYS.items():
        np.testing.assert_array_equal(parts[name], each)


def test_in_another_order():
    row = Row.of(ARRAYS, ["b", "W", "none"])
    np.testing.assert_array_equal(row.numbers, [7, 0, 1, 2, 3, 4, 5])
    np.testing.assert_array_equal(row.apart()["W"], ARRAYS["W"])


def test_parts_share_the_rows_memory_and_the_row_not_that_of_the_arrays():
    row = Row.of(ARRAYS)
    row.apart()["b"][:] = -1
    assert row.numbers[6] == -1 and ARRAYS["b"] == 7


def test_what_does_not_fit_is_refused():
    row = Row.of(ARRAYS)
    row.check("grads", dict(reversed(ARRAYS.items())))
    for other in ({"W": ARRAYS["W"]}, ARRAYS | {"b": np.ones(2)}):
        with pytest.raises(ValueError, match="grads must fit the parameters"):
            row.check("grads", other)
    row.check_shapes("state", dict(row.shapes))
    with pytest.raises(ValueError, match="state must fit the parameters"):
        row.check_shapes("state", dict(reversed(row.shapes.items())))
