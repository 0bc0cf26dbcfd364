from rnnlstm.ui.compare_page import compare_page
from rnnlstm.ui.course import through_the_door

through_the_door()
compare_page()
