from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.spectra_page import spectra_page

through_the_door()
spectra_page()
