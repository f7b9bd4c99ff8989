"""What becomes of the rows of this package when people are merged, exported or erased: none is about a person."""
