"""What the columns of a table hold, for whoever reads values of any table, as the audit has them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models


class Holds(StrEnum):
    """What a column holds, as far as it is read in a way of its own."""

    INSTANT = "instant"
    DAY = "day"
    AMOUNT = "amount"
    ROW = "row"
    OTHER = "other"


@dataclass(frozen=True)
class ColumnShape:
    """What one column holds.

    Attributes:
        table: whose rows it refers to; empty where it refers to none.
    """

    holds: Holds
    table: str = ""


@cache
def columns_of_table(table: str) -> Mapping[str, ColumnShape]:
    """The columns of the table by name; none where it is no table of ours."""
    for model in apps.get_models():
        if model._meta.db_table == table:  # noqa: SLF001 Django's documented way
            return dict(_shapes(model))
    return {}


def _shapes(model: type[models.Model]) -> Iterator[tuple[str, ColumnShape]]:
    for field in model._meta.concrete_fields:  # noqa: SLF001 Django's documented way
        yield str(field.column), _shape(field)


def _shape(field: "models.Field[Any, Any]") -> ColumnShape:
    match field:
        case models.ForeignKey():
            return ColumnShape(Holds.ROW, field.related_model._meta.db_table)  # noqa: SLF001 as above
        case models.DateTimeField():
            return ColumnShape(Holds.INSTANT)
        case models.DateField():
            return ColumnShape(Holds.DAY)
        case models.DecimalField():
            return ColumnShape(Holds.AMOUNT)
        case _:
            return ColumnShape(Holds.OTHER)
