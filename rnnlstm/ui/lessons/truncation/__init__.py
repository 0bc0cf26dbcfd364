"""Truncated backpropagation through time."""
