"""Networks of several cells: both directions of time, and layers on layers."""
