from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.truncation_page import truncation_page

through_the_door()
truncation_page()
