from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.exploding.room import exploding_page

through_the_door()
exploding_page()
