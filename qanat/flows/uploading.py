"""A file of leads that comes in by the API or a page: looked at now, imported by a worker."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from procrastinate.contrib.django import app

from qanat.access.public import actor_of_user
from qanat.capture.public import (
    Upload,
    fingerprint_of,
    finished_before,
    keep_upload,
    kept_upload,
    let_go,
    open_sheet,
    run_of,
    source_file,
)
from qanat.flows.file_reading import Told, reading_of
from qanat.flows.importing import import_leads
from qanat.flows.noticing import tell_import_finished
from qanat.kernel.errors import Invalid, Refused
from qanat.platform.actor import Actor, acting, system_actor

LONGEST_NAME = 200


def begin_import(
    path: Path, name: str, told: Told, *, actor: Actor, now: datetime
) -> tuple[int, bool]:
    """The id of the import of the file, and whether it is yet to be done by a worker.

    Its columns are looked at first, so that most of what is wrong with a file is told at once. A
    file that was imported already, told the same of it, is that import.

    Raises:
        NotAllowed: `actor` may not import, or not give people to the owners that the file names.
        Invalid: the file cannot be read, or has columns that are not known; nothing was kept.
    """
    actor.require("imports.add")
    if not path.stat().st_size:
        raise Invalid("The file is empty.", code="file_empty")
    reading = reading_of(path, open_sheet(path), told, now=now)
    fingerprint = fingerprint_of([path], mapping=told.as_kept())
    if "owner" in reading.columns.fields:
        actor.require("routing.assign")
    if before := finished_before(fingerprint):
        return before.pk, False
    options = asdict(told)
    mapping = options.pop("columns")
    upload = Upload(
        name=name[:LONGEST_NAME] or "leads",
        mapping=mapping,
        options=options,
        user_id=actor.user_id,
    )
    with acting(actor):
        run_id, begins = keep_upload(
            upload, path, kind="leads", fingerprint=fingerprint, actor=actor, now=now
        )
        if begins:
            app.configure_task("flows.import_upload").defer(run_id=run_id)
    return run_id, True


def import_kept(run_id: int, *, now: datetime) -> None:
    """Import the file of the run as whoever sent it, with what they may do by now; may run twice."""
    upload = kept_upload(run_id)
    if upload is None:
        return
    try:
        with source_file(run_id) as path:
            import_leads(
                path,
                Told(columns=upload.mapping, **upload.options),
                actor=actor_of_user(upload.user_id or 0),
                now=now,
                advance=_nobody_looks,
                name=upload.name,
            )
    except Refused as error:
        let_go(run_id, problem=str(error))
    else:
        if _stopped(run_id):
            return
        let_go(run_id)
    tell_import_finished(run_id, upload.user_id, now=now)


def _stopped(run_id: int) -> bool:
    """Whether it may go on later, for which its file is kept."""
    return run_of(run_id, actor=system_actor("import")).state == "stopped"


def _nobody_looks(rows: int) -> None:
    """The worker shows no progress bar."""
