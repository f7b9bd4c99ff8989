"""Names that the organisation gave in several languages."""

from collections.abc import Mapping

import orjson


def label_of(labels: object, language: str = "en") -> str:
    """The label in the language, else in English, else in any; `labels` is a mapping or its JSON."""
    named = labels if isinstance(labels, Mapping) else orjson.loads(str(labels))
    return str(named.get(language) or named.get("en") or next(iter(named.values()), ""))
