"""Custom fields: defined, changed, deleted, indexed; and their rules for the entry.

A field's kind never changes, since its values are stored by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django import app
from psycopg import sql as compose

from qanat.kernel.errors import Conflict, Invalid, NotFound
from qanat.people.asked_custom import indexed_expression
from qanat.people.custom_rules import (
    checked_choice_labels,
    checked_choices,
    checked_key,
    checked_labels,
    choice_label,
)
from qanat.people.custom_values import KINDS, FieldRule, read_custom
from qanat.people.models import CustomField
from qanat.people.readers import Place
from qanat.platform.actor import Actor, acting

ENTITIES: Final = {"person": "person", "account": "account", "opportunity": "opportunity"}
"""What can have custom fields, and the table of each."""
MOST_FIELDS: Final = 500


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """One custom field as it is defined."""

    entity: str
    key: str
    kind: str
    labels: Mapping[str, str]
    choices: tuple[str, ...]
    choice_labels: Mapping[str, Mapping[str, str]]
    indexed: bool

    def choice_said(self, choice: str, language: str) -> str:
        """What a choice is called in the language."""
        return choice_label(self.choice_labels, choice, language)

    def said(self, value: Any, language: str) -> Any:
        """A choice, or each of several, as it is called in the language; any other value as it is."""
        if self.kind == "choice" and isinstance(value, str):
            return self.choice_said(value, language)
        if self.kind == "choices" and isinstance(value, list):
            return [self.choice_said(each, language) for each in value]
        return value


def custom_fields(entity: str) -> list[FieldRow]:
    """The custom fields of an entity, in the order in which they were defined; one query."""
    return [
        _row(field)
        for field in CustomField.objects.filter(entity=entity, deleted_at=None).order_by("id")
    ]


def field_rules(entity: str) -> list[FieldRule]:
    """What the custom fields of an entity ask of their values; one query."""
    return [
        FieldRule(key=field.key, kind=field.kind, choices=field.choices)
        for field in custom_fields(entity)
    ]


def check_custom(
    entity: str, values: object, *, country: str | None, now: datetime
) -> dict[str, Any]:
    """The custom values fit to store; None for those to take away.

    Raises:
        Invalid: with the path of each fault, from `custom` on.
    """
    found, faults = read_custom(values, field_rules(entity), Place(country=country, now=now))
    if faults:
        raise Invalid.of(tuple(faults))
    return found


def define_field(
    entity: str,
    key: str,
    *,
    kind: str,
    labels: Mapping[str, str],
    choices: Sequence[str] = (),
    choice_labels: Mapping[str, Mapping[str, str]] | None = None,
    actor: Actor,
    now: datetime,
) -> FieldRow:
    """A new custom field.

    Raises:
        Invalid: `unknown_entity`, `unknown_kind`, `field_key`, `field_label`, `field_choices`,
            or `too_many_fields`.
        Conflict: there is one of this key, or one that was deleted and is still being cleared.
    """
    actor.require("settings.change")
    _check_definition(entity, kind)
    with acting(actor):
        if CustomField.objects.filter(entity=entity).count() >= MOST_FIELDS:
            raise Invalid(f"At most {MOST_FIELDS} fields can be kept.", code="too_many_fields")
        allowed = checked_choices(kind, choices)
        try:
            with transaction.atomic():
                field = CustomField.objects.create(
                    entity=entity,
                    key=checked_key(key),
                    kind=kind,
                    labels=checked_labels(labels),
                    choices=allowed,
                    choice_labels=checked_choice_labels(allowed, choice_labels or {}),
                    created_at=now,
                )
        except IntegrityError as error:
            message = f"There is a field {key} of this {entity} already."
            raise Conflict(message, record=f"fields/{entity}/{key}") from error
    return _row(field)


def change_field(
    entity: str,
    key: str,
    *,
    labels: Mapping[str, str] | None = None,
    choices: Sequence[str] | None = None,
    choice_labels: Mapping[str, Mapping[str, str]] | None = None,
    actor: Actor,
) -> FieldRow:
    """The field with other labels or choices; values of a choice that is gone stay as they are.

    `choice_labels` are all there shall be; without them those of the choices that stay are kept.

    Raises:
        Invalid: `field_label` or `field_choices`.
        NotFound: there is no such field.
    """
    actor.require("settings.change")
    with acting(actor):
        field = _locked(entity, key)
        if labels is not None:
            field.labels = checked_labels(labels)
        if choices is not None:
            field.choices = checked_choices(field.kind, choices)
        named = field.choice_labels if choice_labels is None else choice_labels
        field.choice_labels = checked_choice_labels(field.choices, named)
        field.save(update_fields=["labels", "choices", "choice_labels"])
    return _row(field)


def delete_field(entity: str, key: str, *, actor: Actor, now: datetime) -> None:
    """Take the field away; `clear_deleted_fields` then takes its values from the records.

    Raises:
        NotFound: there is no such field.
    """
    actor.require("settings.change")
    with acting(actor):
        field = _locked(entity, key)
        field.deleted_at = now
        field.save(update_fields=["deleted_at"])


CLEARED_AT_ONCE: Final = 5000


def clear_deleted_fields(*, actor: Actor) -> int:
    """How many records lost the value of a deleted field; `CLEARED_AT_ONCE` per transaction.

    When no record holds a value the field is gone for good, and its key is free again.
    """
    cleared = 0
    for field in CustomField.objects.exclude(deleted_at=None).order_by("id"):
        while taken := _clear_some(field, actor):
            cleared += taken
        with acting(actor):
            _drop_index(field)
            field.delete()
    return cleared


def _clear_some(field: CustomField, actor: Actor) -> int:
    table = compose.Identifier(ENTITIES[field.entity])
    clear = compose.SQL(
        "UPDATE {table} SET custom = custom - %(key)s WHERE id IN ("
        "SELECT id FROM {table} WHERE custom ? %(key)s ORDER BY id LIMIT %(limit)s FOR UPDATE)"
    ).format(table=table)
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(clear, {"key": field.key, "limit": CLEARED_AT_ONCE})
        return int(cursor.rowcount)


def index_field(entity: str, key: str, *, actor: Actor) -> None:
    """Have an index on the values of a field, built while others read and write.

    Outside any transaction, as PostgreSQL asks. An index that a crash left half built is built
    anew.

    The expression is the one that criteria ask by, so that they use the index.

    Raises:
        NotFound: there is no such field.
    """
    actor.require("settings.change")
    field = CustomField.objects.filter(entity=entity, key=key, deleted_at=None).first()
    if field is None:
        raise NotFound("custom field", f"{entity}.{key}")
    table = ENTITIES[entity]
    name = compose.Identifier(_index_name(field))
    build = compose.SQL("CREATE INDEX CONCURRENTLY {} ON {} USING {} (({})) {}").format(
        name,
        compose.Identifier(table),
        compose.SQL("gin" if field.kind == "choices" else "btree"),
        compose.SQL(indexed_expression(field.kind, alias=table, key=key)),
        compose.SQL("WHERE deleted_at IS NULL"),
    )
    with connection.cursor() as cursor:
        cursor.execute(compose.SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(name))
        cursor.execute(build)
    with acting(actor):
        CustomField.objects.filter(pk=field.pk).update(indexed=True)


def _drop_index(field: CustomField) -> None:
    with connection.cursor() as cursor:
        name = compose.Identifier(_index_name(field))
        cursor.execute(compose.SQL("DROP INDEX IF EXISTS {}").format(name))


def _index_name(field: CustomField) -> str:
    return f"custom_{field.pk}"


def _check_definition(entity: str, kind: str) -> None:
    if entity not in ENTITIES:
        message = f"Only {', '.join(ENTITIES)} can have fields."
        raise Invalid(message, ("entity",), code="unknown_entity")
    if kind not in KINDS:
        message = f"There is no kind {kind!r}; use one of {', '.join(KINDS)}."
        raise Invalid(message, ("kind",), code="unknown_kind")


def _locked(entity: str, key: str) -> CustomField:
    fields = CustomField.objects.select_for_update()
    field = fields.filter(entity=entity, key=key, deleted_at=None).first()
    if field is None:
        raise NotFound("custom field", f"{entity}.{key}")
    return field


def _row(field: CustomField) -> FieldRow:
    return FieldRow(
        entity=field.entity,
        key=field.key,
        kind=field.kind,
        labels=field.labels,
        choices=tuple(field.choices),
        choice_labels=field.choice_labels,
        indexed=field.indexed,
    )


def values_kept(entity: str, key: str, *, actor: Actor, cap: int) -> int:
    """How many records, the trash included, have a value in the field; counting stops at `cap`.

    Raises:
        NotFound: there is no such field.
    """
    actor.require("settings.change")
    if not CustomField.objects.filter(entity=entity, key=key, deleted_at=None).exists():
        raise NotFound("custom field", f"{entity}.{key}")
    count = compose.SQL(
        "SELECT count(*) FROM (SELECT 1 FROM {} WHERE custom ? %s LIMIT %s) AS found"
    ).format(compose.Identifier(ENTITIES[entity]))
    with connection.cursor() as cursor:
        cursor.execute(count, (key, cap))
        return int(cursor.fetchone()[0])


def begin_index(entity: str, key: str, *, actor: Actor) -> None:
    """Have a worker build the index of a field.

    Raises:
        NotFound: there is no such field.
    """
    actor.require("settings.change")
    if not CustomField.objects.filter(entity=entity, key=key, deleted_at=None).exists():
        raise NotFound("custom field", f"{entity}.{key}")
    app.configure_task("people.build_index").defer(entity=entity, key=key)
