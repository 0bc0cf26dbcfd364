"""What the page of the history sets: nothing of its own."""

from __future__ import annotations

from rnnlstm.ui.shell.setting import Setting

SETTINGS: tuple[Setting, ...] = ()
