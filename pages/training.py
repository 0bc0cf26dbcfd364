from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.training_page import training_page

through_the_door()
training_page()
