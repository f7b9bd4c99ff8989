"""Keys for what people name: small letters, digits and _, as the API and criteria write them."""

import re
from collections.abc import Collection

LONGEST = 40


def free_key(name: str, taken: Collection[str]) -> str:
    """A key made of the name that is not taken; `field` where the name has no Latin letters."""
    base = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:LONGEST]
    base = base if base[:1].isalpha() else f"field_{base}".strip("_")
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key
