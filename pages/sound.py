from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.sound.room import room
from rnnlstm.ui.lessons.sound.settings import SETTINGS

with lesson("sound", SETTINGS) as shown:
    shown.scene = room()
