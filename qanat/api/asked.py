"""What lists and counts are asked: criteria in the address, and keys of pages."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from qanat.api.json_body import Malformed, read_json
from qanat.api.paging import key_after
from qanat.criteria.public import where
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor

CriteriaText = Annotated[
    str, Field(max_length=20_000, description="Criteria as JSON; see docs/criteria.md.")
]
Search = Annotated[str, Field(max_length=200, description="Words to search for.")]


def asked_criteria(text: str, *, subject: str, actor: Actor, now: datetime) -> Sql | None:
    """The condition that the criteria in the address stand for; None for none.

    Raises:
        Invalid: they are not JSON, or not criteria; paths begin with `criteria`.
    """
    if not text:
        return None
    try:
        asked = read_json(text.encode())
        return where(asked, at=now, subject=subject, user_id=actor.user_id)
    except Malformed as error:
        raise Invalid(f"This is not JSON: {error}.", ("criteria",), code="malformed") from error
    except Invalid as error:
        raise under("criteria", error) from error


def under(name: str, error: Invalid) -> Invalid:
    """The same faults, with paths that begin with `name`."""
    return Invalid.of(
        tuple(Fault((name, *fault.path), fault.message, fault.code) for fault in error.faults)
    )


def both(first: Sql | None, second: Sql | None) -> Sql | None:
    """The condition that both hold; None asks nothing."""
    if first is None or second is None:
        return first or second
    return "(" + first + ") AND (" + second + ")"


def instant_after(cursor: str, name: str) -> tuple[datetime, int] | None:
    """The key of a list by time; None for the beginning."""
    key = key_after(cursor, name)
    return None if key is None else (datetime.fromisoformat(key[0]), key[1])


def by_instant(at: datetime, record_id: int) -> tuple[Any, ...]:
    """The key of a row in a list by time."""
    return (at.isoformat(), record_id)
