from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.training.room import room
from rnnlstm.ui.lessons.training.settings import SETTINGS

with lesson("training", SETTINGS) as shown:
    shown.scene = room()
