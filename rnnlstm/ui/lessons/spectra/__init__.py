"""Why: eigenvalues, slopes, gates."""
