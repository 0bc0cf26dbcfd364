from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.trained.room import SETTINGS, room

with lesson("trained", SETTINGS):
    room()
