"""Numbers as they are typed or stand in a link."""

from __future__ import annotations


def number(text: str) -> float:
    """Return the number that a text writes, in the digits of any script.

    Raises
    ------
    ValueError
        If it is none, ``1_0`` included, which Python alone takes for ten.
    """
    if "_" in text:
        raise ValueError(text)
    return float(text)
