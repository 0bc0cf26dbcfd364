"""Vanishing or preserved: how far a gradient reaches."""
