"""A training, recorded."""
