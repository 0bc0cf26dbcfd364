"""The error of what cannot be read, told so that a caller can say it in another language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar


class UnreadableError(ValueError):
    """Something given that cannot be read; its kinds say what.

    Attributes
    ----------
    problems : dict of str to str
        By what can be wrong, the sentence with places for the facts.
    problem : str
        A key of `problems`.
    facts : dict
        What its sentence names.
    """

    problems: ClassVar[Mapping[str, str]]

    def __init__(self, problem: str, **facts: Any) -> None:
        super().__init__(self.problems[problem].format(**facts))
        self.problem, self.facts = problem, facts

    def __reduce__(self) -> Any:
        """Travel between processes whole, not as a sentence alone."""
        return partial(type(self), self.problem, **self.facts), ()
