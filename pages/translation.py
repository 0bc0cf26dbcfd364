from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.translation.room import room
from rnnlstm.ui.lessons.translation.settings import SETTINGS

with lesson("translation", SETTINGS) as shown:
    shown.scene = room()
