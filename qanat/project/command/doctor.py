"""`qanat doctor`: what is wrong, and the one command that mends it."""

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from qanat.kernel.clock import now
from qanat.platform.config import config
from qanat.platform.doctor.examination import examine
from qanat.platform.doctor.finding import Finding, State, broken, well
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, close_connections, setup_django

UNHEALTHY = 1
COLOURS = {State.OK: "green", State.WARNING: "yellow", State.BROKEN: "red"}
Port = Annotated[int, typer.Option(help="The port that the web answers on.")]


def command(*, port: Port = 8000, as_json: AsJson = False) -> None:
    """Examine this installation; the exit code is 1 when something is broken."""
    findings = list(examine(config, web_port=port, now=now(), pending=_pending))
    findings.append(_static_files())
    healthy = all(finding.state is not State.BROKEN for finding in findings)
    if as_json:
        show({"healthy": healthy, "findings": findings}, as_json=True)
    else:
        Console().print(_table(findings))
    if not healthy:
        sys.exit(UNHEALTHY)


def _pending() -> list[str]:
    setup_django()
    from qanat.platform.schema import pending_migrations

    try:
        return pending_migrations()
    finally:
        close_connections()


def _static_files() -> Finding:
    """The files that pages need lie where the web serves them from."""
    try:
        setup_django()
    except OSError as error:
        return broken("static files", f"The settings cannot be read: {error}.", "qanat doctor")
    from django.contrib.staticfiles.finders import get_finders

    count = sum(1 for finder in get_finders() for _ in finder.list([]))
    if not count:
        return broken("static files", "None are there, so pages look bare.", "make setup")
    return well("static files", f"{count} are served.")


def _table(findings: list[Finding]) -> Table:
    table = Table("", "What", "How it is", "What mends it", expand=True)
    for finding in findings:
        mark = f"[{COLOURS[finding.state]}]{finding.state.value}[/]"
        table.add_row(mark, finding.name, finding.meaning, finding.remedy)
    return table
