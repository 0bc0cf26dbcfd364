from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.influence.room import influence_page

through_the_door()
influence_page()
