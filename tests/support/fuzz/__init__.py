"""Hostile and clumsy input: what is put in, how it is put in, and what must never come of it."""
