"""How fast the course is, beside a peer measured in the same run: `python -m tests.report`."""
