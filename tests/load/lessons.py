"""What learners do: pages of the course, and what they change there, each in a way of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

WORDS = ("gate", "hidden state", "long memory", "the cat sat on the mat")
Value = str | float
Values = Callable[[int, int], Value]
"""Of the learner's number and of how many changes came before, to what a control is set."""


def a_text(learner: int, k: int) -> str:
    """Return a text that no other learner has."""
    return f"{WORDS[(learner + k) % len(WORDS)]} {learner}"


def a_name(learner: int, k: int) -> str:
    return ("Schmidt", "Nakamura", "Rossi")[k % 3] + "abcdefgh"[learner % 8]


def a_seed(learner: int, k: int) -> float:
    return 1 + (7 * learner + k) % 90


def a_bias(learner: int, k: int) -> float:
    return (-2.0, -1.0, 0.5, 2.0, 3.5)[(learner + k) % 5]


def a_size(learner: int, k: int) -> float:
    return 2 + (learner + k) % 5


@dataclass(frozen=True)
class Lesson:
    """A page, and the controls that are moved there in turn: the key of a setting -> to what."""

    page: str
    moves: dict[str, Values]

    def changes(self, learner: int) -> Iterator[tuple[str, Value]]:
        """Yield what one learner changes, without end."""
        keys = list(self.moves)
        for k in count():
            key = keys[(learner + k) % len(keys)]
            yield key, self.moves[key](learner, k)


_READ = {"text": a_text, "seed": a_seed, "hidden": a_size}
LESSONS = (
    Lesson("lstm_forward", {**_READ, "fb": a_bias}),
    Lesson("gradients", {"fb": a_bias, "seed": a_seed}),
    Lesson("rnn_backward", _READ),
    Lesson("", {"bias": a_bias}),
    Lesson("gru_forward", _READ),
    Lesson("compare", {"text": a_text, "seed": a_seed}),
    Lesson("lstm_backward", {**_READ, "fb": a_bias}),
    Lesson("influence", {"fb": a_bias, "seed": a_seed}),
    Lesson("rnn_forward", _READ),
    Lesson("names", {"name": a_name}),
)
"""What a class does that has come for the lessons."""
EVERY_PAGE = (
    *LESSONS,
    Lesson("gru_backward", _READ),
    Lesson("vectors", {"x": lambda learner, k: (-1.5, -1.0, -0.5, 0.5)[(learner + k) % 4]}),
    Lesson("spectra", {"fb": a_bias, "seed": a_seed}),
    Lesson("exploding", {"cliff_updates": lambda learner, k: 10.0 * (a_size(learner, k) - 1)}),
    Lesson("truncation", {"fb": a_bias, "seed": a_seed}),
    Lesson("trained", {"sequence": a_size}),
    Lesson("training", {"seed": a_seed}),
    Lesson("language", {"seed": a_seed}),
    Lesson("translation", {"step": a_size}),
    Lesson("sound", {"melody": a_size}),
    Lesson("forecast", {"window": a_size}),
    Lesson("yours", {"text": lambda learner, k: ("hole", "hell", "elle")[(learner + k) % 3]}),
)
"""Each page with a figure or a walk, but for the film, which moves without a run."""
BARE = Lesson("gradients", {"fb": a_bias})
"""The page of ``bare.py``, which calls itself as the gradient laboratory does."""
