"""The recorded trainings that ship with the course."""

from __future__ import annotations

from functools import lru_cache

from rnnlstm.core.recording import Recording, load
from rnnlstm.ui.language import ASSETS


@lru_cache(maxsize=8)
def recorded(task: str) -> Recording:
    """Return the recording of a task, by its name in the link."""
    return load(ASSETS / "runs" / f"{task}.npz")
