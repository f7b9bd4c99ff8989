"""What becomes of the rows of this package when people are merged, exported or erased."""

from qanat.platform.lifecycle import computed_for_person, moves_with_person

computed_for_person("score")
moves_with_person("score_change")
