"""Networks that come from other libraries and go there: weights by name, read into the cells of the core."""
