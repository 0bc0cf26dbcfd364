"""How a figure, a table and code are shown."""
