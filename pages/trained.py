from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.trained_page import trained_page

through_the_door()
trained_page()
