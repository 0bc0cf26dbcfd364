"""Sound, labelled step by step."""
