"""What a changed model would do, without writing anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from qanat.kernel.sql import Sql
from qanat.platform.actor import Actor, acting
from qanat.platform.database import bulk_session
from qanat.platform.statements import select
from qanat.scoring.editing import RuleDraft, check_rule
from qanat.scoring.models import ScoreModel
from qanat.scoring.plan import Plan, scored
from qanat.scoring.queries import list_rules
from qanat.scoring.rules import Rule, Thresholds

COUNTS = """
SELECT kept.band, scored.band, count(*),
    count(*) FILTER (WHERE scored.total > kept.total),
    count(*) FILTER (WHERE scored.total < kept.total),
    count(*) FILTER (WHERE scored.total >= %s::int AND (kept.total >= m.mql_at) IS NOT TRUE),
    count(*) FILTER (WHERE scored.total < %s::int AND kept.total >= m.mql_at)
FROM scored
LEFT JOIN score kept USING (person_id)
LEFT JOIN score_model m ON m.id = kept.model_id
GROUP BY kept.band, scored.band
"""
NOTHING = Sql("")


@dataclass(frozen=True, kw_only=True)
class Preview:
    """How scores would change, over the people whom the actor may see.

    Attributes:
        moves: people by band now and then; the band now is None where there is no score yet.
        up, down: people whose total would rise, or fall.
        newly_qualified, no_longer_qualified: by the MQL threshold.
    """

    people: int
    moves: dict[tuple[str | None, str], int]
    up: int
    down: int
    newly_qualified: int
    no_longer_qualified: int

    @property
    def changing_band(self) -> int:
        """People who had a band and would come into another one."""
        return sum(
            number for (before, after), number in self.moves.items() if before not in (None, after)
        )


def preview(
    rules: Sequence[RuleDraft],
    *,
    thresholds: Thresholds | None = None,
    at: datetime,
    actor: Actor,
) -> Preview:
    """What these rules would do in the place of the scores as they stand.

    Raises:
        NotAllowed: the actor may not see score models.
        Invalid: a rule is wrong; the path begins with its place.
    """
    actor.require("scoring.view")
    checked = [check_rule(rule) for rule in rules]
    return _preview(checked, thresholds or Thresholds(), at=at, actor=actor)


def preview_model(model_id: int, *, at: datetime, actor: Actor) -> Preview:
    """What activating the model would do.

    Raises:
        NotFound: there is no such model.
    """
    drafts = [
        RuleDraft(name=rule.name, group=rule.group, criteria=rule.criteria, points=rule.points)
        for rule in list_rules(model_id, actor)
        if rule.active and rule.readable
    ]
    model = ScoreModel.objects.get(id=model_id)
    levels = Thresholds(warm_at=model.warm_at, hot_at=model.hot_at, mql_at=model.mql_at)
    return preview(drafts, thresholds=levels, at=at, actor=actor)


def _preview(
    rules: Sequence[Rule], thresholds: Thresholds, *, at: datetime, actor: Actor
) -> Preview:
    people = None
    if actor.sees is not None:
        people = Sql("SELECT p.id FROM person p WHERE p.deleted_at IS NULL AND ")
        people += actor.visible("p.owner_id")
    computed = scored(Plan(0, tuple(rules), thresholds), at=at, people=people)
    with acting(actor), connection.cursor() as cursor:
        bulk_session(cursor)
        return preview_of(thresholds, "WITH scored AS MATERIALIZED (" + computed + ")")


def preview_of(thresholds: Thresholds, scored_as: Sql = NOTHING) -> Preview:
    """The preview of what is in `scored`: a table of this transaction, or what comes before."""
    rows = select(scored_as + Sql(COUNTS, (thresholds.mql_at, thresholds.mql_at)))
    return Preview(
        people=sum(row[2] for row in rows),
        moves={(before, after): number for before, after, number, *_ in rows},
        up=sum(row[3] for row in rows),
        down=sum(row[4] for row in rows),
        newly_qualified=sum(row[5] for row in rows),
        no_longer_qualified=sum(row[6] for row in rows),
    )
