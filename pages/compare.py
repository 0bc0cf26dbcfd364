from rnnlstm.ui.lessons.compare.room import compare_page
from rnnlstm.ui.lessons.course import through_the_door

through_the_door()
compare_page()
