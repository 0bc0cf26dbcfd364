from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.home import home

through_the_door()
home()
