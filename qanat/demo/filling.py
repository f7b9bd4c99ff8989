"""Acting the plan out: an empty installation becomes the demo company, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from qanat.demo.bringing_in import Scene, bring_in
from qanat.demo.doings import CURRENCY, Round, act_out, let_happen
from qanat.demo.ground import lay_ground
from qanat.demo.plan import CompanyPlan, company_plan
from qanat.demo.staff import ADMIN, ORGANISATION, PASSWORD, STAFF, employ
from qanat.demo.workdays import COUNTRY, TIME_ZONE, ZONE
from qanat.flows.public import found
from qanat.kernel.errors import Conflict, Invalid
from qanat.people.public import Move, add_to_list, create_list, move_lifecycles
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.models import Organisation
from qanat.platform.organisation import finish_set_up
from qanat.platform.statements import fetch
from qanat.scoring.public import qualified_leads, score_everybody
from qanat.timeline.public import CampaignDraft, write_campaigns

MOST_PEOPLE: Final = 50_000
Telling = Callable[[str, int], Callable[[int], None]]
"""Begins a part of the work, by its name and number of steps; what it gives counts the steps."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What was made; the token is shown this once."""

    token: str
    people: int
    events: int


def is_demo() -> bool:
    """Whether this installation is the demo company already.

    Raises:
        Conflict: it is somebody else's.
    """
    organisation = Organisation.objects.first()
    if organisation is None:
        return False
    if organisation.name != ORGANISATION or not _admin_is_there():
        raise Conflict(
            f"This installation is in use by {organisation.name or 'somebody'}, and the demo company"
            " would get in the way. Give it a home of its own: QANAT_HOME=~/qanat-demo qanat demo"
        )
    return True


def fill(*, people: int, seed: int, now: datetime, telling: Telling) -> Filled:
    """Make the demo company, in one transaction.

    Raises:
        Conflict: the installation is set up already.
        Invalid: too few or too many people.
    """
    if not 1 <= people <= MOST_PEOPLE:
        raise Invalid(f"Give from 1 to {MOST_PEOPLE} people.", ("people",), code="out_of_range")
    plan = company_plan(people=people, seed=seed, today=now.astimezone(ZONE).date())
    actor = system_actor("demo")
    with acting(actor):
        founded = found(
            now=now,
            organisation=ORGANISATION,
            email=ADMIN.email,
            name=ADMIN.name,
            password=PASSWORD,
            language=ADMIN.language,
            country=COUNTRY,
            currency=CURRENCY,
            time_zone=TIME_ZONE,
        )
        finish_set_up(actor=actor, now=now)
        users = employ(STAFF, actor=actor, now=now)
        stages = lay_ground(users, actor=actor, now=now)
        campaigns = _plan_campaigns(plan, now)
        events = _act_out(plan, campaigns, stages, seed=seed, actor=actor, now=now, telling=telling)
    fetch("ANALYZE")
    return Filled(token=founded.token, people=people, events=events)


def _act_out(
    plan: CompanyPlan,
    campaigns: dict[str, int],
    stages: dict[str, int],
    *,
    seed: int,
    actor: Actor,
    now: datetime,
    telling: Telling,
) -> int:
    """Both rounds of the plan; how many events the leads made by themselves."""
    events = 0
    for number, name in enumerate(("Leads come in", "Some come again")):
        cast = [(one, one.chapters[number]) for one in plan.journeys if len(one.chapters) > number]
        advance = telling(name, len(cast))
        scenes = bring_in(cast, key=f"demo:{seed}:{number}", now=now, advance=advance)
        acted = Round(scenes=scenes, campaigns=campaigns, stages=stages, actor=actor, now=now)
        if number == 0:
            events = sum(len(scene.journey.happenings) for scene in scenes)
            let_happen(acted, telling("They look around", events))
            _put_on_lists(scenes, actor, now)
        act_out(acted)
    _score(actor, now)
    return events


def _plan_campaigns(plan: CompanyPlan, now: datetime) -> dict[str, int]:
    drafts = [
        CampaignDraft(
            name=campaign.name,
            kind="Trade show" if campaign.channel.gathers == "show" else "Always on",
            status="active" if campaign.ends_on >= plan.today else "completed",
            source=campaign.channel.source,
            medium=campaign.channel.medium,
            budget=Decimal(campaign.budget),
            cost=Decimal(campaign.cost),
            currency=CURRENCY,
            starts_on=campaign.starts_on,
            ends_on=campaign.ends_on,
        )
        for campaign in plan.campaigns
    ]
    ids = write_campaigns(drafts, currency=CURRENCY, now=now)
    return {draft.name: campaign_id for draft, campaign_id in zip(drafts, ids, strict=True)}


def _put_on_lists(scenes: list[Scene], actor: Actor, now: datetime) -> None:
    """A list for each trade show, and one of the biggest companies."""
    lists: dict[str, list[int]] = {}
    for scene in scenes:
        employer = scene.journey.profile.employer
        if scene.chapter.arrival.channel.gathers == "show":
            lists.setdefault(scene.chapter.arrival.campaign.name, []).append(scene.person_id)
        if employer and "vip" in scene.chapter.arrival.tags:
            lists.setdefault("Biggest companies", []).append(scene.person_id)
    for name, people in sorted(lists.items()):
        add_to_list(create_list(name, actor=actor, now=now), people, actor=actor, now=now)


def _score(actor: Actor, now: datetime) -> None:
    """Score everybody as of now; whoever is ready became so with the last thing they did."""
    score_everybody(at=now, actor=actor)
    ready = qualified_leads(actor, limit=MOST_PEOPLE)
    last: dict[int, datetime] = dict(
        fetch("SELECT person_id, max(at) FROM event WHERE person_id = ANY(%s) GROUP BY 1", (ready,))
    )
    move_lifecycles(
        [
            Move(person_id=person_id, to="mql", at=last.get(person_id, now), reason="score")
            for person_id in ready
        ],
        actor=actor,
        now=now,
    )


def _admin_is_there() -> bool:
    return bool(fetch("SELECT 1 FROM access_user WHERE email = %s", (ADMIN.email,)))
