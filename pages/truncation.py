from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.truncation.room import room
from rnnlstm.ui.lessons.truncation.settings import SETTINGS

with lesson("truncation", SETTINGS) as shown:
    shown.scene = room()
