from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.step import SETTINGS, step

with lesson("gru_backward", SETTINGS):
    step("GRU", "backward")
