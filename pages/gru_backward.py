from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.step_page import step_page

through_the_door()
step_page("gru_backward", "GRU", "backward")
