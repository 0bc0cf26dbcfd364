from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.language.room import room
from rnnlstm.ui.lessons.language.settings import SETTINGS

with lesson("language", SETTINGS) as shown:
    shown.scene = room()
