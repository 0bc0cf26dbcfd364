"""The arrays of a gate whose share a book counts from the other end: its z is 1 − z of the course.

As σ(−a) = 1 − σ(a), the book's gate has pre-activation, weights and bias of the other sign, and so have the
gradients at them; what it sends back to h_{t−1} and x_t is the same, and so is everything else.
"""

from __future__ import annotations

from collections.abc import Sequence

from rnnlstm.ui.stepper.cells.cell import Arrays


def mirrored(arrays: Arrays, gates: Sequence[str]) -> Arrays:
    """Return the arrays of a walk with these gates as the book counts them."""
    changed = dict(arrays)
    for gate in gates:
        changed[gate] = 1 - arrays[gate]
        names = [f"a_{gate}", f"a_{gate}_x", f"a_{gate}_h", f"W_{gate}", f"b_{gate}"]
        names += [f"d{gate}", f"da_{gate}", *(name for name in arrays if name.startswith(f"wire_d{gate}_"))]
        changed |= {name: -arrays[name] for name in names if name in arrays}
    return changed
