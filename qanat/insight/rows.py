"""Reading SQL into rows."""

from django.db import connection

from qanat.insight.table import Row
from qanat.kernel.sql import Sql


def rows_of(statement: Sql) -> list[Row]:
    """Every row of the statement, by column name."""
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.params)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def rate(part: int, whole: int) -> float | None:
    """`part` of `whole`, from 0 up; None where there is no whole."""
    return part / whole if whole else None
