"""Tables that a learner brings along, and the series in them: how they were read, and what is wrong where."""
