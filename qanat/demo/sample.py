"""A few leads of the demo company in somebody else's installation, to try things out with.

They come by an import of their own kind, so that all of it is known and can be removed whole.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from procrastinate.contrib.django import app

from qanat.access.public import User
from qanat.capture.public import (
    SAMPLE,
    Run,
    begin_sample_run,
    note_progress,
    run_of,
    running,
)
from qanat.demo.bringing_in import Host, Scene, bring_in
from qanat.demo.campaigns import enter_campaigns
from qanat.demo.doings import Round, act_out, let_happen
from qanat.demo.plan import CompanyPlan, company_plan
from qanat.demo.workdays import ZONE
from qanat.flows.public import tell_import_finished
from qanat.people.public import Move, move_lifecycles
from qanat.pipeline.public import ensure_default_pipeline, list_pipelines
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.organisation import the_organisation
from qanat.platform.undo import done_by
from qanat.scoring.public import qualified_leads, score_people

PEOPLE: Final = 60
OUT_OF: Final = 400
"""They are the last of so many in 18 months, so that most of what happened is of these weeks."""
SEED: Final = 7
STAGES: Final = ("first_call", "presentation", "follow_up", "closed")


def begin_sample(name: str, *, actor: Actor, now: datetime) -> int:
    """The id of the import that brings the sample data, under this name; a worker does it, once.

    Raises:
        NotAllowed: `actor` may not change the settings.
    """
    with acting(actor):
        run_id, begins = begin_sample_run(name, rows=PEOPLE, actor=actor, now=now)
        if begins:
            app.configure_task("demo.bring_sample").defer(run_id=run_id)
    return run_id


def bring_sample(run_id: int, *, now: datetime, watch: Callable[[], datetime]) -> None:
    """Make the sample data as of `now`, however long it takes by the watch; may run twice, and goes on where it died."""
    system = system_actor("demo")
    row = run_of(run_id, actor=system)
    if row.state not in {"waiting", "running", "failed"}:
        return
    owner = User.objects.get(pk=row.started_by_id or 0)
    plan = _first_chapters(row.started_at)
    with running(SAMPLE, row.name, fingerprint=SAMPLE, mapping={}, actor=system, now=now) as run:
        host = Host(door=run.cause, owner=owner.email, watch=watch)
        scenes = _come_in(plan, run, host=host, language=owner.language, now=now)
        actor = system.because(run.cause)
        if not done_by(actor.name, run.cause, since=row.started_at):
            _live_on(plan, scenes, language=owner.language, actor=actor, now=now)
    tell_import_finished(run_id, row.started_by_id, now=now)


def _first_chapters(began_at: datetime) -> CompanyPlan:
    """The plan as of the day it was asked for, without those who come a second time."""
    plan = company_plan(people=OUT_OF, seed=SEED, today=began_at.astimezone(ZONE).date())
    journeys = tuple(replace(one, chapters=one.chapters[:1]) for one in plan.journeys[-PEOPLE:])
    used = {one.chapters[0].arrival.campaign.name for one in journeys}
    campaigns = tuple(one for one in plan.campaigns if one.name in used)
    return replace(plan, journeys=journeys, campaigns=campaigns)


def _come_in(
    plan: CompanyPlan, run: Run, *, host: Host, language: str, now: datetime
) -> list[Scene]:
    def advance(people: int) -> None:
        run.counts["read"] += people
        run.counts["created"] += people
        note_progress(run)

    cast = [(one, one.chapters[0]) for one in plan.journeys]
    return bring_in(cast, key=run.cause, language=language, now=now, advance=advance, host=host)


def _live_on(
    plan: CompanyPlan, scenes: list[Scene], *, language: str, actor: Actor, now: datetime
) -> None:
    """All that followed, in one transaction."""
    ensure_default_pipeline()
    currency = the_organisation().currency
    with acting(actor):
        acted = Round(
            scenes=scenes,
            campaigns=enter_campaigns(plan, language=language, currency=currency, now=now),
            stages=_stages(actor),
            language=language,
            actor=actor,
            now=now,
            currency=currency,
            own_fields=False,
        )
        let_happen(acted, _unwatched)
        act_out(acted)
        people = sorted({scene.person_id for scene in scenes})
        score_people(people, at=now, actor=actor)
        ready = set(qualified_leads(actor, limit=10_000)) & set(people)
        moves = [Move(person_id=each, to="mql", at=now, reason="score") for each in sorted(ready)]
        move_lifecycles(moves, actor=actor, now=now)


def _stages(actor: Actor) -> dict[str, int]:
    """The ids of the stages by the keys that the plan knows them by.

    They may have been taken out of the pipeline meanwhile; then others stand for them, in order.
    """
    there = list_pipelines(actor=actor)[0].stages
    by_key = {stage.key: stage.stage_id for stage in there}
    return {
        key: by_key.get(key, there[min(place, len(there) - 1)].stage_id)
        for place, key in enumerate(("lead", *STAGES))
    } | by_key


def _unwatched(events: int) -> None:
    """The page counts people, not what they do."""
