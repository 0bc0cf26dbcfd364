"""The classic stories of the gradient: settings, a question to answer first, and what the figure shows.

The question and the answer are sections of the lesson ``gradients``, named ``story_<name>``. Every claim of
an answer is tested in ``tests/ui/lessons/gradients/test_stories.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rnnlstm.ui.shell.catalogue import N_


@dataclass(frozen=True)
class Story:
    """One story: its title, and the settings that it changes; all others have their usual value."""

    title: str
    values: Mapping[str, str | float]


def _bias(bias: float) -> dict[str, str | float]:
    return {"nets": "lstm", "measure": "paths", "fb": bias, "steps": 100}


_ORTHOGONAL: dict[str, str | float] = {"measure": "jacobian", "init": "orthogonal"}
STORIES = {
    "vanishing": Story(N_("Vanishing"), {"nets": "tanh,sigmoid", "measure": "jacobian"}),
    "exploding": Story(N_("Exploding"), _ORTHOGONAL | {"nets": "tanh,relu,lstm", "gain": 1.5, "steps": 100}),
    "orthogonal": Story(N_("Orthogonal"), _ORTHOGONAL | {"nets": "tanh,relu", "scale": 0.01, "steps": 100}),
    "saturated": Story(N_("Saturated"), _ORTHOGONAL | {"nets": "tanh", "scale": 30.0}),
    "bias_minus_1": Story(N_("Forget bias −1"), _bias(-1)),
    "bias_0": Story(N_("Forget bias 0"), _bias(0)),
    "bias_1": Story(N_("Forget bias 1"), _bias(1)),
    "bias_5": Story(N_("Forget bias 5"), _bias(5)),
    "irnn": Story(N_("The identity (IRNN)"), {"nets": "tanh,irnn", "measure": "jacobian"}),
}
"""The name in the link -> the story."""
