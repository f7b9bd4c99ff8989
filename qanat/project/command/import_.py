"""`qanat import`: files of leads, whole systems, and taking an import back."""

from pathlib import Path
from typing import Annotated

import orjson
import typer

from qanat.capture.public import list_runs
from qanat.flows.public import Told, import_leads, import_zoho, undo_import
from qanat.kernel.clock import now
from qanat.kernel.errors import Invalid
from qanat.platform.actor import system_actor
from qanat.project.command.output import progress, show
from qanat.project.command.plumbing import AsJson, django_ready

command = typer.Typer(
    help="Import leads, or a whole CRM; take an import back.", no_args_is_help=True
)
ACTOR = system_actor("command")
Country = Annotated[
    str,
    typer.Option(
        help="Where phones without a country code are dialled, when not in the organisation's."
    ),
]


@command.command()
def leads(
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file with a row of column names.")],
    *,
    mapping: Annotated[
        Path | None, typer.Option(help="A JSON file: column name to field; `-` skips a column.")
    ] = None,
    skip_unknown: Annotated[
        bool, typer.Option("--skip-unknown", help="Leave out columns that are not known.")
    ] = False,
    dayfirst: Annotated[
        bool | None, typer.Option("--dayfirst/--monthfirst", help="How 03/04/2026 is read.")
    ] = None,
    calendar: Annotated[
        str | None,
        typer.Option(help="How 1403/05/01 is counted: jalali, hijri or gregorian."),
    ] = None,
    country: Country = "",
    as_json: AsJson = False,
) -> None:
    """Import the leads of a file through the same intake as every other door."""
    told = Told(
        columns=_mapping(mapping),
        skip_unknown=skip_unknown,
        dayfirst=dayfirst,
        calendar=calendar,
        country=country,
    )
    with django_ready(), progress("Importing", None) as advance:
        result = import_leads(file, told, actor=ACTOR, now=now(), advance=advance)
    show(result, as_json=as_json)


@command.command()
def undo(run: int, *, as_json: AsJson = False) -> None:
    """Take an import back: what it made goes to the trash, what it changed gets its old values."""
    with django_ready():
        show(undo_import(run, actor=ACTOR, now=now()), as_json=as_json)


@command.command("list")
def list_imports(*, after: int = 0, as_json: AsJson = False) -> None:
    """List the imports, oldest first."""
    with django_ready():
        show({"imports": list_runs(actor=ACTOR, after=after)}, as_json=as_json)


def _mapping(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    try:
        told = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise Invalid(
            f"The mapping is not JSON: {error}.", ("mapping",), code="not_json"
        ) from error
    if not isinstance(told, dict) or not all(isinstance(value, str) for value in told.values()):
        raise Invalid(
            'The mapping must be an object such as {"Correo": "email", "Zodiac": "-"}.',
            ("mapping",),
            code="bad_mapping",
        )
    return told


@command.command()
def zoho(
    folder: Annotated[Path, typer.Argument(help="A folder with the CSV files of a Zoho export.")],
    *,
    country: Country = "",
    as_json: AsJson = False,
) -> None:
    """Bring a whole CRM over: users, campaigns, accounts, leads, contacts, deals, calls, meetings."""
    with django_ready(), progress("Bringing over", None) as advance:
        result = import_zoho(folder, country=country, actor=ACTOR, now=now(), advance=advance)
    show(result, as_json=as_json)
