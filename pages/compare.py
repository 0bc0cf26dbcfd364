from rnnlstm.ui.lessons.compare.room import room
from rnnlstm.ui.lessons.compare.settings import SETTINGS
from rnnlstm.ui.lessons.frame import lesson

with lesson("compare", SETTINGS):
    room()
