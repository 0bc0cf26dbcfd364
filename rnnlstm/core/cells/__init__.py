"""The cells, each with its equations, its step, and what its passes leave behind."""
