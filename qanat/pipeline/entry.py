"""What is said about an opportunity, checked before it is written.

A change names only the fields it changes. Every fault is found at once, each with the path of
its field, so that a form can mark them all.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict

from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.sql import Sql, joined
from qanat.kernel.text import clean
from qanat.people.public import check_custom
from qanat.pipeline.rules import amount_faults, chance_faults, currency_faults
from qanat.platform.actor import Actor
from qanat.platform.statements import select

MAX_NAME_LENGTH = 300
MAX_KIND_LENGTH = 100


class OpportunityValues(TypedDict, total=False):
    """What can be said about an opportunity apart from its stage and outcome.

    An opportunity is for a person, an account or both. `custom` holds values by key; in a change,
    keys that are not named stay as they are, and None takes a value away.
    """

    name: str
    person_id: int | None
    account_id: int | None
    campaign_id: int | None
    owner_id: int
    amount: Decimal | None
    currency: str
    chance: int | None
    kind: str
    expected_close_on: date | None
    custom: Mapping[str, object]


def checked_values(values: OpportunityValues, *, actor: Actor, now: datetime) -> OpportunityValues:
    """The values fit to store.

    Raises:
        Invalid: with every fault there is.
    """
    result = values.copy()
    faults = [*_text_faults(result), *_number_faults(result)]
    if "custom" in values:
        try:
            result["custom"] = check_custom("opportunity", values["custom"], country=None, now=now)
        except Invalid as error:
            faults += error.faults
    faults += _reference_faults(result, actor)
    if faults:
        raise Invalid.of(tuple(faults))
    return result


def _text_faults(values: OpportunityValues) -> list[Fault]:
    """Faults of the texts, which are cleaned in place."""
    faults = []
    if "name" in values:
        values["name"], found = _cleaned("name", values["name"], MAX_NAME_LENGTH)
        faults += found
        if not values["name"] and not found:
            faults.append(Fault(("name",), "The opportunity needs a name.", "name_missing"))
    if "kind" in values:
        values["kind"], found = _cleaned("kind", values["kind"], MAX_KIND_LENGTH)
        faults += found
    return faults


def _cleaned(field: str, text: str, longest: int) -> tuple[str, list[Fault]]:
    try:
        fit = clean(text)
    except Invalid as error:
        return "", [replace(fault, path=(field,)) for fault in error.faults]
    if len(fit) > longest:
        message = f"The {field} is longer than {longest} characters."
        return fit, [Fault((field,), message, f"{field}_too_long")]
    return fit, []


def _number_faults(values: OpportunityValues) -> list[Fault]:
    faults: list[Fault] = []
    faults += amount_faults(values.get("amount"))
    faults += chance_faults(values.get("chance"))
    if "currency" in values:
        faults += currency_faults(values["currency"])
    return faults


def _reference_faults(values: OpportunityValues, actor: Actor) -> list[Fault]:
    """Faults of what the values point at, all looked up in one query.

    A person and an account must be ones that the actor sees; the account may also be the one
    that the person belongs to. Opportunities are given only to those whose records one sees.
    """
    checks: dict[str, Sql] = {}
    if (person_id := values.get("person_id")) is not None:
        alive = Sql("SELECT FROM person WHERE id = %s AND deleted_at IS NULL AND ", (person_id,))
        checks["person_id"] = alive + actor.visible("owner_id")
    if (account_id := values.get("account_id")) is not None:
        alive = Sql("SELECT FROM account WHERE id = %s AND deleted_at IS NULL AND (", (account_id,))
        theirs = Sql("id = (SELECT account_id FROM person WHERE id = %s))", (person_id,))
        checks["account_id"] = alive + actor.visible("owner_id") + " OR " + theirs
    if (campaign_id := values.get("campaign_id")) is not None:
        checks["campaign_id"] = Sql(
            "SELECT FROM campaign WHERE id = %s AND deleted_at IS NULL", (campaign_id,)
        )
    if "owner_id" in values:
        active = Sql(
            "SELECT FROM access_user WHERE id = %s AND is_active AND ", (values["owner_id"],)
        )
        checks["owner_id"] = active + actor.visible("id")
    if not checks:
        return []
    columns = joined(", ", ["EXISTS (" + check + ")" for check in checks.values()])
    (found,) = select("SELECT " + columns)
    return [
        Fault((field,), _MISSING[field].format(values[field]), "not_found")  # type: ignore[literal-required]  # the fields of _MISSING
        for field, there in zip(checks, found, strict=True)
        if not there
    ]


_MISSING = {
    "person_id": "There is no person {}.",
    "account_id": "There is no account {}.",
    "campaign_id": "There is no campaign {}.",
    "owner_id": "There is no user {} to whom you could give it.",
}
