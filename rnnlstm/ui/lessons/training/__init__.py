"""Train them live."""
