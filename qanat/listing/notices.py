"""A user's notices, with the names of what they are about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor
from qanat.platform.statements import select, statement

LAST: Final = 2**62


@dataclass(frozen=True, kw_only=True)
class NoticeRow:
    """A notice as its reader may see it.

    Attributes:
        kind: a `notices.NoticeKind`.
        count: of how many leads it tells.
        person_id, opportunity_id: None when it is about none, or about one out of the reader's sight.
        run_state: of an import; empty when it is about none.
        file_subject: of what the list is whose file is ready; empty when it is about none.
        deed_subject: of what the list is that something was done to; empty when it is about none.
        deed_state: where the deed was then, a `deeds.DeedState`.
        by_name: whose deed it was; empty for a part of Qanat.
    """

    id: int
    kind: str
    at: datetime
    read: bool
    count: int
    person_id: int | None
    person_name: str
    opportunity_id: int | None
    opportunity_name: str
    task_title: str
    run_id: int | None
    run_name: str
    run_state: str
    file_subject: str
    file_rows: int
    deed_id: int | None
    deed_subject: str
    deed_state: str
    by_name: str


def notices_of(actor: Actor, *, before: int | None = None, limit: int = 20) -> list[NoticeRow]:
    """The actor's notices, the last first, those that came before `before`; one statement."""
    text = statement(__file__, "notices")
    head, _, rest = text.partition("{person}")
    middle, _, tail = rest.partition("{opportunity}")
    last = (actor.user_id, LAST if before is None else before, limit)
    query = Sql(head) + actor.visible("p.owner_id") + Sql(middle) + actor.visible("o.owner_id")
    names = NoticeRow.__dataclass_fields__
    return [
        NoticeRow(**dict(zip(names, row, strict=True))) for row in select(query + Sql(tail, last))
    ]
