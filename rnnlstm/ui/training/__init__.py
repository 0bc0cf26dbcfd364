"""Live training: a run of a session, and the worker processes that all sessions share."""
