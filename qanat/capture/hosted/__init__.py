"""Forms that we host: made here, filled in by whoever has the link."""
