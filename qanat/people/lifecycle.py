"""What becomes of the rows of this package when people are merged, exported or erased."""

from qanat.platform.lifecycle import moves_with_person, unique_with_person

unique_with_person("identifier", "kind", "value")
unique_with_person("person_tag", "tag_id")
unique_with_person("list_member", "static_list_id")
moves_with_person("lifecycle_change")
moves_with_person("status_change")
moves_with_person("owner_change")
