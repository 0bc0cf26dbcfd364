"""The graphs of the lesson on vectors, with their usual numbers."""

from rnnlstm.ui.lessons.vectors.measured import measured
from rnnlstm.ui.lessons.vectors.settings import PART

PARTS = list(PART.options)
USUAL = {
    "chain": {"w": 0.5, "x": 2.0, "b": -0.4, "target": 1.0},
    "twice": {"w": 0.5, "x": 2.0, "target": 1.0},
    "vector": {
        **{"x1": 1.0, "x2": 0.5, "x3": -1.0, "target1": 1.5, "target2": 1.0},
        **{"W11": 1.0, "W12": -2.0, "W13": 0.5, "W21": 0.5, "W22": 1.0, "W23": -1.0},
    },
    "softmax": {"y1": 2.0, "y2": 1.0, "y3": -1.0},
}


def usual(part, nudge=0.01):
    return measured(part, tuple(USUAL[part].items()), nudge, 2)
