"""`qanat demo`: a sample company to try Qanat with, made at once, then served."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer

from qanat.demo.public import ADMIN, LANGUAGES, ORGANISATION, PASSWORD, STAFF, fill, is_demo
from qanat.kernel import clock
from qanat.project.command.output import progress, show
from qanat.project.command.plumbing import AsJson, django_ready, tell
from qanat.project.command.serve import require_free, serve
from qanat.project.command.web import Port

HOST = "127.0.0.1"
TRY = (
    "Sign in as sara@rawabi.example and work down the leads that wait for her (in Arabic).",
    "Sign in as khalid@rawabi.example and see what his teams left lying.",
    "qanat report funnel",
    "qanat report sources --by campaign",
    "qanat report conversion --by month",
    'curl -H "Authorization: Bearer TOKEN" {url}api/v1/people',
)


@dataclass(frozen=True, kw_only=True)
class SignIn:
    """With what one of the demo company's people signs in."""

    name: str
    role: str
    teams: str
    email: str
    password: str


def _language(context: typer.Context, value: str) -> str:
    """One of the three; the environment may name any (`fa_IR.UTF-8`, `C`), the option may not."""
    found = re.split("[-_.@]", value.lower())[0]
    if found in LANGUAGES:
        return found
    source = context.get_parameter_source("language")
    if source is not None and source.name == "ENVIRONMENT":
        return "en"
    raise typer.BadParameter("Give en, ar or fa.")


Language = Annotated[
    str,
    typer.Option(
        help="What the company calls its own things in: en, ar or fa.",
        envvar=["LC_ALL", "LC_MESSAGES", "LANG"],
        callback=_language,
    ),
]


def command(
    *,
    port: Port = 8000,
    people: Annotated[int, typer.Option(help="How many leads.")] = 5000,
    seed: Annotated[int, typer.Option(help="Another seed, another company.")] = 1,
    language: Language = "en",
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Only make it, and do not serve it.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a sample company on an empty installation, and serve it.

    The same seed and day give the same people with the same history. Where the company is there
    already, it is only served.
    """
    if not no_serve:
        require_free(HOST, port)
    made = _make(people=people, seed=seed, language=language)
    if as_json:
        show({**made, "users": sign_ins()}, as_json=True)
    else:
        _show_to_person(made, url=f"http://{HOST}:{port}/")
    if not no_serve:
        serve(host=HOST, port=port, as_json=as_json, migrated=False)


def _make(*, people: int, seed: int, language: str) -> dict[str, object]:
    """The company, if it is not there; what was made, in figures."""
    with django_ready():
        if is_demo():
            return {"filled": False}
        began = time.monotonic()
        tell(f"Making {ORGANISATION}, a company with {people} leads.")
        with _parts() as telling:
            filled = fill(
                people=people, seed=seed, language=language, now=clock.now(), telling=telling
            )
    return {
        "filled": True,
        "people": filled.people,
        "events": filled.events,
        "seconds": round(time.monotonic() - began, 1),
        "token": filled.token,
    }


Beginning = Callable[[str, int], Callable[[int], None]]


@contextmanager
def _parts() -> Iterator[Beginning]:
    """Begins a bar for each part of the work, when the one before is done."""
    with ExitStack() as bars:

        def begin(name: str, total: int) -> Callable[[int], None]:
            bars.close()
            return bars.enter_context(progress(name, total))

        yield begin


def sign_ins() -> list[SignIn]:
    """Everybody who works at the demo company."""
    return [
        SignIn(
            name=member.name,
            role=member.role.value,
            teams=", ".join(member.teams),
            email=member.email,
            password=PASSWORD,
        )
        for member in (ADMIN, *STAFF)
    ]


def _show_to_person(made: dict[str, object], *, url: str) -> None:
    lines = [
        f"Address: {url}",
        f"Sign in with the password {PASSWORD} as",
        *(f"  {one.email:<22} {one.role:<15} {one.name}" for one in sign_ins()),
        f"API token of {ADMIN.email}: {made['token']}"
        if made["filled"]
        else f"It was here already. For an API token: qanat tokens create {ADMIN.email}",
        "Try:",
        *(f"  {line.format(url=url)}" for line in TRY),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
