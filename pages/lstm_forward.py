from rnnlstm.ui.lessons.frame import lesson
from rnnlstm.ui.lessons.step import SETTINGS, step

with lesson("lstm_forward", SETTINGS):
    step("LSTM", "forward")
