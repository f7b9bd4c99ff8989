"""What becomes of the rows of this package when people are merged, exported or erased.

The ledger refuses changes: a merge writes the entries of the person who goes away once more for
the one who stays, and an erasure says that it is one (`qanat.erasing`). Suppression knows nobody.
"""

from qanat.platform.lifecycle import unique_with_person

unique_with_person("consent_entry", "channel", "purpose", "state", "at", "source")
unique_with_person("consent_state", "channel", "purpose")
