from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.spectra.room import SETTINGS, room

with lesson("spectra", SETTINGS):
    room()
