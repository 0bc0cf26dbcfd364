from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.vectors.room import room
from rnnlstm.ui.lessons.vectors.settings import SETTINGS

with lesson("vectors", SETTINGS) as shown:
    shown.scene = room()
