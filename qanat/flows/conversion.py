"""Conversion: a qualified lead becomes a contact, with an account and perhaps an opportunity.

One transaction: it happens as a whole or not at all, and once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from qanat.criteria.public import GateUnmet
from qanat.flows.selling import open_opportunity
from qanat.kernel.errors import Conflict
from qanat.people.public import (
    Changes,
    PersonCard,
    account_card,
    create_account,
    lock_visible_people,
    mark_converted,
    person_card,
    set_lifecycle,
    set_status,
    update_people,
)
from qanat.pipeline.public import (
    OpportunityValues,
    change_opportunity,
    closed_to_person,
    opportunity_card,
)
from qanat.platform.actor import Actor, acting

REASON = "conversion"


@dataclass(frozen=True, kw_only=True)
class NewAccount:
    """Make an account.

    Attributes:
        values: as `people.create_account` takes them; the name is the person's company unless given.
    """

    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class KnownAccount:
    """Link the person to an account that is there."""

    account_id: int


@dataclass(frozen=True, kw_only=True)
class NewOpportunity:
    """Open an opportunity, if the person meets the criteria of its pipeline.

    Attributes:
        values: the name is the account's or the person's unless given, the owner the person's.
        stage_id: where it begins; in the first stage of the default pipeline unless given.
    """

    values: OpportunityValues = field(default_factory=OpportunityValues)
    stage_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class KnownOpportunity:
    """The person belongs to an opportunity that is there, such as a colleague's."""

    opportunity_id: int


AccountChoice: TypeAlias = NewAccount | KnownAccount | None
OpportunityChoice: TypeAlias = NewOpportunity | KnownOpportunity | None


@dataclass(frozen=True, kw_only=True)
class Converted:
    """What a conversion made or linked."""

    person_id: int
    account_id: int | None
    opportunity_id: int | None


def convert(
    person_id: int,
    *,
    account: AccountChoice,
    opportunity: OpportunityChoice,
    actor: Actor,
    now: datetime,
) -> Converted:
    """Convert a lead into a contact.

    With `account` None the person stays with the account they have, if any. The status becomes
    qualified, through its gate; the lifecycle opportunity or sales-qualified, never back.

    Raises:
        Conflict: the lead was converted already.
        Invalid: the gate of the status or the criteria of the pipeline refuse, with a fault for
            each condition that is missing; or a fault in the values.
        NotAllowed: the actor may not change people, or add what is to be made.
        NotFound: no such person, account or opportunity that the actor sees.
    """
    actor.require("people.change")
    with acting(actor):
        lock_visible_people([person_id], actor)
        person = person_card(person_id, actor)
        if person.converted_at is not None:
            raise Conflict("This lead was converted already.", record=f"people/{person_id}")
        set_status([person_id], "qualified", at=now, now=now, actor=actor, reason=REASON)
        account_id = _account_for(person, account, actor=actor, now=now)
        mark_converted([person_id], at=now)
        set_lifecycle([person_id], "sql", at=now, now=now, actor=actor, reason=REASON)
        opportunity_id = _opportunity_for(person, account_id, opportunity, actor=actor, now=now)
        return Converted(person_id=person_id, account_id=account_id, opportunity_id=opportunity_id)


def _account_for(
    person: PersonCard, choice: AccountChoice, *, actor: Actor, now: datetime
) -> int | None:
    """The account that the person belongs to from now on."""
    if choice is None:
        return int(person.account["id"]) if person.account else None
    if isinstance(choice, KnownAccount):
        account_id = account_card(choice.account_id, actor).id
    else:
        values = {"name": person.company, **choice.values}
        owner_id = person.owner["id"] if person.owner else None
        account_id = create_account(values, owner_id=owner_id, actor=actor, now=now)
    link = Changes(id=person.id, values={"account_id": account_id})
    update_people([link], policy="overwrite", now=now)
    return account_id


def _opportunity_for(
    person: PersonCard,
    account_id: int | None,
    choice: OpportunityChoice,
    *,
    actor: Actor,
    now: datetime,
) -> int | None:
    match choice:
        case None:
            return None
        case KnownOpportunity():
            return _join(person, choice.opportunity_id, actor=actor, now=now)
        case NewOpportunity():
            if closed := closed_to_person(person.id, choice.stage_id, at=now, actor=actor):
                raise GateUnmet(closed, actor.language)
            return _open(person, account_id, choice, actor=actor, now=now)


def _open(
    person: PersonCard,
    account_id: int | None,
    choice: NewOpportunity,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    values: OpportunityValues = {"name": person.company or person.full_name or person.email}
    if person.owner:
        values["owner_id"] = person.owner["id"]
    values.update(choice.values)
    values["person_id"], values["account_id"] = person.id, account_id
    opened = open_opportunity(values, actor=actor, now=now, stage_id=choice.stage_id)
    return opened.opportunity_id


def _join(person: PersonCard, opportunity_id: int, *, actor: Actor, now: datetime) -> int:
    """Let the person belong to an open opportunity, as its person where it has none yet."""
    card = opportunity_card(opportunity_id, actor=actor, now=now)
    if card.outcome != "open":
        raise Conflict("This opportunity is won or lost; choose an open one.")
    if card.person_id is None:
        change_opportunity(opportunity_id, {"person_id": person.id}, actor=actor, now=now)
    set_lifecycle([person.id], "opportunity", at=now, now=now, actor=actor, reason=REASON)
    return opportunity_id
