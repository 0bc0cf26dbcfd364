"""The lessons of the course, one file or folder each, and the frame that they share."""
