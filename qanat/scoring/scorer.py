"""Computing scores and writing them where they changed.

Few people: their rows are locked and one statement computes and writes, so that of two changes of
a person at once the second sees the facts of the first. Everybody: computed into a temporary
table, which may run parallel, and then written in one statement; whoever was scored later in the
meantime keeps that score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from qanat.kernel.sql import Sql
from qanat.people.public import lock_people
from qanat.platform.actor import Actor, acting
from qanat.platform.database import bulk_session
from qanat.scoring.active import hold_active_model, plan_of_activated
from qanat.scoring.few import score_rows
from qanat.scoring.plan import scored
from qanat.scoring.writing import writing


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

    Raises:
        NotAllowed: `actor` may not change scores.
        Invalid: there is no active model (`no_active_model`).
    """
    actor.require("scoring.change")
    with acting(actor), connection.cursor() as cursor:
        bulk_session(cursor)
        plan = plan_of_activated(hold_active_model().id)
        computed = scored(plan, at=at, people=None)
        cursor.execute("DROP TABLE IF EXISTS score_draft")
        cursor.execute(
            "CREATE TEMPORARY TABLE score_draft ON COMMIT DROP AS " + computed.text,
            computed.params,
        )
        cursor.execute("ANALYZE score_draft")
        cursor.execute("SELECT count(*) FROM score_draft")
        people = cursor.fetchone()[0]
        drafts = Sql("SELECT * FROM score_draft")
        write = writing(plan.model_id, drafts, at=at, only_newer=True)
        write += Sql("SELECT count(*) FROM written")
        cursor.execute(write.text, write.params)
        return Rescored(people=people, changed=cursor.fetchone()[0])
