"""Live trainings: the run of a session, and the worker processes that all sessions share."""
