"""What the page of the recorded trainings sets."""

from __future__ import annotations

from rnnlstm.ui.controls.task import TASK

SETTINGS = (TASK,)
