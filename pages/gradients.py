from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.gradients.room import room
from rnnlstm.ui.lessons.gradients.settings import SETTINGS

with lesson("gradients", SETTINGS) as shown:
    shown.scene = room()
