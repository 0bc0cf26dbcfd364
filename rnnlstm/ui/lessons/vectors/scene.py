"""What the cards of this lesson can speak of: the numbers of the graph that is shown."""

from __future__ import annotations

from rnnlstm.ui.guide.fill import Scene
from rnnlstm.ui.lessons.vectors.measured import Measured
from rnnlstm.ui.lessons.vectors.steps import factor, tidy


def scene(of: Measured) -> Scene:
    """Return the numbers of a graph, by the names of its nodes, and their gradients, as ``dw``.

    Of each given number ``checked_w`` is the slope of E as the check by ``nudge`` finds it. ``right`` is the
    right class of a softmax and ``p_right`` its probability. ``tidy(v)`` writes a number as the drawing does,
    ``factor(v)`` in brackets where it is negative, ``abs(v)`` is its size.
    """
    run = of.run
    numbers = {
        **run.values,
        **{f"d{name}": gradient for name, gradient in run.gradients.items()},
        **{f"checked_{name}": nudge.slope for name, nudge in of.nudges.items()},
        **{"nudge": of.nudge, "tidy": tidy, "factor": factor, "abs": abs},
    }
    if of.part == "softmax":
        (share,) = of.graph.nodes[-1].inputs
        numbers |= {"right": share.removeprefix("p"), "p_right": run.values[share]}
    return numbers
