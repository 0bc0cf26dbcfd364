"""History: who found what, and where it can be seen in this course."""
