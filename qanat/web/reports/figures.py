"""Single figures: how large, against the period before, and of which records."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from qanat.insight.public import Column, Kind, Table
from qanat.web.look import Look
from qanat.web.reports.cells import shown_money, shown_value

# Of what stands now there is no figure of the period before.
STANDING: Final = frozenset(
    ("open", "open_value", "weighted_value", "open_people", "without_next_step", "untouched")
)
_LESS_IS_BETTER: Final = frozenset(("response_hours", "untouched", "lost", "without_next_step"))
_NO_VERDICT: Final = frozenset(("cost", "other_currencies"))


@dataclass(frozen=True, kw_only=True)
class Change:
    """Against the period before.

    Attributes:
        shown: such as `12%`, or points of a rate; empty when nothing changed.
        up: whether it is more than before.
        good: whether that is welcome; None when it is neither.
    """

    shown: str
    up: bool
    good: bool | None


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure with its name."""

    key: str
    label: str
    shown: str
    href: str
    change: Change | None
    leaks: bool


def figures_of(
    table: Table,
    before: Table | None,
    look: Look,
    href_of: Callable[[int, Column], str],
    keys: tuple[str, ...] = (),
) -> list[Figure]:
    """The figures of a report of one row: those of `keys`, or all."""
    row = table.rows[0]
    columns = {column.key: column for column in table.columns}
    found = []
    for key in keys or tuple(columns):
        column = columns[key]
        was = before.rows[0][key] if before and key not in STANDING else None
        found.append(
            Figure(
                key=key,
                label=column.label.in_language(look.language),
                shown=_shown(column, row[key], table.currency, look),
                href=href_of(0, column),
                change=change_of(column, row[key], was, look),
                leaks=key in {"untouched", "without_next_step"} and bool(row[key]),
            )
        )
    return found


def change_of(column: Column, now: Any, was: Any, look: Look) -> Change | None:
    """How a figure changed; None where there is nothing to compare with."""
    if now is None or was is None or (not was and column.kind is not Kind.RATE):
        return None
    difference = Decimal(str(now)) - Decimal(str(was))
    if column.kind is Kind.RATE:
        points = abs(difference) * 100
        shown = _("%(count)s points") % {"count": look.number(points, 1)}
    else:
        points = abs(difference / Decimal(str(was))) * 100
        shown = look.percent(points / 100)
    if round(points, 1) == 0:
        return Change(shown="", up=False, good=None)
    up = difference > 0
    verdict = None if column.key in _NO_VERDICT else up != (column.key in _LESS_IS_BETTER)
    return Change(shown=shown, up=up, good=verdict)


def _shown(column: Column, value: Any, currency: str, look: Look) -> str:
    if value is not None and column.kind is Kind.MONEY:
        return shown_money(value, currency, look)
    return shown_value(column, value, look)
