"""What becomes of the rows of this package when people are merged, exported or erased."""

from qanat.platform.lifecycle import moves_with_person

moves_with_person("assignment")
