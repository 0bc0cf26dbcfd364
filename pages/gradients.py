from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.gradient_page import gradients_page

through_the_door()
gradients_page()
