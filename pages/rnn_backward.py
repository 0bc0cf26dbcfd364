from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.step import step_page

through_the_door()
step_page("rnn_backward", "RNN", "backward")
