from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.history.room import room
from rnnlstm.ui.lessons.history.settings import SETTINGS

with lesson("history", SETTINGS):
    room()
