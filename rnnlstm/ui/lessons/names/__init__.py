"""Which language a name is from."""
