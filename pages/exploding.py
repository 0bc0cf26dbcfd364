from rnnlstm.ui.lessons.exploding.room import SETTINGS, room
from rnnlstm.ui.lessons.frame import lesson

with lesson("exploding", SETTINGS):
    room()
