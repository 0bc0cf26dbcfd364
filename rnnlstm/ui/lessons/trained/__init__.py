"""Inside a trained network."""
