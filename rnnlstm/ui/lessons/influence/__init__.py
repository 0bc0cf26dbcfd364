"""Influence: which input still moves which output."""
