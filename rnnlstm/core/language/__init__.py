"""A language model, character by character: its text, its training, its measures, and what it writes."""
