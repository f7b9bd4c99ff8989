"""`qanat users`: who works with Qanat."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from qanat.access.public import (
    RoleName,
    activate_user,
    change_password,
    change_role,
    create_user,
    deactivate_user,
    generated_password,
    list_users,
    remove_second_step,
    user_id_of,
)
from qanat.kernel import clock
from qanat.platform.actor import system_actor
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

command = typer.Typer(help="Who works with Qanat.", no_args_is_help=True)

OPERATOR = system_actor("command")
Email = Annotated[str, typer.Argument(help="The user's e-mail.")]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password; else one is made.")
]


@command.command("list")
def show_list(
    *,
    after: Annotated[int, typer.Option(help="The id after which to begin.")] = 0,
    as_json: AsJson = False,
) -> None:
    """The users by id, 200 at a time."""
    with django_ready():
        users = list_users(OPERATOR, after=after, limit=200)
    show({"users": users}, as_json=as_json)


@command.command("create")
def create(
    email: Email,
    role: Annotated[RoleName, typer.Option(help="What they may do.")],
    *,
    name: Annotated[str, typer.Option(help="Their name.")] = "",
    language: Annotated[str, typer.Option(help="en, ar or fa.")] = "en",
    password_stdin: FromStdin = False,
    as_json: AsJson = False,
) -> None:
    """Add a user; prints the password if it was made."""
    with django_ready():
        given, made = _password_for(email, from_stdin=password_stdin)
        user = create_user(
            email=email,
            name=name,
            role=role,
            language=language,
            password=given,
            actor=OPERATOR,
            now=clock.now(),
        )
    show(asdict(user) | {"password": made}, as_json=as_json)


@command.command("password")
def password(email: Email, *, password_stdin: FromStdin = False, as_json: AsJson = False) -> None:
    """Give the user a new password and end their sessions; prints it if it was made."""
    with django_ready():
        given, made = _password_for(email, from_stdin=password_stdin)
        user_id = user_id_of(email)
        change_password(user_id, given, actor=OPERATOR)
    show({"user_id": user_id, "password": made}, as_json=as_json)


@command.command("second-step-off")
def second_step_off(email: Email, *, as_json: AsJson = False) -> None:
    """Let the user in by password alone again, such as when their phone is lost."""
    with django_ready():
        user_id = user_id_of(email)
        remove_second_step(user_id, actor=OPERATOR)
    show({"user_id": user_id, "second_step": False}, as_json=as_json)


@command.command("role")
def role(email: Email, role: RoleName, *, as_json: AsJson = False) -> None:
    """Give the user another role."""
    with django_ready():
        user = change_role(user_id_of(email), role, actor=OPERATOR)
    show(user, as_json=as_json)


@command.command("deactivate")
def deactivate(email: Email, *, as_json: AsJson = False) -> None:
    """Put the user out at once: sessions end, tokens are revoked."""
    with django_ready():
        user = deactivate_user(user_id_of(email), actor=OPERATOR, now=clock.now())
    show(user, as_json=as_json)


@command.command("activate")
def activate(email: Email, *, as_json: AsJson = False) -> None:
    """Let the user in again."""
    with django_ready():
        user = activate_user(user_id_of(email), actor=OPERATOR)
    show(user, as_json=as_json)


def _password_for(email: str, *, from_stdin: bool) -> tuple[str, str]:
    """The password to set, and the one to print: empty when it was given."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n"), ""
    made = generated_password(email)
    return made, made
