"""`qanat people`: look somebody up, with score, owner and why; the trash."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from qanat.access.public import actor_of_user, user_id_of
from qanat.flows.public import PersonFile, person_file
from qanat.kernel.clock import now
from qanat.kernel.email import normal_email
from qanat.kernel.phone import normal_phone
from qanat.people.public import (
    delete_people,
    list_people,
    person_by_key,
    restore_people,
    trashed_people,
)
from qanat.platform.actor import Actor, system_actor
from qanat.platform.organisation import the_organisation
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

Who = Annotated[str, typer.Argument(help="E-mail, phone or id.")]
As = Annotated[str, typer.Option("--as", help="E-mail of the user who asks; everything without.")]

command = typer.Typer(help="Look people up; the trash.", no_args_is_help=True)


@command.command("show")
def show_person(who: Who, *, user: As = "", as_json: AsJson = False) -> None:
    """Show all that is known of a person, why the score and why this owner."""
    with django_ready():
        actor = _actor(user)
        found = person_file(_id_of(who, actor), actor=actor, now=now())
        show(told(found, actor.language), as_json=as_json)


@command.command("list")
def list_people_(*, user: As = "", limit: int = 50, as_json: AsJson = False) -> None:
    """List the people who came last."""
    with django_ready():
        show({"people": list_people(_actor(user), limit=limit)}, as_json=as_json)


@command.command()
def delete(who: Who, *, as_json: AsJson = False) -> None:
    """Move a person to the trash."""
    with django_ready():
        actor = _actor("")
        person_id = _id_of(who, actor)
        delete_people([person_id], actor=actor, now=now())
        show({"deleted": person_id}, as_json=as_json)


@command.command()
def trash(*, as_json: AsJson = False) -> None:
    """List the people in the trash."""
    with django_ready():
        show({"trash": trashed_people(_actor(""))}, as_json=as_json)


@command.command()
def restore(person_id: int, *, as_json: AsJson = False) -> None:
    """Take a person out of the trash."""
    with django_ready():
        restore_people([person_id], actor=_actor(""), now=now())
        show({"restored": person_id}, as_json=as_json)


def told(found: PersonFile, language: str) -> dict[str, Any]:
    """The file of a person as it is printed."""
    person = asdict(found.person)
    owner = person.pop("owner")
    return person | {
        "owner": owner and owner["email"],
        "owner_name": owner and owner["name"],
        "owner_reason": found.owner_reason.sentence.in_language(language),
        "score": _score(found),
        "timeline_count": found.timeline_count,
        "next_step": found.next_step and asdict(found.next_step),
    }


def _score(found: PersonFile) -> dict[str, Any] | None:
    if found.score is None:
        return None
    return {
        "fit": found.score.fit,
        "engagement": found.score.engagement,
        "total": found.score.total,
        "band": found.score.band,
        "scored_at": found.score.scored_at,
        "explanation": [
            {"rule": line.rule, "points": line.points, "group": line.group, "why": line.sentence}
            for line in found.explanation
        ],
    }


def _id_of(who: str, actor: Actor) -> int:
    if who.isdecimal():
        return int(who)
    if "@" in who:
        return person_by_key("email", normal_email(who), actor)
    return person_by_key("phone", normal_phone(who, the_organisation().country or None), actor)


def _actor(user: str) -> Actor:
    return actor_of_user(user_id_of(user)) if user else system_actor("command")
