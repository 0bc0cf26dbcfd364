"""The learner's weights."""

from __future__ import annotations

from rnnlstm.ui.lessons.own_file import OwnFile
from rnnlstm.ui.lessons.yours.settings import SHOWN
from rnnlstm.ui.shell.catalogue import N_
from rnnlstm.ui.walk.upload import opened

FILE = OwnFile("yours", opened, N_("The network of {name} is still there."), then=lambda: SHOWN.put("file"))
