"""Whom work is about: a person, an opportunity or an account that the actor sees.

`work` stands beside `pipeline`, but its rows point at opportunities, so its SQL reads that table.
"""

from dataclasses import dataclass
from typing import Any

from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import records


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom something is about; the person of the opportunity when only that is given."""

    person_id: int | None = None
    opportunity_id: int | None = None
    account_id: int | None = None


def seen_subject(subject: Subject, *, actor: Actor) -> Subject:
    """The subject with the person and the account of its opportunity; one query.

    An account may be named when the actor sees it, or its person or opportunity belongs to it.

    Raises:
        Invalid: it names nobody, or somebody that the actor does not see.
    """
    if subject == Subject():
        message = "Say which person, opportunity or account this is about."
        raise Invalid(message, ("person_id",), code="about_nobody")
    found = _look_up(subject, actor)
    faults = [
        Fault((field,), f"There is no {field.removesuffix('_id')} {value}.", "not_found")
        for field in ("person_id", "opportunity_id", "account_id")
        if (value := getattr(subject, field)) is not None and not found[f"{field}_seen"]
    ]
    if faults:
        raise Invalid.of(tuple(faults))
    return Subject(
        person_id=subject.person_id or found["person_of_opportunity"],
        opportunity_id=subject.opportunity_id,
        account_id=subject.account_id or found["account_of_opportunity"],
    )


def _look_up(subject: Subject, actor: Actor) -> dict[str, Any]:
    (found,) = records(
        Sql(
            "SELECT p.id IS NOT NULL AS person_id_seen, o.id IS NOT NULL AS opportunity_id_seen,"
            " o.person_id AS person_of_opportunity, o.account_id AS account_of_opportunity,"
            " a.id IS NOT NULL AND (a.id IN (p.account_id, o.account_id) OR "
        )
        + actor.visible("a.owner_id")
        + Sql(
            ") AS account_id_seen FROM (SELECT) one"
            " LEFT JOIN person p ON p.id = %s AND p.deleted_at IS NULL AND ",
            (subject.person_id,),
        )
        + actor.visible("p.owner_id")
        + Sql(
            " LEFT JOIN opportunity o ON o.id = %s AND o.deleted_at IS NULL AND ",
            (subject.opportunity_id,),
        )
        + actor.visible("o.owner_id")
        + Sql(" LEFT JOIN account a ON a.id = %s AND a.deleted_at IS NULL", (subject.account_id,))
    )
    return found
