"""Scripts that make what ships with the course: recordings, lists and trained networks."""
