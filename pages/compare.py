from rnnlstm.ui.lessons.compare.room import SETTINGS, room
from rnnlstm.ui.lessons.frame import lesson

with lesson("compare", SETTINGS):
    room()
