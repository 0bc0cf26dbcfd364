from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.influence.room import room
from rnnlstm.ui.lessons.influence.settings import SETTINGS

with lesson("influence", SETTINGS) as shown:
    shown.scene = room()
