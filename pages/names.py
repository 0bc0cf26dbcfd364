from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.names.room import room
from rnnlstm.ui.lessons.names.settings import SETTINGS

with lesson("names", SETTINGS) as shown:
    shown.scene = room()
