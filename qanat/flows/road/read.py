"""Read what arrived: values checked, fields of the organisation and owners looked up.

What cannot be read leaves the road here, before anything is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from qanat.flows.road.batch import Arrival, Batch
from qanat.flows.road.payload import Payload, read_payload
from qanat.flows.road.values import Setting, read_values
from qanat.kernel.errors import Fault, Invalid
from qanat.people.public import FieldRule, field_rules
from qanat.platform.models import Submission
from qanat.platform.statements import fetch


@dataclass(frozen=True, kw_only=True)
class Lookups:
    """What the payloads of a batch name, as it is in this installation.

    Attributes:
        owners: the ids of active users by e-mail in lower case.
        statuses: the keys of all statuses.
        fields: the custom fields by entity; read only when a payload has custom values.
    """

    country: str
    zone: ZoneInfo
    currency: str
    owners: Mapping[str, int]
    statuses: frozenset[str]
    fields: Mapping[str, Sequence[FieldRule]]


def read(batch: Batch) -> Batch:
    """Turn submissions into arrivals; one query for what they name."""
    shaped: list[tuple[Submission, Payload]] = []
    for submission in batch.submissions:
        payload, faults = read_payload(submission.payload)
        if payload is None:
            batch.refused[submission.pk] = faults
        else:
            shaped.append((submission, payload))
    lookups = look_up([payload for _, payload in shaped])
    batch.currency = lookups.currency
    for submission, payload in shaped:
        try:
            batch.arrivals.append(_arrival(submission, payload, lookups, now=batch.now))
        except Invalid as error:
            batch.refused[submission.pk] = error.faults
    return batch


_LOOK_UP = """
SELECT
    (SELECT country FROM organisation), (SELECT time_zone FROM organisation),
    (SELECT currency FROM organisation),
    (SELECT array_agg(key) FROM status),
    (SELECT json_object_agg(lower(email), id) FROM access_user
     WHERE lower(email) = ANY(%(emails)s::text[]) AND is_active)
"""


def look_up(payloads: list[Payload]) -> Lookups:
    """The organisation's habits, the statuses, and the owners that the payloads ask for."""
    emails = sorted({_address(payload.owner) for payload in payloads if payload.owner})
    ((country, zone, currency, statuses, owners),) = fetch(_LOOK_UP, {"emails": emails})
    return Lookups(
        country=country or "",
        zone=ZoneInfo(zone or "UTC"),
        currency=currency or "USD",
        owners=owners or {},
        statuses=frozenset(statuses or ()),
        fields={
            "person": field_rules("person") if any(one.custom for one in payloads) else (),
            "account": field_rules("account")
            if any(one.account.custom for one in payloads)
            else (),
        },
    )


def _arrival(
    submission: Submission, payload: Payload, lookups: Lookups, *, now: datetime
) -> Arrival:
    """The submission as an arrival.

    Raises:
        Invalid: with every fault there is.
    """
    setting = Setting(
        country=lookups.country,
        zone=lookups.zone,
        received_at=submission.received_at,
        now=now,
        door=submission.door,
        fields=lookups.fields,
    )
    unknown = _unknown(payload, lookups)
    try:
        values = read_values(payload, setting)
    except Invalid as error:
        raise Invalid.of((*error.faults, *unknown)) from error
    if unknown:
        raise Invalid.of(tuple(unknown))
    draft = replace(
        values.person,
        owner_id=lookups.owners.get(_address(payload.owner)),
        status=payload.status or values.person.status,
    )
    return Arrival(
        submission=submission, payload=payload, values=values, draft=draft, account=values.account
    )


def _unknown(payload: Payload, lookups: Lookups) -> list[Fault]:
    faults = []
    if payload.owner and _address(payload.owner) not in lookups.owners:
        message = "Nobody with this e-mail address works here."
        faults.append(Fault(("owner",), message, "unknown_owner"))
    if payload.status and payload.status not in lookups.statuses:
        known = ", ".join(sorted(lookups.statuses))
        message = f"There is no status of this key; use one of {known}."
        faults.append(Fault(("status",), message, "unknown_status"))
    return faults


def _address(email: str) -> str:
    return email.strip().lower()
