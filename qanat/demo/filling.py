"""Acting the plan out: an empty installation becomes the demo company, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from qanat.demo.bringing_in import bring_in
from qanat.demo.campaigns import enter_campaigns
from qanat.demo.doings import CURRENCY, Round, act_out, let_happen
from qanat.demo.ground import lay_ground
from qanat.demo.plan import CompanyPlan, company_plan
from qanat.demo.staff import ADMIN, ORGANISATION, PASSWORD, STAFF, employ
from qanat.demo.vocabulary import LANGUAGES, own_word
from qanat.demo.workdays import COUNTRY, TIME_ZONE, ZONE
from qanat.flows.public import found
from qanat.kernel.errors import Conflict, Invalid
from qanat.people.public import Move, add_to_list, create_list, move_lifecycles
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.models import Organisation
from qanat.platform.organisation import finish_set_up
from qanat.platform.statements import fetch
from qanat.scoring.public import qualified_leads, score_everybody

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
    if organisation.name not in _names() or not _admin_is_there():
        raise Conflict(
            f"This installation is in use by {organisation.name or 'somebody'}, and the demo company"
            " would get in the way. Give it a home of its own: QANAT_HOME=~/qanat-demo qanat demo"
        )
    return True


def fill(
    *, people: int, seed: int, now: datetime, telling: Telling, language: str = "en"
) -> Filled:
    """Make the demo company, in one transaction.

    The company calls its own things in `language`; its leads speak three all the same, and every
    figure is the same in each.

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
            organisation=own_word(ORGANISATION, language),
            email=ADMIN.email,
            name=own_word(ADMIN.name, language),
            password=PASSWORD,
            language=language,
            country=COUNTRY,
            currency=CURRENCY,
            time_zone=TIME_ZONE,
        )
        finish_set_up(actor=actor, now=now)
        users = employ(STAFF, language=language, actor=actor, now=now)
        stages = lay_ground(users, language=language, actor=actor, now=now)
        campaigns = enter_campaigns(plan, language=language, currency=CURRENCY, now=now)
        ground = Round(
            scenes=(),
            campaigns=campaigns,
            stages=stages,
            language=language,
            actor=actor,
            now=now,
        )
        events = _act_out(plan, ground, seed=seed, telling=telling)
    fetch("ANALYZE")
    return Filled(token=founded.token, people=people, events=events)


def _act_out(plan: CompanyPlan, ground: Round, *, seed: int, telling: Telling) -> int:
    """Both rounds of the plan, on a ground without scenes; how many events the leads made."""
    events = 0
    for number, name in enumerate(("Leads come in", "Some come again")):
        cast = [(one, one.chapters[number]) for one in plan.journeys if len(one.chapters) > number]
        scenes = bring_in(
            cast,
            key=f"demo:{seed}:{number}",
            language=ground.language,
            now=ground.now,
            advance=telling(name, len(cast)),
        )
        acted = replace(ground, scenes=scenes)
        if number == 0:
            events = sum(len(scene.journey.happenings) for scene in scenes)
            let_happen(acted, telling("They look around", events))
            _put_on_lists(acted)
        act_out(acted)
    _score(ground.actor, ground.now)
    return events


def _put_on_lists(acted: Round) -> None:
    """A list for each trade show, and one of the biggest companies."""
    lists: dict[str, list[int]] = {}
    for scene in acted.scenes:
        employer = scene.journey.profile.employer
        if scene.chapter.arrival.channel.gathers == "show":
            lists.setdefault(scene.chapter.arrival.campaign.name, []).append(scene.person_id)
        if employer and "vip" in scene.chapter.arrival.tags:
            lists.setdefault(acted.said("Biggest companies"), []).append(scene.person_id)
    for name, people in sorted(lists.items()):
        list_id = create_list(name, actor=acted.actor, now=acted.now)
        add_to_list(list_id, people, actor=acted.actor, now=acted.now)


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


def _names() -> set[str]:
    return {own_word(ORGANISATION, language) for language in LANGUAGES}


def _admin_is_there() -> bool:
    return bool(fetch("SELECT 1 FROM access_user WHERE email = %s", (ADMIN.email,)))
