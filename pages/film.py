from rnnlstm.ui.course import through_the_door
from rnnlstm.ui.film_page import film_page

through_the_door()
film_page()
