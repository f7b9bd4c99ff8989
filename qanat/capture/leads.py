"""A row of a file as the payload of a lead, which then takes the same road as any other."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from qanat.capture.columns import CUSTOM, SKIP, Columns
from qanat.kernel.amounts import read_money
from qanat.kernel.dates import read_instant
from qanat.kernel.errors import Invalid
from qanat.kernel.numbers import read_number

Payload = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Habits:
    """How the file writes what can be written in several ways.

    Attributes:
        currency: of amounts that name none.
        custom_kinds: the kind of each custom field, by its key.
        dayfirst: whether 03/04/2026 is in April; None refuses such dates.
    """

    zone: ZoneInfo
    currency: str
    custom_kinds: Mapping[str, str]
    dayfirst: bool | None = None


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
    return payload


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
    try:
        at = read_instant(text, zone=habits.zone, dayfirst=habits.dayfirst)
    except Invalid as error:
        raise Invalid(str(error), (field,), code=error.faults[0].code) from error
    payload[field] = at.isoformat()


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
        case _:
            return text
