from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.trained.room import room
from rnnlstm.ui.lessons.trained.settings import SETTINGS

with lesson("trained", SETTINGS):
    room()
