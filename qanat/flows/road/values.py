"""From what a lead says to values fit to store: each read, cleaned, checked. Pure, no database.

What people and accounts may say is decided by `people`; here is what else a lead brings.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from qanat.consent.public import ConsentDraft, consent_faults
from qanat.criteria.public import find_event_kind
from qanat.flows.road.payload import ConsentGiven, EventTold, Payload
from qanat.kernel.dates import read_instant
from qanat.kernel.email import domain_of_email
from qanat.kernel.errors import Fault, Invalid
from qanat.kernel.free_mail import is_free_mail
from qanat.kernel.numbers import read_number
from qanat.kernel.text import clean, clean_lines
from qanat.people.public import (
    AccountDraft,
    Entry,
    FieldRule,
    PersonDraft,
    account_draft,
    person_draft,
    read_account,
    read_person,
)
from qanat.timeline.public import EventDraft, date_fault

LARGEST_AMOUNT: Final = Decimal(10) ** 16
NOBODY_YET: Final = 0
PERSON_FIELDS: Final = (
    *("given_name", "family_name", "email", "emails", "phone", "phones", "job_title", "company"),
    *("industry", "website", "country", "city", "language", "time_zone", "source", "medium"),
    "custom",
)

Value = TypeVar("Value")
Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What the reading of values depends on.

    Attributes:
        country: where numbers without a country code are dialled; empty for none.
        zone: of dates without an offset.
        received_at: when it arrived, and so when it happened if nothing else is said.
        fields: the custom fields by entity.
    """

    country: str
    zone: ZoneInfo
    received_at: datetime
    now: datetime
    door: str
    fields: Mapping[str, Sequence[FieldRule]]


@dataclass(frozen=True, kw_only=True)
class Values:
    """A lead as read.

    Attributes:
        account: the company; None when nothing tells of one.
        account_told: what was said about the company itself, by column.
        events, consents: told along with it; their person is filled in later.
    """

    person: PersonDraft
    account: AccountDraft | None
    account_told: Mapping[str, Any]
    came_at: datetime
    message: str
    tags: tuple[str, ...]
    events: tuple[EventDraft, ...]
    consents: tuple[ConsentDraft, ...]


def read_values(payload: Payload, setting: Setting) -> Values:
    """The values of a lead.

    Raises:
        Invalid: with every fault there is, each with its path.
    """
    reader = _Reader(setting)
    came_at = reader.moment(("came_at",), payload.came_at) or setting.received_at
    told = {name: value for name in PERSON_FIELDS if (value := getattr(payload, name))}
    told["full_name"] = payload.name
    person = reader.person(told, came_at)
    told_of_account = reader.account_told(payload, person)
    values = Values(
        person=person,
        account=_account(told_of_account, person),
        account_told=told_of_account,
        came_at=came_at,
        message=reader.read(("message",), lambda: clean_lines(payload.message), ""),
        tags=tuple(dict.fromkeys(filter(None, map(clean, payload.tags)))),
        events=tuple(
            reader.event(("events", index), event, came_at)
            for index, event in enumerate(payload.events)
        ),
        consents=tuple(
            reader.consent(index, consent, came_at)
            for index, consent in enumerate(payload.consents)
        ),
    )
    if reader.faults:
        raise Invalid.of(tuple(reader.faults))
    return values


@dataclass
class _Reader:
    """Reads values one by one, and keeps the faults of all."""

    setting: Setting
    faults: list[Fault] = field(default_factory=list)

    def read(self, path: Path, reading: Callable[[], Value], instead: Value) -> Value:
        """What `reading` gives; when it refuses, `instead`, and its faults are kept."""
        try:
            return reading()
        except Invalid as error:
            self.keep(path, error.faults)
            return instead

    def keep(self, path: Path, faults: Iterable[Fault]) -> None:
        for fault in faults:
            where = ("name" if part == "full_name" else part for part in fault.path)
            self.faults.append(Fault((*path, *where), fault.message, fault.code))

    def entry(self, path: Path, entry: Entry) -> Entry:
        self.keep(path, entry.faults)
        return Entry(values=entry.values, keys=entry.keys, faults=())

    def person(self, told: Mapping[str, Any], came_at: datetime) -> PersonDraft:
        setting = self.setting
        entry = read_person(
            told,
            fields=setting.fields["person"],
            country=setting.country or None,
            now=setting.now,
        )
        wrong = bool(entry.faults)
        entry = self.entry((), entry)
        nobody = PersonDraft(came_at=came_at)
        try:
            return person_draft(entry, came_at=came_at)
        except Invalid as error:
            if not wrong:
                self.keep((), error.faults)
            return nobody

    def account_told(self, payload: Payload, person: PersonDraft) -> Mapping[str, Any]:
        entry = read_account(
            payload.account.model_dump(exclude_defaults=True),
            fields=self.setting.fields["account"],
            country=person.country or self.setting.country or None,
            now=self.setting.now,
        )
        return self.entry(("account",), entry).values

    def moment(self, path: Path, text: str | None) -> datetime | None:
        if text is None:
            return None
        at = self.read(path, lambda: read_instant(text, zone=self.setting.zone), None)
        if at is not None and (wrong := date_fault(at, now=self.setting.now)):
            self.faults.append(Fault(path, *wrong))
        return at

    def event(self, path: Path, told: EventTold, came_at: datetime) -> EventDraft:
        if find_event_kind(told.kind) is None:
            message = "There is no such kind of event; your own begin with custom."
            self.faults.append(Fault((*path, "kind"), message, "unknown_event_kind"))
        return EventDraft(
            kind=told.kind,
            at=self.moment((*path, "at"), told.at) or came_at,
            properties=told.properties,
            amount=self.read((*path, "amount"), lambda: _amount(told.amount), None),
            source=self.setting.door,
            key=told.key,
        )

    def consent(self, index: int, told: ConsentGiven, came_at: datetime) -> ConsentDraft:
        draft = ConsentDraft(
            person_id=NOBODY_YET,
            at=came_at,
            source=self.setting.door,
            channel=told.channel,
            purpose=told.purpose,
            state=told.state,
            wording=clean_lines(told.wording),
            language=told.language,
            evidence=told.evidence,
        )
        self.keep(("consents",), consent_faults(draft, index, now=self.setting.now))
        return draft


def _account(told: Mapping[str, Any], person: PersonDraft) -> AccountDraft | None:
    """The company by name or domain; that of a business e-mail address if none is told."""
    values = dict(told)
    values["website"] = values.get("website") or person.website
    values["domain"] = (
        values.get("domain") or _host(values["website"]) or _business_domain(person.email)
    )
    values["name"] = values.get("name") or person.company or values["domain"]
    if not values["name"]:
        return None
    for name in ("industry", "country", "city"):
        values[name] = values.get(name) or getattr(person, name)
    return account_draft(Entry(values=values, keys=(), faults=()))


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _business_domain(email: str) -> str:
    domain = domain_of_email(email)
    return "" if is_free_mail(domain) else domain


def _amount(told: float | str | None) -> Decimal | None:
    if told is None:
        return None
    amount = read_number(told) if isinstance(told, str) else Decimal(str(told))
    if abs(amount) >= LARGEST_AMOUNT:
        raise Invalid("This amount is too large.", code="too_large")
    return amount
