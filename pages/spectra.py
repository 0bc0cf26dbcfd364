from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.spectra.room import room
from rnnlstm.ui.lessons.spectra.settings import SETTINGS

with lesson("spectra", SETTINGS) as shown:
    shown.scene = room()
