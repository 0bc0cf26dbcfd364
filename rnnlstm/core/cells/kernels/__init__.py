"""The cells' passes as they are computed, fused and in place; tested to agree with the textbook's steps."""
