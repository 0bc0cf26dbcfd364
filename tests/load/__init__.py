"""A class at its lessons: many learners at once, in Streamlit's own protocol, without browsers."""
