"""What every page stands in: language, link, prose."""
