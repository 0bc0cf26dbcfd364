import numpy as np
import pytest

from rnnlstm.core.exchange.values import read_value

# Of the format's definition: 1 sign bit, 8 of exponent, 7 of fraction.
BFLOAT16 = {0x3F80: 1.0, 0xC000: -2.0, 0x3E20: 0.15625, 0x7F7F: 3.3895313892515355e38, 0x0001: 2.0**-133}


@pytest.mark.parametrize("dtype", [np.uint16, "V2"])
def test_bfloat16_as_two_bytes(dtype):
    bits = np.array(list(BFLOAT16), np.uint16).view(dtype)
    value = read_value("w", bits)
    assert (value.dtype, value.array.dtype) == ("bfloat16", np.float32)
    np.testing.assert_array_equal(value.array.astype(float), list(BFLOAT16.values()))


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_no_number_is_changed(dtype):
    given = np.random.default_rng(0).normal(size=(3, 4)).astype(dtype)
    value = read_value("w", given)
    assert (value.dtype, value.array.dtype) == (dtype, max(np.dtype(dtype), np.dtype(np.float32)))
    np.testing.assert_array_equal(value.array, given)


def test_what_has_array_and_what_is_typed():
    class Wrapped:
        def __array__(self, dtype=None, copy=None):
            return np.ones(2, np.float32)

    assert read_value("w", Wrapped()).array.dtype == np.float32
    np.testing.assert_array_equal(read_value("w", [[1, 0], [0, 2]]).array, [[1.0, 0.0], [0.0, 2.0]])
