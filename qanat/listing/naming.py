"""What rows of any table are called, for pages that speak of rows by their number, such as the audit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from qanat.platform.actor import Actor

_NO_LABELS: Final = "NULL::jsonb"
_PERSON: Final = "coalesce(nullif(full_name, ''), nullif(email, ''), phone)"
_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    **dict.fromkeys(
        (
            *("access_team", "access_token", "account", "form", "routing_pool", "routing_rule"),
            *("saved_report", "saved_view", "score_model", "score_rule", "static_list", "tag"),
        ),
        ("name", _NO_LABELS, "''"),
    ),
    **dict.fromkeys(
        ("custom_field", "lost_reason", "pipeline", "stage", "status"), ("''", "labels", "''")
    ),
    "access_user": ("coalesce(nullif(name, ''), email)", _NO_LABELS, "''"),
    "call": ("subject", _NO_LABELS, "''"),
    "campaign": ("name", _NO_LABELS, "currency"),
    "identifier": ("value", _NO_LABELS, "''"),
    "meeting": ("subject", _NO_LABELS, "''"),
    "note": ("left(text, 60)", _NO_LABELS, "''"),
    "opportunity": ("name", _NO_LABELS, "currency"),
    "person": (_PERSON, _NO_LABELS, "''"),
    "task": ("title", _NO_LABELS, "''"),
}
"""Of each table whose rows have names: the name, the names by language, the currency of its amounts."""


@dataclass(frozen=True, kw_only=True)
class Called:
    """What one row is called.

    Attributes:
        name: empty where it has `labels`, its name by language.
        currency: of its amounts; empty where it has none.
    """

    name: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""

    def in_language(self, language: str) -> str:
        """Its name in the language, or in English; empty where it has none."""
        return self.name or self.labels.get(language) or self.labels.get("en") or ""


def names_of_rows(
    wanted: Mapping[str, Collection[int]], *, actor: Actor
) -> dict[tuple[str, int], Called]:
    """What the rows are called, by table and id; those that are gone or nameless are left out.

    One statement for all tables. It passes over who may see which record: the audit, whose readers
    see every change of every record, is what it is for.
    """
    actor.require("audit.view")
    asked = {table: sorted(set(ids)) for table, ids in wanted.items() if ids and table in _NAMES}
    if not asked:
        return {}
    parts = [
        f"SELECT '{table}', id, {name}, {labels}, {currency} FROM {table} WHERE id = ANY(%s)"  # noqa: S608 our own text
        for table in asked
        for name, labels, currency in [_NAMES[table]]
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), list(asked.values()))
        return {(row[0], row[1]): _called(row) for row in cursor.fetchall()}


def _called(row: tuple[Any, ...]) -> Called:
    labels = row[3] if isinstance(row[3], dict) else {}
    return Called(name=row[2] or "", labels=labels, currency=row[4] or "")
