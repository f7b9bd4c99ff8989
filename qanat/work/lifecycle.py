"""What becomes of the rows of this package when people are merged, exported or erased."""

from qanat.platform.lifecycle import moves_with_person, outlives_person

moves_with_person("task")
moves_with_person("note")
outlives_person("call", "subject", "purpose")
outlives_person("meeting", "subject", "place")
