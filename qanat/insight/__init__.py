"""Reports. Reads everything, writes nothing."""
