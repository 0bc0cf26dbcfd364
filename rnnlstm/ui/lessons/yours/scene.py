"""What the cards of this room can speak of: the network of a file, and the walk through one of its cells."""

from __future__ import annotations

import numpy as np

from rnnlstm.core.arrays import norm
from rnnlstm.ui.guide.fill import Scene, written
from rnnlstm.ui.lessons.yours.choice import Chosen
from rnnlstm.ui.walk.walk import Walk

TENTH = 0.1


def of_cell(chosen: Chosen, walk: Walk, *, back: bool) -> Scene:
    """Return the numbers of a network and of the walk through the cell chosen.

    ``shown`` is "letters" or "layers" for an example, "file" for the learner's, whose name is ``file``.
    ``library``, ``kind``, ``inputs``, ``units`` and ``layers`` are those of the network, ``both`` whether it
    reads in both directions. ``name`` is the array of PyTorch that acts on the state, ``rows`` its rows, 0 of
    another library; ``blocks`` is how many gates and candidates the kind has.

    Of the cell walked through, ``layer`` is its layer, ``reverse`` whether it reads from the end, ``reads``
    how many numbers it reads a step, and ``first`` what it reads first. Of the ``T`` steps, ``asked`` is how
    many a class is to be said at, 0 where nothing is, and ``right`` how often the right one was said.
    ``back`` is whether the walk goes backward, ``at_last`` the last loss's gradient at the last step (lag 0),
    ``at_first`` that at step 1, ``left`` the share of it that is left there (0 where that overflows), and
    ``clear`` whether that is clearly more or less than a tenth. ``said`` writes a number.
    """
    found, cell = chosen.found, walk.cell
    name = f"{found.prefix}weight_hh_l0"
    array = chosen.upload.weights.get(name)
    asked = int(walk.has_loss.sum()) if walk.reading.classes and not walk.reading.bare else 0
    at_first, at_last, left = _left(walk)
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
        "at_first": at_first,
        "at_last": at_last,
        "left": left,
        "said": written,
        "clear": left > 0 and not TENTH / 2 < left < 2 * TENTH,
    }


def _left(walk: Walk) -> tuple[float, float, float]:
    """Return the last loss's gradient at step 1 and at the last step, and their ratio, 0 where it overflows.

    They are of that loss by itself, as the curve shows it; in a mean of losses it has only its share.
    """
    norms = norm(walk.last_grads.h[:, 0]) * max(1, int(walk.has_loss.sum()))
    with np.errstate(all="ignore"):
        left = float(norms[0] / norms[-1])
    return float(norms[0]), float(norms[-1]), left if np.isfinite(left) else 0.0
