from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.gradients.room import gradients_page

through_the_door()
gradients_page()
