"""A person or account as it is about to be written: read, cleaned and checked by `entry.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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
