"""Pages that stand by themselves: a walk, a lesson or a figure in one HTML file that needs no network."""
