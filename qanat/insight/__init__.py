"""Reports. Reads everything, writes only the questions that are saved."""
