"""What the learner sets: each setting of the link with its widget."""
