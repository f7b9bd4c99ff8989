"""What becomes of the rows of this package when people are merged, exported or erased."""

from qanat.platform.lifecycle import moves_with_person, outlives_person, unique_with_person

moves_with_person("event")
outlives_person("visitor", exported=False)
unique_with_person("touch", "key")
