"""Computing scores and writing them where they changed.

Few people: their rows are locked and one statement computes and writes, so that of two changes of
a person at once the second sees the facts of the first. Everybody: computed into a temporary
table, which may run parallel, and then written, many at a time; whoever was scored later in the
meantime keeps that score.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.backends.utils import CursorWrapper

from qanat.kernel.sql import Sql
from qanat.people.public import lock_people
from qanat.platform.actor import Actor, acting
from qanat.platform.database import bulk_session
from qanat.scoring.active import hold_active_model, plan_of_activated
from qanat.scoring.few import score_rows
from qanat.scoring.plan import Plan, scored
from qanat.scoring.rescores import begin_rescore, note_counted, note_done, note_written
from qanat.scoring.writing import writing

BATCH: Final = 200_000


@dataclass(frozen=True)
class ScoreMove:
    """A person's score changed, or came to be.

    Attributes:
        before, band_before: None when there was no score.
        qualifies: the total reaches the threshold of marketing-qualified.
    """

    person_id: int
    before: int | None
    after: int
    band_before: str | None
    band: str
    qualifies: bool


@dataclass(frozen=True)
class Rescored:
    """What rescoring everybody did: how many people there are, and whose score changed."""

    people: int
    changed: int


@dataclass(frozen=True)
class _Batch:
    """How many people were compared, how many rows written, and how many totals are others now."""

    compared: int
    written: int
    moved: int


def score_people(ids: Sequence[int], *, at: datetime, actor: Actor) -> list[ScoreMove]:
    """Score these people under the active model; gives those whose score changed, by id.

    Deleted people are left out. A change appends to the history when the total differs.

    Raises:
        NotAllowed: `actor` may not change scores.
        Invalid: there is no active model (`no_active_model`).
    """
    actor.require("scoring.change")
    if not ids:
        return []
    with acting(actor):
        model = hold_active_model()
        alive = lock_people(ids)
        return [ScoreMove(*row) for row in score_rows(model, alive, at=at)]


def score_everybody(*, at: datetime, actor: Actor) -> Rescored:
    """Score everybody alive under the active model, in one pass.

    The points are counted in one transaction, and written in further ones of `BATCH` people, so
    that rows are not held until the end and others see how far it is. Should another model become
    active meanwhile, its own rescore does the rest.

    Raises:
        NotAllowed: `actor` may not change scores.
        Invalid: there is no active model (`no_active_model`).
    """
    actor.require("scoring.change")
    with acting(actor):
        run = begin_rescore(hold_active_model().id)
    with acting(actor), connection.cursor() as cursor:
        plan = plan_of_activated(hold_active_model().id)
        people, first, last = _count_points(plan, at, cursor)
        note_counted(run, people)
    changed = 0
    for after, until in _ranges(people, first, last):
        with acting(actor), connection.cursor() as cursor:
            if hold_active_model().id != plan.model_id:
                break
            batch = _write(plan, after, until, at, cursor)
            note_written(run, compared=batch.compared, changed=batch.moved)
            changed += batch.written
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("DROP TABLE score_draft")
        note_done(run)
    return Rescored(people=people, changed=changed)


def _count_points(plan: Plan, at: datetime, cursor: CursorWrapper) -> tuple[int, int, int]:
    """Compute every score into `score_draft`; how many there are, the first and the last person."""
    bulk_session(cursor)
    computed = scored(plan, at=at, people=None)
    cursor.execute("DROP TABLE IF EXISTS score_draft")
    cursor.execute("CREATE TEMPORARY TABLE score_draft AS " + computed.text, computed.params)
    cursor.execute("ANALYZE score_draft")
    cursor.execute(
        "SELECT count(*), coalesce(min(person_id), 0), coalesce(max(person_id), 0) FROM score_draft"
    )
    people, first, last = cursor.fetchone()
    return people, first, last


def _ranges(people: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Ranges of ids, from after the one up to the other, of about `BATCH` people."""
    width = max(1, -(-(last - first + 1) * BATCH // max(people, 1)))
    for after in range(first - 1, last, width):
        yield after, after + width


def _write(plan: Plan, after: int, until: int, at: datetime, cursor: CursorWrapper) -> _Batch:
    """Write those of the range whose score changed."""
    bulk_session(cursor)
    drafts = Sql(
        "SELECT * FROM score_draft WHERE person_id > %s AND person_id <= %s", (after, until)
    )
    write = writing(plan.model_id, drafts, at=at, only_newer=True)
    write += Sql(
        "SELECT (SELECT count(*) FROM scored), count(*),"
        " count(*) FILTER (WHERE moved.before IS DISTINCT FROM moved.total)"
        " FROM written JOIN moved USING (person_id)"
    )
    cursor.execute(write.text, write.params)
    return _Batch(*cursor.fetchone())
