from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.training.room import SETTINGS, room

with lesson("training", SETTINGS):
    room()
