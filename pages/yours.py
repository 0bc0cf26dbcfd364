from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.yours.room import room
from rnnlstm.ui.lessons.yours.settings import SETTINGS

with lesson("yours", SETTINGS) as shown:
    shown.scene = room()
