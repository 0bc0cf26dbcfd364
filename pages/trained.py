from rnnlstm.ui.course import through_the_door

through_the_door()
