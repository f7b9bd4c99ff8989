"""A person or account as it is about to be written: read, cleaned and checked by `entry.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Policy = Literal["fill", "overwrite"]
"""What new values do: `fill` writes only where nothing is known yet."""

Key = tuple[str, str]
"""A kind of identifier and its normalised value, such as `("email", "sara@example.com")`."""


@dataclass(frozen=True, kw_only=True)
class PersonDraft:
    """Someone who is not in Qanat yet.

    Attributes:
        email, phone: the primary ones, for showing; matching uses `keys`.
        keys: every identifier, the primary ones among them.
        custom: values as `check_custom` gives them.
        came_at: when they first came in, by the sender's clock; None for now.
    """

    given_name: str = ""
    family_name: str = ""
    full_name: str = ""
    email: str = ""
    phone: str = ""
    job_title: str = ""
    company: str = ""
    account_id: int | None = None
    industry: str = ""
    website: str = ""
    country: str = ""
    city: str = ""
    language: str = ""
    time_zone: str = ""
    lifecycle: str = "lead"
    status: str = "open"
    owner_id: int | None = None
    source: str = ""
    medium: str = ""
    custom: Mapping[str, Any] = field(default_factory=dict)
    came_at: datetime | None = None
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AccountDraft:
    """A company that is not in Qanat yet."""

    name: str
    domain: str = ""
    website: str = ""
    phone: str = ""
    industry: str = ""
    kind: str = ""
    size: int | None = None
    country: str = ""
    city: str = ""
    owner_id: int | None = None
    custom: Mapping[str, Any] = field(default_factory=dict)
    created_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Changes:
    """New values for one record; columns that are not named stay as they are.

    Attributes:
        values: by column name; `custom` is merged key by key, None takes a key away.
    """

    id: int
    values: Mapping[str, Any]


def merged_changes(changes: Iterable[Changes], policy: Policy) -> dict[int, dict[str, Any]]:
    """One set of values per record that does what its changes would do one after the other."""
    merged: dict[int, dict[str, Any]] = {}
    for change in changes:
        values = merged.setdefault(change.id, {})
        custom = _merged(values.get("custom", {}), change.values.get("custom", {}), policy)
        values.update(_merged(values, change.values, policy))
        if custom:
            values["custom"] = custom
    return merged


def _merged(first: Mapping[str, Any], then: Mapping[str, Any], policy: Policy) -> dict[str, Any]:
    if policy == "overwrite":
        return {**first, **then}
    known = {name: value for name, value in first.items() if value not in (None, "")}
    return {**first, **then, **known}
