"""The changes of the audit as people read them: names for numbers, words for keys, dates of their calendar."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.utils.translation import gettext

from qanat.criteria.public import describe
from qanat.kernel.countries import country_name
from qanat.kernel.errors import Invalid
from qanat.kernel.money import Money
from qanat.listing.public import Called, names_of_rows
from qanat.people.public import FieldRow, custom_fields, lifecycle_words
from qanat.platform.actor import Actor
from qanat.platform.audit import AuditRow
from qanat.platform.columns import ColumnShape, Holds, columns_of_table
from qanat.web.lists.shown import status_labels
from qanat.web.look import LANGUAGE_NAMES, Look
from qanat.web.settings.audit_words import SILENT, VALUES, Text, column_word

LONGEST: Final = 160
CUSTOM: Final = "custom"
ENTITIES: Final = ("person", "account", "opportunity")
SUBJECT_OF: Final = {("stage", "gate"): "opportunity"}
"""Whom criteria are about, where it is not people."""
ACTORS: Final = frozenset({"actor", "created_by"})
Values = Mapping[str, Any]
Way = Callable[[AuditRow, str, Values], str]


@dataclass(frozen=True)
class Change:
    """One value of a change; `before` and `after` are empty where there was or is none."""

    label: Text
    before: str
    after: str


class Telling:
    """Tells the changes of one page of the audit; all names come in one statement."""

    def __init__(self, rows: Sequence[AuditRow], *, actor: Actor, look: Look) -> None:
        self._look = look
        wanted: defaultdict[str, set[int]] = defaultdict(set)
        for row in rows:
            wanted[row.table].add(row.row_id)
            wanted["access_user"] |= set(_users_in(row))
            for table, row_id in _referred(row):
                wanted[table].add(row_id)
        self._names = names_of_rows(wanted, actor=actor)

    def who(self, actor: str) -> str:
        """Whoever did it: their name, with a mark where a program acted for them."""
        user, _, token = actor.partition("/")
        kind, _, rest = user.partition(":")
        if kind == "user":
            name = self._name("access_user", rest) or gettext("User %(no)s") % {"no": rest}
            return f"{name} · API" if token else name
        if kind == "system":
            return "Qanat"
        return gettext("Directly in the database") if user == "database" else actor

    def record(self, row: AuditRow) -> str:
        """The name of the row; of one that is gone, its last."""
        named = self._name(row.table, row.row_id)
        return named or _called(row.before or {}).in_language(self._look.language)

    def changes(self, row: AuditRow) -> Iterator[Change]:
        """The values of the row that are others now."""
        before, after = dict(row.before or {}), dict(row.after or {})
        yield from self._own_fields(row, before.pop(CUSTOM, None), after.pop(CUSTOM, None))
        for column in sorted({*before, *after} - SILENT):
            was, now = (_cut(self._shown(row, column, values)) for values in (before, after))
            if was or now:
                yield Change(column_word(row.table, column), was, now)

    def _own_fields(self, row: AuditRow, was: Any, now: Any) -> Iterator[Change]:
        was, now = was or {}, now or {}
        for key in sorted({*was, *now}):
            if was.get(key) != now.get(key):
                label = self._field_labels.get((row.table, key), key)
                said = (self._own_value(row.table, key, each.get(key)) for each in (was, now))
                yield Change(label, *map(_cut, said))

    def _own_value(self, entity: str, key: str, value: Any) -> str:
        field = self._fields.get((entity, key))
        return self._plain(field.said(value, self._look.language) if field else value)

    @cached_property
    def _fields(self) -> dict[tuple[str, str], FieldRow]:
        return {(entity, each.key): each for entity in ENTITIES for each in custom_fields(entity)}

    @cached_property
    def _field_labels(self) -> dict[tuple[str, str], str]:
        language = self._look.language
        return {
            place: each.labels.get(language) or each.labels.get("en") or each.key
            for place, each in self._fields.items()
        }

    @cached_property
    def _people_words(self) -> Mapping[str, Mapping[str, str]]:
        language = self._look.language
        return {"status": status_labels(language), "lifecycle": lifecycle_words(language)}

    def _shown(self, row: AuditRow, column: str, values: Values) -> str:
        """The value of the column as text; empty for none."""
        value = values.get(column)
        if value is None or value in ("", [], {}):
            return ""
        shape = columns_of_table(row.table).get(column, ColumnShape(Holds.OTHER))
        if shape.holds is Holds.ROW:
            return self._name(shape.table, value) or str(value)
        return self._way(row, column, shape.holds)(row, column, values)

    def _way(self, row: AuditRow, column: str, holds: Holds) -> Callable[..., str]:
        """How values of the column are told."""
        if (row.table, column) in VALUES:
            return self._word
        if row.table == "person" and column in self._people_words:
            return self._word
        return self._by_column.get(column) or self._by_shape.get(holds) or self._otherwise

    @cached_property
    def _by_column(self) -> Mapping[str, Way]:
        return {
            **dict.fromkeys(("criteria", "gate", "opportunity_criteria"), self._sentence),
            **dict.fromkeys(ACTORS, lambda _row, name, values: self.who(values[name])),
            "country": lambda _row, name, values: country_name(values[name], self._look.language),
            "labels": self._label,
            "language": lambda _row, name, values: _language(values[name]),
            "languages": lambda _row, name, values: self._look.joined(map(_language, values[name])),
        }

    @cached_property
    def _by_shape(self) -> Mapping[Holds, Way]:
        return {Holds.INSTANT: self._instant, Holds.DAY: self._day, Holds.AMOUNT: self._money}

    def _otherwise(self, _row: AuditRow, column: str, values: Values) -> str:
        return self._plain(values[column])

    def _label(self, _row: AuditRow, column: str, values: Values) -> str:
        labels: dict[str, str] = values[column]
        return labels.get(self._look.language) or labels.get("en") or next(iter(labels.values()))

    def _word(self, row: AuditRow, column: str, values: Values) -> str:
        words = VALUES.get((row.table, column)) or self._people_words[column]
        return str(words.get(values[column], values[column]))

    def _sentence(self, row: AuditRow, column: str, values: Values) -> str:
        subject = SUBJECT_OF.get((row.table, column), "person")
        try:
            return describe(values[column], self._look.language, subject=subject)
        except Invalid:  # it speaks of what is gone
            return gettext("a condition on something that is no longer there")

    def _instant(self, _row: AuditRow, column: str, values: Values) -> str:
        return self._look.instant(datetime.fromisoformat(values[column]))

    def _day(self, _row: AuditRow, column: str, values: Values) -> str:
        return self._look.day(date.fromisoformat(values[column]))

    def _money(self, row: AuditRow, column: str, values: Values) -> str:
        named = self._names.get((row.table, row.row_id), Called())
        currency = values.get("currency") or named.currency
        amount = Decimal(str(values[column]))
        return self._look.money(Money(amount, currency)) if currency else self._look.number(amount)

    def _plain(self, value: Any) -> str:
        match value:
            case bool():
                return gettext("Yes") if value else gettext("No")
            case int() | float():
                return self._look.number(value)
            case list():
                return self._look.joined(self._plain(each) for each in value)
            case dict():
                return self._look.joined(
                    text for each in value.values() if (text := self._plain(each))
                )
            case _:
                return "" if value is None else str(value)

    def _name(self, table: str, row_id: Any) -> str:
        if not str(row_id).isdecimal():
            return ""
        named = self._names.get((table, int(row_id)), Called())
        return named.in_language(self._look.language)


def _language(code: str) -> str:
    return LANGUAGE_NAMES.get(code, code)


def _called(values: Mapping[str, Any]) -> Called:
    for column in ("name", "full_name", "title", "subject", "value", "email"):
        if isinstance(values.get(column), str) and values[column]:
            return Called(name=values[column])
    labels = values.get("labels")
    return Called(labels=labels if isinstance(labels, dict) else {})


def _referred(row: AuditRow) -> Iterator[tuple[str, int]]:
    """The rows of other tables that the change speaks of."""
    for column, shape in columns_of_table(row.table).items():
        for values in (row.before, row.after):
            if shape.table and isinstance(value := (values or {}).get(column), int):
                yield shape.table, value


def _users_in(row: AuditRow) -> Iterator[int]:
    """The users who did it, or of whom it says that they did something."""
    told = [(values or {}).get(column) for values in (row.before, row.after) for column in ACTORS]
    for actor in (row.actor, *told):
        kind, _, rest = str(actor or "").partition("/")[0].partition(":")
        if kind == "user" and rest.isdecimal():
            yield int(rest)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
