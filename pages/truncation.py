from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.truncation.room import SETTINGS, room

with lesson("truncation", SETTINGS):
    room()
