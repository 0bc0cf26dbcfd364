"""Side by side: two walks in lockstep."""
