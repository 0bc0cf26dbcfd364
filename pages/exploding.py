from rnnlstm.ui.lessons.exploding.room import room
from rnnlstm.ui.lessons.exploding.settings import SETTINGS
from rnnlstm.ui.lessons.frame import lesson

with lesson("exploding", SETTINGS) as shown:
    shown.scene = room()
