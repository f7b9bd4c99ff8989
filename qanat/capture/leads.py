"""A row of a file as the payload of a lead, which then takes the same road as any other."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from qanat.capture.columns import CUSTOM, SKIP, Columns
from qanat.capture.date_habits import DateHabit
from qanat.kernel.amounts import read_money
from qanat.kernel.countries import country_code
from qanat.kernel.dates import (
    date_of_serial,
    instant_at,
    read_date,
    read_instant,
    wall_clock_of_serial,
)
from qanat.kernel.errors import Invalid
from qanat.kernel.numbers import read_number
from qanat.kernel.phone import read_phone

Payload = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How the file writes what can be written in several ways.

    Attributes:
        currency: of amounts that name none.
        custom_kinds: the kind of each custom field, by its key.
        dates: how each column of dates is written, by field.
        country: where its phones without a country code are dialled, unless the row names a country;
            empty leaves that to the organisation.
    """

    zone: ZoneInfo
    currency: str
    custom_kinds: Mapping[str, str]
    dates: Mapping[str, DateHabit]
    country: str = ""


def payload_of(cells: tuple[str, ...], columns: Columns, habits: Habits) -> Payload:
    """The lead in the row; blank cells say nothing.

    Raises:
        Invalid: a cell cannot be read; its path is the field.
    """
    payload: Payload = {}
    for field, cell in zip(columns.fields, cells, strict=True):
        text = cell.strip()
        if text and field != SKIP:
            _put(payload, field, text, habits)
    if habits.country and not country_code(payload.get("country", "")):
        phones = payload.get("phones", ())
        payload |= {"phones": [_dialled(one, habits.country) for one in phones]} if phones else {}
    return payload


def date_fields(columns: Columns, custom_kinds: Mapping[str, str]) -> dict[str, int]:
    """The fields that hold dates, with the index of their column."""
    return {
        field: index
        for index, field in enumerate(columns.fields)
        if field == "came_at" or _kind(field, custom_kinds) == "date"
    }


def _kind(field: str, custom_kinds: Mapping[str, str]) -> str:
    custom = field.startswith(CUSTOM)
    return custom_kinds.get(field.removeprefix(CUSTOM), "") if custom else ""


def column_at(
    path: Sequence[str | int], cells: Sequence[str], columns: Columns, habits: Habits
) -> int | None:
    """The index of the column whose cell became what is at `path` of the lead; None if no one's."""
    before = 0
    for index, (field, cell) in enumerate(zip(columns.fields, cells, strict=False)):
        if field == ".".join(map(str, path[:2])) or [field] == list(path[:1]):
            return index
        if path and path[0] == _LISTS.get(field):
            piece: Payload = {}
            _put(piece, field, cell.strip(), habits)
            before += len(piece.get(_LISTS[field], ()))
            if len(path) == 1 or before > int(path[1]):
                return index
    return None


_LISTS: Final = {"email": "emails", "phone": "phones", "mobile": "phones", "tags": "tags"}


def _dialled(text: str, country: str) -> str:
    """The number with the code of the country; as it is when it cannot be read, which is told later."""
    try:
        phone = read_phone(text, country)
    except Invalid:
        return text
    return f"{phone.number} ext. {phone.extension}" if phone.extension else phone.number


def _put(payload: Payload, field: str, text: str, habits: Habits) -> None:
    if field.startswith(CUSTOM):
        key = field.removeprefix(CUSTOM)
        value = _custom(key, text, habits)
        payload.setdefault("custom", {})[key] = value
    elif field.startswith("account."):
        name = field.removeprefix("account.")
        payload.setdefault("account", {})[name] = _whole(text) if name == "size" else text
    else:
        _PUTTING.get(field, _put_text)(payload, field, text, habits)


def _put_text(payload: Payload, field: str, text: str, _habits: Habits) -> None:
    payload[field] = text


def _put_email(payload: Payload, _field: str, text: str, _habits: Habits) -> None:
    for address in re.split(r"[;,\s]+", text):
        if address:
            payload.setdefault("emails", []).append(address)


def _put_phone(payload: Payload, _field: str, text: str, _habits: Habits) -> None:
    for number in re.split(r"\s*(?:;|\n|:::)\s*", text):
        if number:
            payload.setdefault("phones", []).append(number)


def _put_tags(payload: Payload, _field: str, text: str, _habits: Habits) -> None:
    tags = [tag.strip() for tag in re.split(r"[,;|،؛]|:::", text)]
    payload.setdefault("tags", []).extend(tag for tag in tags if tag)


def _put_message(payload: Payload, _field: str, text: str, _habits: Habits) -> None:
    before = payload.get("message")
    payload["message"] = f"{before}\n{text}" if before else text


def _put_instant(payload: Payload, field: str, text: str, habits: Habits) -> None:
    habit = habits.dates[field]
    try:
        if habit.serials:
            at = instant_at(wall_clock_of_serial(float(text)), habits.zone)
        else:
            at = read_instant(
                text, zone=habits.zone, calendar=habit.calendar, dayfirst=habit.dayfirst
            )
    except Invalid as error:
        raise Invalid(str(error), (field,), code=error.faults[0].code) from error
    payload[field] = at.isoformat()


def _date(key: str, text: str, habits: Habits) -> str:
    habit = habits.dates[CUSTOM + key]
    try:
        if habit.serials:
            return date_of_serial(float(text)).isoformat()
        return read_date(text, calendar=habit.calendar, dayfirst=habit.dayfirst).isoformat()
    except Invalid as error:
        raise Invalid(str(error), ("custom", key), code=error.faults[0].code) from error


_PUTTING: dict[str, Callable[[Payload, str, str, Habits], None]] = {
    "email": _put_email,
    "phone": _put_phone,
    "mobile": _put_phone,
    "tags": _put_tags,
    "message": _put_message,
    "came_at": _put_instant,
}


def _whole(text: str) -> int:
    """A number of employees; of a range such as `51-200` the lower end."""
    try:
        return int(read_number(re.split(r"\s*(?:-|–|to|\+)\s*", text)[0]))
    except Invalid as error:
        raise Invalid(str(error), ("account", "size"), code=error.faults[0].code) from error


def _custom(key: str, text: str, habits: Habits) -> object:
    """The text in the shape of the field's kind; the field's own rules read the rest."""
    match habits.custom_kinds[key]:
        case "choices":
            return [part.strip() for part in re.split(r"[,;|،؛]", text) if part.strip()]
        case "money":
            try:
                money = read_money(text, habits.currency)
            except Invalid as error:
                raise Invalid(str(error), ("custom", key), code=error.faults[0].code) from error
            return {"amount": str(money.amount), "currency": money.currency}
        case "date":
            return _date(key, text, habits)
        case _:
            return text
