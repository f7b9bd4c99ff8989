"""What is known of people already moved, asked in sets."""

from collections.abc import Sequence

from qanat.kernel.sql import Sql
from qanat.platform.statements import select


def account_of_people(ids: Sequence[int]) -> dict[int, int]:
    """The account of each of the people who has one."""
    rows = select(
        Sql("SELECT id, account_id FROM person WHERE id = ANY(%s) AND account_id > 0", (list(ids),))
    )
    return dict(rows)


def people_by_family_name(ids: Sequence[int]) -> dict[str, int]:
    """Those of the people whose family name nobody else among them has, by that name."""
    rows = select(
        Sql(
            "SELECT family_name, min(id) FROM person WHERE id = ANY(%s)"
            " GROUP BY family_name HAVING count(*) = 1",
            (list(ids),),
        )
    )
    return dict(rows)
