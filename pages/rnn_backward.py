from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.step import SETTINGS, step

with lesson("rnn_backward", SETTINGS):
    step("RNN", "backward")
