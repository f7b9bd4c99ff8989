"""Values that a record is filled with: the input for each kind, what was typed into it, how it is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from qanat.kernel.countries import country_choices
from qanat.listing.public import Column, Kind, columns_of
from qanat.people.public import FieldRow, custom_fields
from qanat.web.components.date.reading import numeric_date, typed_date
from qanat.web.forms_of_pages import typed_amount
from qanat.web.look import Look

CUSTOM: Final = "custom."
YES, NO = "yes", "no"
SUBJECTS: Final = {"people": "person", "accounts": "account", "deals": "opportunity"}
"""The entity of custom fields and criteria, by subject."""
_KINDS: Final = {"url": "link", "yes_no": "choice"}
_READABLE: Final = frozenset(
    (Kind.TEXT, Kind.EMAIL, Kind.PHONE, Kind.LINK, Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.COUNTRY)
)


@dataclass(frozen=True)
class Blank:
    """One value to fill in.

    Attributes:
        name: as an action takes it; `custom.<key>` for a field of the organisation.
        kind: as `components/cell/edit.html` knows it; `choices` is several of `choices`.
    """

    name: str
    label: str
    kind: str
    choices: Sequence[tuple[str, str]] = ()

    @property
    def many(self) -> bool:
        """Whether several can be chosen."""
        return self.kind == "choices"


def blanks_of(subject: str, fields: Sequence[str], look: Look) -> list[Blank]:
    """The values that criteria call `fields`; those that nobody can fill in are left out."""
    entity = SUBJECTS[subject]
    names = [field.removeprefix(f"{entity}.") for field in fields if field.startswith(f"{entity}.")]
    columns = {column.edit: column for column in columns_of(subject).values() if column.edit}
    wanted = {name for name in names if name.startswith(CUSTOM)}
    custom = {f"{CUSTOM}{row.key}": row for row in custom_fields(entity)} if wanted else {}
    found = []
    for name in names:
        if name in columns and columns[name].kind in _READABLE:
            found.append(_of_column(columns[name], look))
        elif name in custom:
            found.append(of_custom(custom[name], look))
    return found


def of_custom(row: FieldRow, look: Look) -> Blank:
    """The input for a field of the organisation."""
    choices = [(choice, row.choice_said(choice, look.language)) for choice in row.choices]
    if row.kind == "yes_no":
        choices = [(YES, gettext("Yes")), (NO, gettext("No"))]
    if row.kind in {"yes_no", "choice"}:
        choices = [("", ""), *choices]
    label = row.labels.get(look.language) or row.labels.get("en") or row.key
    return Blank(f"{CUSTOM}{row.key}", label, _KINDS.get(row.kind, row.kind), choices)


def _of_column(column: Column, look: Look) -> Blank:
    choices = [("", ""), *country_choices(look.language)] if column.kind is Kind.COUNTRY else []
    return Blank(column.edit, column.label.in_language(look.language), column.kind.value, choices)


def filled(blanks: Sequence[Blank], given: QueryDict, look: Look) -> dict[str, Any]:
    """What was filled in, as actions take it; empty ones are left out.

    Raises:
        Invalid: an amount or a day is none.
    """
    values: dict[str, Any] = {}
    custom: dict[str, Any] = {}
    for blank in blanks:
        value = read(blank, given.getlist(blank.name), look)
        if value in (None, "", []):
            continue
        if blank.name.startswith(CUSTOM):
            custom[blank.name.removeprefix(CUSTOM)] = value
        else:
            values[blank.name] = value
    return values | ({"custom": custom} if custom else {})


def read(blank: Blank, typed: Sequence[str], look: Look) -> Any:
    """One value as actions take it; None for nothing.

    Raises:
        Invalid: an amount or a day is none.
    """
    if blank.many:
        return [text for text in typed if text]
    text = typed[0].strip() if typed else ""
    if not text:
        return None
    if [key for key, _ in blank.choices] == ["", YES, NO]:
        return text == YES
    reader = _READERS.get(blank.kind)
    return reader(text, look) if reader else text


_READERS: Final[Mapping[str, Callable[[str, Look], Any]]] = {
    "money": lambda text, _look: typed_amount(text),
    "number": lambda text, _look: typed_amount(text),
    "date": typed_date,
}


def as_typed(value: Any, look: Look) -> str:
    """The value as the input of an edit holds it."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case date():
            return numeric_date(value, look)
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def shown(blank: Blank, value: Any, look: Look, currency: str) -> str | SafeString:
    """The value as a fact is shown; empty for none."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if blank.kind == "money":
        return format_html("<bdi>{}</bdi>", look.money_text(str(value), currency))
    if isinstance(value, date) or blank.kind == "number":
        return look.day(value) if isinstance(value, date) else look.number(value)
    called = dict(blank.choices)
    text = (
        look.joined(called.get(each, each) for each in value)
        if isinstance(value, list)
        else called.get(str(value), str(value))
    )
    way = "ltr" if blank.kind in {"email", "phone", "link"} else "auto"
    return format_html('<bdi class="cut" dir="{}">{}</bdi>', way, text)
