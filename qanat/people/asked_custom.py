"""Custom fields in criteria, as `person.custom.<key>`: they come along by themselves."""

import re
from collections.abc import Callable, Sequence

from qanat.criteria.public import (
    CHOICE,
    CHOICES,
    MONEY,
    NUMBER,
    TEXT,
    WRITTEN_DATE,
    YES_NO,
    Choices,
    Field,
    FieldFamily,
)
from qanat.kernel.phrase import Phrase
from qanat.kernel.sql import Sql
from qanat.people.asked_choices import MOST_LISTED, phrase_of
from qanat.people.custom_rules import LANGUAGES, choice_label
from qanat.people.models import CustomField

KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
"""What a key must be, here once more because it becomes part of SQL text."""

# Each gives NULL for a value of another type, so that one wrong value stops nothing. CASE, since
# the conditions of AND may be evaluated in any order.
VALUES = {
    "text": "COALESCE({alias}.custom ->> '{key}', '')",
    "number": (
        "CASE WHEN jsonb_typeof({alias}.custom -> '{key}') = 'number'"
        " THEN ({alias}.custom -> '{key}')::numeric END"
    ),
    "money": (
        "CASE WHEN {alias}.custom -> '{key}' ->> 'amount' ~ '^-?[0-9]{{1,18}}([.][0-9]{{1,2}})?$'"
        " THEN ({alias}.custom -> '{key}' ->> 'amount')::numeric END"
    ),
    "date": "({alias}.custom ->> '{key}') COLLATE \"C\"",
    "choice": "COALESCE({alias}.custom ->> '{key}', '')",
    "choices": "({alias}.custom -> '{key}')",
    "yes_no": (
        "CASE WHEN jsonb_typeof({alias}.custom -> '{key}') = 'boolean'"
        " THEN ({alias}.custom -> '{key}')::boolean END"
    ),
}
TYPES = {
    "text": TEXT,
    "number": NUMBER,
    "money": MONEY,
    "date": WRITTEN_DATE,
    "choice": CHOICE,
    "choices": CHOICES,
    "url": TEXT,
    "email": TEXT,
    "phone": TEXT,
    "yes_no": YES_NO,
}
EXAMPLES = {"number": 10, "money": 1000, "date": "2026-01-01", "yes_no": True}


def indexed_expression(kind: str, *, alias: str, key: str) -> str:
    """What criteria compare in a field of that kind, for an index that serves them."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key")
    value = VALUES.get(kind, VALUES["text"]).format(alias=alias, key=key)
    return f"qanat_matching_key({value})" if TYPES[kind] is TEXT else value


def custom_family(entity: str, alias: str) -> FieldFamily:
    """The custom fields of an entity, whose table has that alias and a column `custom`."""
    prefix = f"{entity}.custom."
    return FieldFamily(
        name=prefix,
        label=Phrase("custom fields", "الحقول المخصصة", "فیلدهای سفارشی"),
        find=_finding(entity, alias, prefix),
        listed=_listing(entity, alias),
    )


def _finding(entity: str, alias: str, prefix: str) -> Callable[[str], Field | None]:
    def find(name: str) -> Field | None:
        key = name.removeprefix(prefix)
        if not KEY.fullmatch(key):
            return None
        row = CustomField.objects.filter(entity=entity, key=key, deleted_at=None).first()
        return None if row is None else _field(row, alias)

    return find


def _listing(entity: str, alias: str) -> Callable[[], Sequence[Field]]:
    def listed() -> Sequence[Field]:
        rows = CustomField.objects.filter(entity=entity, deleted_at=None).order_by("key")
        return [_field(row, alias) for row in rows[:MOST_LISTED]]

    return listed


def _field(row: CustomField, alias: str) -> Field:
    choices = {choice: _phrase(row, choice) for choice in row.choices}
    text = VALUES.get(row.kind, VALUES["text"]).format(alias=alias, key=row.key)
    first = next(iter(choices), "example")
    return Field(
        name=f"{row.entity}.custom.{row.key}",
        source=row.entity,
        type=TYPES[row.kind],
        label=phrase_of(row.labels, row.key),
        quoted=True,
        value=Sql(text),
        choices=_choices(choices) if choices else None,
        example=EXAMPLES.get(row.kind, first),
    )


def _phrase(row: CustomField, choice: str) -> Phrase:
    """What the choice is called; everywhere as it is kept where nobody gave it a label."""
    en, ar, fa = (choice_label(row.choice_labels, choice, each) for each in LANGUAGES)
    return Phrase(en, ar, fa)


def _choices(labels: dict[str, Phrase]) -> Choices:
    return Choices(named=lambda _values: labels, listed=lambda: labels)
