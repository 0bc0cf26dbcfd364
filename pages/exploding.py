from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.exploding_page import exploding_page

through_the_door()
exploding_page()
