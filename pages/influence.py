from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.influence_page import influence_page

through_the_door()
influence_page()
