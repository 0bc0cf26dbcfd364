"""The guide: a lesson's cards, read from Markdown and filled in with the learner's own numbers."""
