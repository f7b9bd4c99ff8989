"""`qanat people`: the record of a person, and who there is."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer

from qanat.access.public import actor_of_user, user_id_of
from qanat.flows.public import PersonFile, person_file
from qanat.kernel.clock import now
from qanat.kernel.email import normal_email
from qanat.kernel.phone import normal_phone
from qanat.people.public import (
    delete_people,
    person_by_key,
    restore_people,
    search_people,
    trashed_people,
)
from qanat.platform.actor import Actor, system_actor
from qanat.platform.organisation import the_organisation
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

command = typer.Typer(help="The record of a person, and who there is.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="E-mail of the user who asks; everything without.")]
Language = Annotated[str, typer.Option(help="Of the sentences: en, ar, fa.")]


@command.command("show")
def show_person(
    who: Annotated[str, typer.Argument(help="The person's e-mail, phone or id.")],
    *,
    language: Language = "en",
    user: As = "",
    as_json: AsJson = False,
) -> None:
    """Score and why, owner and why, next step, and what is on the record."""
    at = now()
    with django_ready():
        actor = _actor(user)
        file = person_file(_id_of(who, actor), actor=actor, now=at)
        show(_told(file, language), as_json=as_json)


@command.command("search")
def search(
    words: Annotated[str, typer.Argument(help="Part of a name, an e-mail or a phone.")],
    *,
    user: As = "",
    as_json: AsJson = False,
) -> None:
    """The newest 20 people whose name, e-mail or phone holds the words."""
    with django_ready():
        found = search_people(_actor(user), words)
        rows = [
            {
                "id": row.id,
                "name": row.full_name,
                "email": row.email,
                "company": row.company,
                "status": row.status,
                "score": row.score,
                "owner": row.owner_name,
            }
            for row in found
        ]
        show({"people": rows}, as_json=as_json)


@command.command()
def delete(who: str, *, as_json: AsJson = False) -> None:
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


def _actor(user: str) -> Actor:
    return actor_of_user(user_id_of(user)) if user else system_actor("command")


def _id_of(who: str, actor: Actor) -> int:
    if who.isdecimal():
        return int(who)
    if "@" in who:
        return person_by_key("email", normal_email(who), actor)
    return person_by_key("phone", normal_phone(who, the_organisation().country or None), actor)


def _told(file: PersonFile, language: str) -> dict[str, Any]:
    card = asdict(file.person)
    owner = card["owner"]
    return {
        **{name: value for name, value in card.items() if name not in {"owner", "events"}},
        "owner": owner["email"] if owner else None,
        "owner_reason": file.owner_reason.sentence.in_language(language),
        "score": _score(file),
        "timeline_count": file.timeline_count,
        "next_step": file.next_step and asdict(file.next_step),
    }


def _score(file: PersonFile) -> dict[str, int | str | datetime | list[dict[str, Any]]] | None:
    if file.score is None:
        return None
    return {
        "fit": file.score.fit,
        "engagement": file.score.engagement,
        "total": file.score.total,
        "band": file.score.band,
        "scored_at": file.score.scored_at,
        "explanation": [
            {
                "rule": line.rule,
                "points": line.points,
                "group": line.group.value,
                "sentence": line.sentence,
            }
            for line in file.explanation
        ],
    }
