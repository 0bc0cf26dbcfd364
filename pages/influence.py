from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.influence.room import SETTINGS, room

with lesson("influence", SETTINGS):
    room()
