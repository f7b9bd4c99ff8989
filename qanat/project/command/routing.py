"""`qanat routing`: pools and rules, who has no owner, and giving them to whoever's turn it is."""

from typing import Annotated

import typer

from qanat.access.public import user_id_of
from qanat.kernel.clock import now
from qanat.platform.actor import system_actor
from qanat.project.command.output import progress, show
from qanat.project.command.plumbing import AsJson, django_ready
from qanat.routing.public import (
    assign_people,
    list_pools,
    list_rules,
    reassign_from,
    unowned_open,
)

COMMAND = system_actor("command")
BATCH = 5_000

command = typer.Typer(help="Who gets which lead (docs/routing.md).", no_args_is_help=True)


@command.command("pools")
def pools(*, as_json: AsJson = False) -> None:
    """List the pools with their members and shares."""
    with django_ready():
        show({"pools": list_pools(COMMAND)}, as_json=as_json)


@command.command("rules")
def rules(*, as_json: AsJson = False) -> None:
    """List the rules in their order, each with its sentence."""
    with django_ready():
        show({"rules": list_rules(COMMAND)}, as_json=as_json)


@command.command("unowned")
def unowned(*, as_json: AsJson = False) -> None:
    """Count the people in an open status without an active owner; there should be none."""
    with django_ready():
        show(unowned_open(COMMAND), as_json=as_json)


@command.command("assign")
def assign(*, as_json: AsJson = False) -> None:
    """Give everybody in an open status without an active owner to whoever's turn it is."""
    given = 0
    with django_ready():
        waiting = unowned_open(COMMAND, limit=BATCH)
        with progress("Assigning", waiting.number) as advance:
            while waiting.person_ids:
                done = assign_people(waiting.person_ids, at=now(), actor=COMMAND, force=True)
                given += len(done)
                advance(len(done))
                waiting = unowned_open(COMMAND, limit=BATCH)
    show({"given": given}, as_json=as_json)


@command.command("reassign")
def reassign(
    email: Annotated[str, typer.Argument(help="E-mail of the user who hands over.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Give everybody whom a user owns to others, in turn."""
    with django_ready(), progress("Handing over", None):
        number = reassign_from(user_id_of(email), actor=COMMAND, now=now())
    show({"given": number}, as_json=as_json)
