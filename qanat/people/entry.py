"""The entry rules: what a person or an account may say, cleaned, normalised and bounded.

One table says which reader takes which field. A reader gives the value as it is stored or raises
`Invalid`; the faults of all fields are collected, each with its path, so that whoever typed can
mend them at once. Nothing here asks the database.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from qanat.kernel.errors import Fault, Invalid
from qanat.people.custom_values import FieldRule, read_custom
from qanat.people.drafts import AccountDraft, Key, PersonDraft
from qanat.people.readers import (
    Place,
    read_came_at,
    read_country,
    read_domain,
    read_email,
    read_language,
    read_phone_number,
    read_size,
    read_time_zone,
    read_url,
    short_text,
)

Reader = Callable[[object, Place], Any]
Values = Mapping[str, object]

PERSON_READERS: Final[Mapping[str, Reader]] = {
    "given_name": short_text(200),
    "family_name": short_text(200),
    "full_name": short_text(300),
    "email": read_email,
    "phone": read_phone_number,
    "job_title": short_text(200),
    "company": short_text(300),
    "industry": short_text(200),
    "website": read_url,
    "country": read_country,
    "city": short_text(200),
    "language": read_language,
    "time_zone": read_time_zone,
    "source": short_text(200),
    "medium": short_text(200),
    "came_at": read_came_at,
}
ACCOUNT_READERS: Final[Mapping[str, Reader]] = {
    "name": short_text(300),
    "domain": read_domain,
    "website": read_url,
    "phone": read_phone_number,
    "industry": short_text(200),
    "kind": short_text(200),
    "size": read_size,
    "country": read_country,
    "city": short_text(200),
}
MOST_KEYS: Final = 20
"""How many further e-mails or phones one entry may bring."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What was understood of an entry, and what was not.

    Attributes:
        values: by column, only those that were given and are right.
        keys: the identifiers among them, the primary ones first.
        faults: what is wrong, with paths from the root of the entry.
    """

    values: Mapping[str, Any]
    keys: tuple[Key, ...]
    faults: tuple[Fault, ...]


def read_person(
    values: Values, *, fields: Sequence[FieldRule] = (), country: str | None = None, now: datetime
) -> Entry:
    """What the entry says of a person: `PERSON_READERS`, `emails`, `phones` and `custom`.

    `country` is where a phone without a prefix is dialled when the entry names no country.
    """
    place = _place(values, country, now)
    entry = _read(values, {**PERSON_READERS, "emails": None, "phones": None}, fields, place)
    keys = [
        (kind, _dialled(entry.values[kind]))
        for kind in ("email", "phone")
        if entry.values.get(kind)
    ]
    faults = list(entry.faults)
    for name, kind, reader in (
        ("emails", "email", read_email),
        ("phones", "phone", read_phone_number),
    ):
        found, wrong = _read_keys(values.get(name), name, reader, place)
        keys += [(kind, _dialled(value)) for value in found]
        faults += wrong
    return Entry(values=entry.values, keys=tuple(dict.fromkeys(keys)), faults=tuple(faults))


def read_account(
    values: Values, *, fields: Sequence[FieldRule] = (), country: str | None = None, now: datetime
) -> Entry:
    """What the entry says of an account: `ACCOUNT_READERS` and `custom`."""
    return _read(values, ACCOUNT_READERS, fields, _place(values, country, now))


def person_draft(entry: Entry, **more: Any) -> PersonDraft:
    """A new person as the entry says, and `more` columns of `PersonDraft`.

    Raises:
        Invalid: the faults of the entry, or `person_empty` when it tells nobody apart.
    """
    if entry.faults:
        raise Invalid.of(entry.faults)
    values = {name: value for name, value in entry.values.items() if value is not None}
    names = [values.get("given_name", ""), values.get("family_name", "")]
    values["full_name"] = values.get("full_name") or " ".join(filter(None, names))
    if not values["full_name"] and not entry.keys:
        raise Invalid("Please give a name, an e-mail address or a phone.", code="person_empty")
    values["custom"] = _without_nothing(values.get("custom", {}))
    for kind, value in entry.keys:
        values[kind] = values.get(kind) or value
    return PersonDraft(**values, keys=entry.keys, **more)


def account_draft(entry: Entry, **more: Any) -> AccountDraft:
    """A new account as the entry says, and `more` columns of `AccountDraft`.

    Raises:
        Invalid: the faults of the entry, or `account_without_name`.
    """
    if entry.faults:
        raise Invalid.of(entry.faults)
    values = {name: value for name, value in entry.values.items() if value is not None}
    if not values.get("name"):
        raise Invalid(
            "Please give the name of the company.", ("name",), code="account_without_name"
        )
    values["custom"] = _without_nothing(values.get("custom", {}))
    return AccountDraft(**values, **more)


def _place(values: Values, country: str | None, now: datetime) -> Place:
    place = Place(country=country, now=now)
    try:
        return Place(country=read_country(values.get("country"), place) or country, now=now)
    except Invalid:
        return place  # told as the fault of its field


def _read(
    values: Values,
    readers: Mapping[str, Reader | None],
    fields: Sequence[FieldRule],
    place: Place,
) -> Entry:
    """What the readers make of the values; a field whose reader is None is read elsewhere."""
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, value in values.items():
        if name == "custom":
            found["custom"], wrong = read_custom(value, fields, place)
            faults += wrong
        elif name not in readers:
            faults.append(Fault((name,), "There is no field of this name.", "unknown_field"))
        elif (reader := readers[name]) is not None:
            try:
                found[name] = reader(value, place)
            except Invalid as error:
                faults += under(error, name)
    return Entry(values=found, keys=(), faults=tuple(faults))


def under(error: Invalid, *path: str | int) -> list[Fault]:
    """The faults of `error`, their paths beginning with `path`."""
    return [Fault((*path, *fault.path), fault.message, fault.code) for fault in error.faults]


def _read_keys(
    given: object, name: str, reader: Reader, place: Place
) -> tuple[list[str], list[Fault]]:
    if given is None:
        return [], []
    if not isinstance(given, list | tuple):
        return [], [Fault((name,), "This must be a list.", "wrong_type")]
    if len(given) > MOST_KEYS:
        return [], [Fault((name,), f"At most {MOST_KEYS} entries are kept.", "too_long")]
    found, faults = [], []
    for index, value in enumerate(given):
        try:
            found.append(reader(value, place))
        except Invalid as error:
            faults += under(error, name, index)
    return [value for value in found if value], faults


def _dialled(value: str) -> str:
    return value.partition(" ext. ")[0]


def _without_nothing(custom: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in custom.items() if value is not None}
