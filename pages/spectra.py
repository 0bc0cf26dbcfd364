from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.spectra.room import spectra_page

through_the_door()
spectra_page()
