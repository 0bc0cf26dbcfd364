from rnnlstm.ui.lessons.forecast.room import room
from rnnlstm.ui.lessons.forecast.settings import SETTINGS
from rnnlstm.ui.lessons.frame import lesson

with lesson("forecast", SETTINGS) as shown:
    shown.scene = room()
