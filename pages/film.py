from rnnlstm.ui.lessons.course import through_the_door
from rnnlstm.ui.lessons.film.room import film_page

through_the_door()
film_page()
