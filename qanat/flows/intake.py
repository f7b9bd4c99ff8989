"""The road a lead travels, from what arrived to an owner with a next step.

A batch goes down the road in one transaction: one form is a batch of one, an import a batch of
thousands, and each step issues a fixed number of statements. What arrived was kept before, so
whatever happens here can be repeated; `inbox.finish` in the same transaction makes it happen once.

`enrich` comes before `record`, so that a new person is written once, with all that can be told.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from qanat.flows.road.answer import answers_of
from qanat.flows.road.assign import assign
from qanat.flows.road.batch import Batch
from qanat.flows.road.enrich import enrich
from qanat.flows.road.enrol import enrol
from qanat.flows.road.match import match
from qanat.flows.road.read import read
from qanat.flows.road.record import record
from qanat.flows.road.score import qualify, score
from qanat.platform import inbox
from qanat.platform.actor import acting, system_actor
from qanat.platform.crash import crash_point
from qanat.platform.models import Submission

Step = Callable[[Batch], Batch]

STEPS: tuple[Step, ...] = (read, match, enrich, record, score, qualify, assign, enrol)
"""Each takes the batch and gives it on, in this order."""


def run_intake(submissions: Sequence[Submission], *, now: datetime, told: bool = False) -> None:
    """Take submissions down the road, in one transaction, once.

    They are held by one process and have one cause. Those whose hold was lost meanwhile are left
    alone. Afterwards `state`, `answer` and `problem` of the others tell what became of them: done,
    or refused with faults; with `told` the sender hears of it, else it is parked for somebody to mend.
    """
    worker = submissions[0].taken_by
    actor = system_actor("intake").because(cause_of(submissions[0]))
    with acting(actor, whole=True):
        held = inbox.hold([one.pk for one in submissions], worker=worker)
        batch = Batch(
            submissions=[one for one in submissions if one.pk in held], actor=actor, now=now
        )
        for step in STEPS:
            batch = step(batch)
            crash_point(step.__name__, submissions)
        answers = answers_of(batch)
        inbox.finish(answers, batch.submissions, worker=worker, now=now)
        inbox.set_aside(batch.refused, batch.submissions, told=told)
        crash_point("answer", submissions)
    crash_point("commit", submissions)


def cause_of(submission: Submission) -> str:
    """What the audit names as the cause: the import it is part of, which can be undone as a whole."""
    return submission.door if submission.door.startswith("import:") else ""
