"""What becomes of the rows of this package when people are merged, exported or erased."""

from qanat.platform.lifecycle import outlives_person

outlives_person("opportunity", "name", "custom")
