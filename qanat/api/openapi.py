"""Parts of the description of the API that ninja cannot work out by itself."""

from typing import Any


def inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """A JSON schema with its own definitions put where they are referred to."""
    definitions = schema.get("$defs", {})

    def resolved(part: Any) -> Any:
        if isinstance(part, list):
            return [resolved(one) for one in part]
        if not isinstance(part, dict):
            return part
        rest = {name: resolved(one) for name, one in part.items() if name not in {"$ref", "$defs"}}
        if "$ref" in part:
            rest = resolved(definitions[part["$ref"].rpartition("/")[2]]) | rest
        return rest

    whole: dict[str, Any] = resolved(schema)
    return whole
