"""Running a list: a page of rows by key, the count and the foot, always scoped to who looks.

The page is found first (ids and what they are ordered by, so that an index serves it), then what
its columns show is looked up for those rows alone.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from qanat.criteria.public import where
from qanat.kernel.sql import Sql, joined
from qanat.listing.asking import LONGEST_SEARCH, Asked
from qanat.listing.subjects import Column, Foot, Kind, Subject, chosen_columns, columns_of
from qanat.people.public import accounts_search, people_search
from qanat.platform.actor import Actor
from qanat.platform.statements import select

MOST_ROWS: Final = 200
ROWS_OF_A_BATCH: Final = 2_000
CAP: Final = 10_000
_BEYOND: Final = {"ASC": ">", "DESC": "<"}
# Text is never taken for JSON: somebody may be called `{x}`. A choice is a key of ours, or has parts.
_OF_JSON: Final = frozenset(
    (Kind.SCORE, Kind.STEP, Kind.USER, Kind.MONEY, Kind.TAGS, Kind.ABOUT, Kind.CHOICE)
)


@dataclass(frozen=True)
class Row:
    """One record: its values by the key of their column; those with parts are mappings."""

    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """Rows in order, and the cursor after which the next page begins; empty on the last."""

    rows: list[Row]
    after: str


@dataclass(frozen=True)
class Best:
    """The first rows of a list, and how many there are in all."""

    rows: list[Row]
    count: int


@dataclass(frozen=True)
class Totals:
    """What a list says of all its records.

    Attributes:
        count: `CAP` + 1 stands for more.
        figures: by the key of the column; a sum is given as amount, currency and whether there are
            other currencies too.
    """

    count: int
    figures: dict[str, Any]


def page_of(asked: Asked, *, actor: Actor, now: datetime, after: str = "", limit: int = 60) -> Page:
    """A page of the list, one statement.

    Raises:
        NotAllowed: the actor may not see such records.
        Invalid: the criteria cannot be asked.
    """
    return _page_of(asked, actor=actor, now=now, after=after, size=min(limit, MOST_ROWS))


def best_of(asked: Asked, *, actor: Actor, now: datetime, limit: int) -> Best:
    """The first rows and the exact count, in one statement that asks the conditions once.

    It reads all that the list goes through: for lists that are short by nature, such as one's own.

    Raises:
        NotAllowed, Invalid: as `page_of`.
    """
    full = asked.completed()
    subject = full.of
    actor.require(subject.permission)
    columns = chosen_columns(subject, full.columns)
    by = columns_of(subject.name)[full.order.removeprefix("-")]
    joins = " ".join(subject.joins[name] for name in by.sort_joins)
    inside = Sql(f"SELECT {subject.alias}.id, {by.sort} AS sort, count(*) OVER () AS every")
    inside += f" FROM {subject.table} {joins} WHERE "
    inside += _conditions(full, actor=actor, now=now)
    inside += Sql(f" ORDER BY {_order(full, 'sort', f'{subject.alias}.id')} LIMIT %s", (limit,))
    found = select(_around(subject, inside, columns, _order(full), also=", page.every"))
    return Best([_row(each, columns) for each in found], found[0][-1] if found else 0)


def batches_of(asked: Asked, *, actor: Actor, now: datetime) -> Iterator[list[Row]]:
    """All rows of the list, thousands at a time; one statement each.

    Raises:
        NotAllowed, Invalid: as `page_of`.
    """
    after = ""
    while True:
        found = _page_of(asked, actor=actor, now=now, after=after, size=ROWS_OF_A_BATCH)
        yield found.rows
        after = found.after
        if not after:
            return


def _page_of(asked: Asked, *, actor: Actor, now: datetime, after: str, size: int) -> Page:
    full = asked.completed()
    subject = full.of
    actor.require(subject.permission)
    columns = chosen_columns(subject, full.columns)
    found = select(_page(full, columns, actor=actor, now=now, after=after, limit=size + 1))
    rows = [_row(found_row, columns) for found_row in found[:size]]
    more = len(found) > size
    return Page(rows, _cursor(found[size - 1]) if more else "")


def rows_of(
    subject_name: str, ids: Sequence[int], columns: Iterable[str], *, actor: Actor
) -> list[Row]:
    """The rows of some records, as far as the actor may see them; one statement."""
    asked = Asked(subject=subject_name, columns=tuple(columns)).completed()
    actor.require(asked.of.permission)
    chosen = chosen_columns(asked.of, asked.columns)
    inside = Sql(f"SELECT {asked.of.alias}.id, 0 AS sort FROM {asked.of.table} WHERE ")
    inside += _visible(asked.of, actor) + Sql(f" AND {asked.of.alias}.id = ANY(%s)", (list(ids),))
    return [_row(row, chosen) for row in select(_around(asked.of, inside, chosen, "page.id"))]


def ids_of(
    asked: Asked, *, actor: Actor, now: datetime, above: int = 0, limit: int = 1000
) -> list[int]:
    """The ids of all that the list goes through, in their order, from above an id; one statement."""
    subject = asked.of
    actor.require(subject.permission)
    query = Sql(f"SELECT {subject.alias}.id FROM {subject.table} WHERE ")
    query += _conditions(asked, actor=actor, now=now)
    query += Sql(
        f" AND {subject.alias}.id > %s ORDER BY {subject.alias}.id LIMIT %s", (above, limit)
    )
    return [row[0] for row in select(query)]


def count_of(asked: Asked, *, actor: Actor, now: datetime, cap: int | None = CAP) -> int:
    """How many records the list goes through; `cap` + 1 stands for more. One statement."""
    subject = asked.of
    actor.require(subject.permission)
    inside = Sql(f"SELECT FROM {subject.table} WHERE ") + _conditions(asked, actor=actor, now=now)
    most = None if cap is None else cap + 1
    query = "SELECT count(*) FROM (" + inside + Sql(" LIMIT %s) counted", (most,))
    return int(select(query)[0][0])


def totals_of(asked: Asked, *, actor: Actor, now: datetime) -> Totals:
    """The count and what stands at the foot of the columns, over the first `CAP` records; one statement."""
    full = asked.completed()
    subject = full.of
    actor.require(subject.permission)
    columns = [each for each in chosen_columns(subject, full.columns) if each.foot]
    if not columns:
        return Totals(count_of(full, actor=actor, now=now), {})
    names = dict.fromkeys(name for each in columns for name in each.foot_joins)
    joins = " ".join(subject.joins[name] for name in names)
    figures = "".join(f", {_figure(each, subject)}" for each in columns)
    found = Sql(f"SELECT {subject.alias}.id FROM {subject.table} WHERE ")
    found += _conditions(full, actor=actor, now=now) + Sql(" LIMIT %s", (CAP + 1,))
    query = "WITH found AS MATERIALIZED (" + found + ") SELECT (SELECT count(*) FROM found)"
    query += Sql(f"{figures} FROM (SELECT id FROM found LIMIT %s) page", (CAP,))
    query += f" JOIN {subject.table} ON {subject.alias}.id = page.id {joins}"
    count, *values = select(query)[0]
    named = zip(columns, values, strict=True)
    return Totals(int(count), {each.key: _json(value) for each, value in named})


def _figure(column: Column, subject: Subject) -> str:
    match column.foot:
        case Foot.AVERAGE:
            return f"round(avg({column.foot_sql}))"
        case Foot.SUM:
            money = f"{subject.alias}.currency"
            return (
                f"json_build_object('amount', sum({column.foot_sql})::text, 'currency', min({money}),"
                f" 'mixed', min({money}) <> max({money}))"
            )
        case _:
            return f"count(*) FILTER (WHERE {column.foot_sql})"


def _page(
    asked: Asked,
    columns: Sequence[Column],
    *,
    actor: Actor,
    now: datetime,
    after: str,
    limit: int,
) -> Sql:
    subject = asked.of
    by = columns_of(subject.name)[asked.order.removeprefix("-")]
    way = "DESC" if asked.order.startswith("-") else "ASC"
    place = _place(after)
    conditions = _conditions(asked, actor=actor, now=now)
    inside = _sorted(subject, by, conditions, way=way, place=place, limit=limit)
    if by.sort_joins:
        last = _unsorted(subject, by, conditions, way=way, place=place, limit=limit)
        if place is not None and place[0] is None:
            inside = last
        else:
            inside = "(" + inside + ") UNION ALL (" + last + Sql(") LIMIT %s", (limit,))
    return _around(subject, inside, columns, _order(asked))


def _order(asked: Asked, sort: str = "page.sort", record_id: str = "page.id") -> str:
    """The order of a list, with whom nothing is known about last."""
    way = "DESC" if asked.order.startswith("-") else "ASC"
    return f"{sort} {way} NULLS LAST, {record_id} {way}"


def _sorted(
    subject: Subject,
    by: Column,
    conditions: Sql,
    *,
    way: str,
    place: tuple[Any, int] | None,
    limit: int,
) -> Sql:
    tie = by.tie or f"{subject.alias}.id"
    joins = " ".join(subject.joins[name].replace("LEFT JOIN", "JOIN", 1) for name in by.sort_joins)
    query = Sql(f"SELECT {subject.alias}.id, {by.sort} AS sort FROM {subject.table} {joins} WHERE ")
    query += conditions
    if place is not None and place[0] is not None:
        query += Sql(f" AND ({by.sort}, {tie}) {_BEYOND[way]} (%s, %s)", place)
    return query + Sql(f" ORDER BY {by.sort} {way}, {tie} {way} LIMIT %s", (limit,))


def _unsorted(
    subject: Subject,
    by: Column,
    conditions: Sql,
    *,
    way: str,
    place: tuple[Any, int] | None,
    limit: int,
) -> Sql:
    """Those who have nothing to be ordered by; read only once the others are over."""
    joins = " ".join(subject.joins[name] for name in by.sort_joins)
    query = Sql(f"SELECT {subject.alias}.id, NULL AS sort FROM {subject.table} {joins} WHERE ")
    query += conditions + Sql(f" AND {by.sort} IS NULL")
    if place is not None and place[0] is None:
        query += Sql(f" AND {subject.alias}.id {_BEYOND[way]} %s", (place[1],))
    return query + Sql(f" ORDER BY {subject.alias}.id {way} LIMIT %s", (limit,))


def _around(
    subject: Subject, inside: Sql, columns: Sequence[Column], order: str, *, also: str = ""
) -> Sql:
    names = dict.fromkeys(name for each in columns for name in each.joins)
    joins = " ".join(subject.joins[name] for name in names)
    values = ", ".join(each.sql for each in columns)
    return (
        "WITH page AS MATERIALIZED ("
        + inside
        + f") SELECT page.id, page.sort, {values}{also} FROM page JOIN {subject.table}"
        f" ON {subject.alias}.id = page.id {joins} ORDER BY {order}"
    )


def condition_of(asked: Asked, *, actor: Actor, now: datetime) -> Sql:
    """The condition of a list over its table, for what shows the same records in another shape.

    Raises:
        NotAllowed: the actor may not see such records.
        Invalid: the criteria cannot be asked.
    """
    actor.require(asked.of.permission)
    return _conditions(asked, actor=actor, now=now)


def _conditions(asked: Asked, *, actor: Actor, now: datetime) -> Sql:
    subject = asked.of
    parts = [_visible(subject, actor)]
    if asked.criteria is not None and subject.criteria:
        condition = where(asked.criteria, at=now, subject=subject.criteria, user_id=actor.user_id)
        parts.append("(" + condition + ")")
    elif asked.criteria is not None:
        parts.append(_of_tasks(asked.criteria, actor=actor, now=now))
    if asked.search.strip():
        parts.append(_search(subject, asked.search))
    return joined(" AND ", parts)


def _visible(subject: Subject, actor: Actor) -> Sql:
    return f"{subject.alive} AND " + actor.visible(subject.owner)


def _of_tasks(criteria: Mapping[str, Any], *, actor: Actor, now: datetime) -> Sql:
    """Tasks are no subject of the criteria language; their views name one of a few conditions."""
    conditions = {
        "mine": Sql("t.owner_id = %s", (actor.user_id,)),
        "open": Sql("t.done_at IS NULL"),
        "done": Sql("t.done_at IS NOT NULL"),
        "overdue": Sql("t.due_at < %s", (now,)),
        "today": Sql("t.due_at < (date_trunc('day', %s::timestamptz) + interval '1 day')", (now,)),
    }
    asked = [conditions[name] for name in criteria.get("tasks", ()) if name in conditions]
    return joined(" AND ", asked) if asked else Sql("true")


def _search(subject: Subject, text: str) -> Sql:
    wanted = text.strip()[:LONGEST_SEARCH].replace("\0", "")
    nothing = Sql("false")
    match subject.name:
        case "people":
            return people_search(wanted) or nothing
        case "accounts":
            return accounts_search(wanted) or nothing
        case _:
            column = {"deals": "o.name", "tasks": "t.title"}[subject.name]
            like = wanted.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
            return Sql(f"{column} ILIKE %s", (f"%{like}%",))


def _row(found: Sequence[Any], columns: Sequence[Column]) -> Row:
    values = {
        column.key: _json(value) if column.kind in _OF_JSON else value
        for column, value in zip(columns, found[2 : 2 + len(columns)], strict=True)
    }
    return Row(found[0], values)


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value[:1] in "{[" else value


def _cursor(found: Sequence[Any]) -> str:
    return json.dumps([_plain(found[1]), found[0]])


def _plain(value: object) -> object:
    return str(value) if isinstance(value, datetime | date | Decimal) else value


def _place(after: str) -> tuple[Any, int] | None:
    """The cursor as it was given; None for none and for what is not one of ours."""
    try:
        sort, record_id = json.loads(after) if after else (None, None)
    except (ValueError, TypeError):
        return None
    return (sort, int(record_id)) if isinstance(record_id, int) else None
