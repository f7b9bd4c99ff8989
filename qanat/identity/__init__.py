"""Which records are the same person: matching by normalised keys."""
