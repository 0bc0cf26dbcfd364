"""Figures: pure functions from what the core computes to Plotly."""
