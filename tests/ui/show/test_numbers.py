"""Numbers as a class reads them."""

import numpy as np
import pytest

from rnnlstm.ui.show.numbers import power_of_ten


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (8.1e-16, "8.1 × 10⁻¹⁶"),
        (0.017, "1.7 × 10⁻²"),
        (2.5e19, "2.5 × 10¹⁹"),
        (1.5, "1.5"),
        (np.inf, "∞"),
        (np.nan, "∞"),
        (0.0, "0.0"),
        (9.96, "1.0 × 10¹"),
        (1e-310, "1.0 × 10⁻³¹⁰"),
    ],
)
def test_powers_of_ten(value, text):
    assert power_of_ten(value) == text
