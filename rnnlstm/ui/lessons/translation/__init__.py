"""Translation in miniature."""
