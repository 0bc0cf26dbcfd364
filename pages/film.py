from rnnlstm.ui.lessons.film.room import SETTINGS, room
from rnnlstm.ui.lessons.frame import lesson

with lesson("film", SETTINGS):
    room()
