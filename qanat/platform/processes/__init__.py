"""Processes: keeping several up as one, ending with one's parent, ending when asked."""
