"""How a number is written in a sentence, a legend or a table."""

from __future__ import annotations

import numpy as np

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power_of_ten(value: float) -> str:
    """Write a number as 1.2 × 10⁻³, the way a class reads it."""
    if not np.isfinite(value):
        return "∞"
    mantissa, exponent = f"{value:.1e}".split("e")
    if int(exponent) == 0:
        return mantissa
    return f"{mantissa} × 10{str(int(exponent)).translate(_RAISED)}"


def in_short(value: float) -> str:
    """Write a number that is not negative with three digits, as a power of ten where it is large or small."""
    return f"{value:.3g}" if value == 0 or 1e-3 <= value < 999.5 else power_of_ten(value)


def three_digits(value: float) -> str:
    """Write a number with three digits, ∞ where it is not finite."""
    return f"{value:.3g}" if np.isfinite(value) else "∞"
