"""What becomes of the rows of this package when people are merged, exported or erased.

Notices tell users of their work; what they tell of a person is in the other tables.
"""

from qanat.platform.lifecycle import moves_with_person

moves_with_person("notice", exported=False)
