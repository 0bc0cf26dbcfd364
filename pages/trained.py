from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.trained.room import trained_page

through_the_door()
trained_page()
