"""A language model, character by character."""
