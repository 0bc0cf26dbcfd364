"""The cliff and clipping."""
