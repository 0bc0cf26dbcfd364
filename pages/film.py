from rnnlstm.ui.lessons.film.room import room
from rnnlstm.ui.lessons.film.settings import SETTINGS
from rnnlstm.ui.lessons.frame import lesson

with lesson("film", SETTINGS) as shown:
    shown.scene = room()
