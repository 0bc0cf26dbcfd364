from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.home_page import home_page

through_the_door()
home_page()
