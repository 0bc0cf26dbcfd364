from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.training.room import training_page

through_the_door()
training_page()
