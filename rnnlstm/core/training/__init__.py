"""Training: optimisers, updates, and a training as it is watched, recorded and cut into slices."""
