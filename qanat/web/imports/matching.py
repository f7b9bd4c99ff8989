"""The columns of a file as somebody matches them: what each holds, and which field it fills."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qanat.capture.public import (
    SKIP,
    Row,
    guessed,
    known_columns,
    mapping_before,
    open_sheet,
    system_of,
)
from qanat.flows.public import Told
from qanat.kernel.errors import Fault
from qanat.people.public import custom_fields
from qanat.platform.actor import Actor
from qanat.wording.public import sentence_of

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LOOKED_AT: Final = 60
MOST_SAMPLES: Final = 3
FIELD_GROUPS: Final[tuple[tuple[Promise, dict[str, Promise]], ...]] = (
    (
        _("Person"),
        {
            "name": _("Full name"),
            "given_name": _("First name"),
            "family_name": _("Last name"),
            "email": _("E-mail"),
            "phone": _("Phone"),
            "mobile": _("Mobile"),
            "job_title": _("Job title"),
            "country": _("Country"),
            "city": _("City"),
            "language": _("Language"),
            "time_zone": _("Time zone"),
        },
    ),
    (
        _("Company"),
        {
            "company": _("Company name"),
            "website": _("Website"),
            "industry": _("Industry"),
            "account.size": _("Employees"),
            "account.industry": _("Industry of the company"),
            "account.domain": _("Domain of the company"),
        },
    ),
    (
        _("Where they came from"),
        {
            "source": _("Source"),
            "medium": _("Medium"),
            "campaign": _("Campaign"),
            "content": _("Content of the ad"),
            "term": _("Search term"),
            "landing_page": _("Landing page"),
            "referrer": _("Page before"),
            "came_at": _("When they came"),
        },
    ),
    (
        _("Work"),
        {
            "message": _("Note"),
            "tags": _("Tags"),
            "owner": _("E-mail of the owner"),
            "status": _("Status"),
        },
    ),
)
DATE_WORDS: Final[dict[str, Promise]] = {
    "jalali": _("Jalali"),
    "hijri": _("Hijri"),
    "gregorian": _("Gregorian"),
    "by its own dates": _("as its own dates tell"),
    "as told": _("as you say"),
    "as usual in the organisation": _("as is usual in the organisation"),
    "day first": _("day first"),
    "month first": _("month first"),
    "days of a spreadsheet": _("days of a spreadsheet"),
}
"""What is told of how dates are read, by its parts."""
DAY_ORDERS: Final = (
    ("", _("As the dates themselves tell")),
    ("day", _("Day first: 31/12")),
    ("month", _("Month first: 12/31")),
)


@dataclass(frozen=True, kw_only=True)
class ColumnShown:
    """One column of the file.

    Attributes:
        samples: some of what it holds.
        field: that it fills; `-` for none.
    """

    place: int
    name: str
    samples: tuple[str, ...]
    field: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class FileShown:
    """A file as it is matched.

    Attributes:
        system: whose export it is; empty for no known one's.
        remembered: its columns were matched as the last time.
    """

    columns: tuple[ColumnShown, ...]
    system: str
    remembered: bool


def look_into(path: Path, mapping: Mapping[str, str], *, actor: Actor) -> FileShown:
    """The columns of the file with their first values, and the fields they fill or would.

    Raises:
        Invalid: the file cannot be read.
    """
    sheet = open_sheet(path)
    names = tuple(dict.fromkeys(name for name in sheet.columns if name))
    rows = list(islice(sheet.rows, LOOKED_AT))
    before = {} if mapping else mapping_before(names, actor=actor)
    system = system_of(names)
    samples = {name: _samples(rows, sheet.columns.index(name)) for name in names}
    fields = (
        mapping or before or _with_emails(guessed(names, known_columns(_custom_names())), samples)
    )
    return FileShown(
        columns=tuple(
            ColumnShown(
                place=place,
                name=name,
                samples=samples[name],
                field=fields.get(name, SKIP),
                problem="",
            )
            for place, name in enumerate(names)
        ),
        system=system.name if system else "",
        remembered=bool(before),
    )


def told_in(posted: QueryDict, names: Sequence[str]) -> Told:
    """How the file is to be read, as it was posted."""
    order = {"day": True, "month": False}
    return Told(
        columns={name: posted.get(f"column-{place}") or SKIP for place, name in enumerate(names)},
        skip_unknown=True,
        dayfirst=order.get(posted.get("order", "")),
        calendar=posted.get("calendar") or None,
        country=posted.get("country", ""),
    )


def problems_of(faults: Iterable[Fault]) -> dict[str, str]:
    """What is wrong, by the name of the column; of no column under an empty name."""
    found: dict[str, str] = {}
    for fault in faults:
        column = str(fault.path[1]) if len(fault.path) > 1 and fault.path[0] == "columns" else ""
        found.setdefault(column, sentence_of(fault))
    return found


def dates_said(told: Mapping[str, str]) -> dict[str, str]:
    """How the dates of each column are read, in the language of the page."""
    return {
        column: gettext("%(first)s, %(then)s") % {"first": parts[0], "then": ", ".join(parts[1:])}
        if len(parts := [str(DATE_WORDS.get(part, part)) for part in text.split(", ")]) > 1
        else parts[0]
        for column, text in told.items()
    }


def custom_choices(language: str) -> list[tuple[str, str]]:
    """The fields of the organisation's own, as choices for a column."""
    return [
        (f"custom.{one.key}", one.labels.get(language) or one.key)
        for one in custom_fields("person")
    ]


def _with_emails(fields: Mapping[str, str], samples: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The same, and a column of a name not known whose first value is an e-mail address is one."""
    return {
        name: "email"
        if field == SKIP and samples[name] and _EMAIL.fullmatch(samples[name][0])
        else field
        for name, field in fields.items()
    }


def _custom_names() -> dict[str, str]:
    return {
        name: one.key for one in custom_fields("person") for name in (one.key, *one.labels.values())
    }


def _samples(rows: Sequence[Row], index: int) -> tuple[str, ...]:
    cells = (row.cells[index].strip() for row in rows if not row.fault and index < len(row.cells))
    return tuple(dict.fromkeys(cell for cell in cells if cell))[:MOST_SAMPLES]
