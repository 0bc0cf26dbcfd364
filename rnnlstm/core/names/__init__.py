"""Names and their languages: one answer for a whole sequence, of real words, and when it is decided."""
