"""What the cards of this room can speak of: the network of a file, and the walk through one of its cells."""

from __future__ import annotations

import numpy as np

from rnnlstm.core.arrays import norm
from rnnlstm.ui.guide.fill import Scene, written
from rnnlstm.ui.lessons.yours.choice import Chosen
from rnnlstm.ui.walk.walk import Walk

HUNDREDTH = 0.01


def of_cell(chosen: Chosen, walk: Walk, *, back: bool) -> Scene:
    """Return the numbers of a network and of the walk through the cell chosen.

    ``shown`` is "letters" or "layers" for an example, "file" for the learner's, whose name is ``file``.
    ``library``, ``kind``, ``inputs``, ``units`` and ``layers`` are those of the network, ``both`` whether it
    reads in both directions. ``name`` is the array of PyTorch that acts on the state, ``rows`` its rows, 0 of
    another library; ``blocks`` is how many gates and candidates the kind has.

    Of the cell walked through, ``layer`` is its layer, ``reverse`` whether it reads from the end, ``reads``
    how many numbers it reads a step, and ``first`` what it reads first. Of the ``T`` steps, ``asked`` is how
    many a class is to be said at, 0 where nothing is, and ``right`` how often the right one was said.
    ``back`` is whether the walk goes backward, ``left`` which share of the last loss's gradient is left at
    step 1, and ``clear`` whether that is clearly more or less than a hundredth. ``said`` writes a number.
    """
    found, cell = chosen.found, walk.cell
    name = f"{found.prefix}weight_hh_l0"
    array = chosen.upload.weights.get(name)
    asked = int(walk.has_loss.sum()) if walk.reading.classes and not walk.reading.bare else 0
    left = _left(walk)
    return {
        "shown": chosen.shown,
        "file": chosen.upload.name,
        "library": found.library,
        "kind": found.kind,
        "inputs": found.input_size,
        "units": found.hidden_size,
        "layers": found.layers,
        "both": found.both_directions,
        "name": name,
        "rows": 0 if array is None else len(array),
        "blocks": len(cell.blocks()),
        "layer": chosen.layer + 1,
        "reverse": chosen.reverse,
        "reads": cell.input_size,
        "first": walk.reading.symbols[0],
        "T": walk.reading.steps,
        "asked": asked,
        "right": walk.right if asked else 0,
        "back": back,
        "left": left,
        "said": written,
        "clear": left > 0 and not HUNDREDTH / 2 < left < 2 * HUNDREDTH,
    }


def _left(walk: Walk) -> float:
    """Return the last loss's gradient at step 1, next to that at the last step; 0 where it overflows."""
    norms = norm(walk.last_grads.h[:, 0])
    with np.errstate(all="ignore"):
        left = float(norms[0] / norms[-1])
    return left if np.isfinite(left) else 0.0
