"""`qanat tokens`: keys with which programs act as a user."""

from datetime import timedelta
from typing import Annotated

import typer

from qanat.access.public import issue_token, list_tokens, revoke_token, user_id_of
from qanat.kernel import clock
from qanat.platform.actor import system_actor
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

command = typer.Typer(help="Keys with which programs act as a user.", no_args_is_help=True)

OPERATOR = system_actor("command")


@command.command("create")
def create(
    email: Annotated[str, typer.Argument(help="The user's e-mail.")],
    *,
    name: Annotated[str, typer.Option(help="What the token is for.")] = "command",
    scope: Annotated[list[str] | None, typer.Option(help="A permission; all by default.")] = None,
    days: Annotated[int | None, typer.Option(help="Days until it expires.", min=1)] = None,
    as_json: AsJson = False,
) -> None:
    """Issue a token; the secret is printed this once."""
    now = clock.now()
    with django_ready():
        row, secret = issue_token(
            user_id_of(email),
            name=name,
            scopes=scope or ["*"],
            expires_at=None if days is None else now + timedelta(days=days),
            actor=OPERATOR,
            now=now,
        )
    show({"token": secret, "id": row.id, "expires_at": row.expires_at}, as_json=as_json)


@command.command("list")
def show_list(
    *,
    after: Annotated[int, typer.Option(help="The id after which to begin.")] = 0,
    as_json: AsJson = False,
) -> None:
    """The tokens of all users by id, 200 at a time, without their secrets."""
    with django_ready():
        tokens = list_tokens(OPERATOR, after=after, limit=200)
    show({"tokens": tokens}, as_json=as_json)


@command.command("revoke")
def revoke(
    token_id: Annotated[int, typer.Argument(help="The token's id.")], *, as_json: AsJson = False
) -> None:
    """Make the token useless at once."""
    with django_ready():
        revoke_token(token_id, actor=OPERATOR, now=clock.now())
    show({"revoked": token_id}, as_json=as_json)
