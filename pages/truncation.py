from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.truncation.room import truncation_page

through_the_door()
truncation_page()
