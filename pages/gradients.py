from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.gradients.room import SETTINGS, room

with lesson("gradients", SETTINGS):
    room()
