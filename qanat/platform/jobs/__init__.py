"""Background work: the worker process, its loops, and the rescue of what a dead one left."""
