"""The active model, whose rules decide scores.

Scoring shares a lock that activating takes alone: once a model is active, no score of the one
before it is still being written, so that the rescore that follows covers everybody. A model that
has been active is never changed again, hence its plan is read once per process.
"""

from functools import lru_cache

from qanat.kernel.errors import Invalid
from qanat.platform.statements import fetch
from qanat.scoring.models import ScoreModel
from qanat.scoring.plan import Plan, plan_of

LOCK = 5_362_071_944
"""The advisory lock; any number that nobody else uses."""


def active_plan() -> Plan:
    """The plan of the active model, which stays active until the transaction ends.

    Raises:
        Invalid: there is none (`no_active_model`).
    """
    fetch("SELECT pg_advisory_xact_lock_shared(%s::bigint)", (LOCK,))
    # In a statement of its own: one that waited for the lock would read as before it waited.
    rows = fetch("SELECT id FROM score_model WHERE active")
    if not rows:
        raise Invalid("No score model is active; activate one.", code="no_active_model")
    return _plan(rows[0][0])


def lock_activation() -> None:
    """Wait until no scoring is under way, and hold off new ones until the transaction ends."""
    fetch("SELECT pg_advisory_xact_lock(%s::bigint)", (LOCK,))


@lru_cache(maxsize=16)
def _plan(model_id: int) -> Plan:
    return plan_of(ScoreModel.objects.get(id=model_id))
