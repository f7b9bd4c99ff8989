"""`qanat init`: set up an empty installation with its first admin."""

import sys
from typing import Annotated

import typer

from qanat.flows.public import found
from qanat.kernel import clock
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready


def command(
    *,
    email: Annotated[str, typer.Option(help="The admin's e-mail.")] = "admin@example.com",
    name: Annotated[str, typer.Option(help="The admin's name.")] = "",
    organisation: Annotated[str, typer.Option(help="The organisation's name.")] = "",
    language: Annotated[str, typer.Option(help="en, ar or fa.")] = "en",
    country: Annotated[
        str,
        typer.Option(
            help="Where you are, such as SA; phones without a country code are dialled there."
        ),
    ] = "SA",
    currency: Annotated[str, typer.Option(help="Three letters, such as USD.")] = "USD",
    time_zone: Annotated[str, typer.Option(help="Such as Asia/Riyadh.")] = "UTC",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password; else one is made.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Set up an empty installation; prints the admin's token, and the password if it was made."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else ""
    with django_ready():
        founded = found(
            now=clock.now(),
            organisation=organisation,
            email=email,
            name=name,
            password=password,
            language=language,
            country=country,
            currency=currency.upper(),
            time_zone=time_zone,
        )
    show(founded, as_json=as_json)
