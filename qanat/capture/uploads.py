"""Files sent by others than the command line: kept with their run until a worker has imported them.

In the database, since the process that takes a file and the worker that imports it may be on two
machines. The file itself is let go as soon as it is imported; its refused rows stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.functions import Now

from qanat.capture.models import ImportFile, ImportRun
from qanat.capture.runs import run_of
from qanat.kernel.errors import NotFound
from qanat.platform.actor import Actor, acting

WAITING, RUNNING, FAILED = (
    *(ImportRun.State.WAITING, ImportRun.State.RUNNING),
    ImportRun.State.FAILED,
)


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file as it came, and how it is to be read.

    Attributes:
        options: what was told of the file besides its columns, by name.
        user_id: who sent it.
    """

    name: str
    content: bytes
    mapping: Mapping[str, str]
    options: Mapping[str, Any]
    user_id: int | None


def keep_upload(
    upload: Upload, *, kind: str, fingerprint: str, actor: Actor, now: datetime
) -> tuple[int, bool]:
    """The id of the run that is to import the file, and whether it must be begun.

    A run of the same content that waits or is under way is that run; a failed one begins again.
    """
    actor.require("imports.add")
    with acting(actor):
        unfinished = ImportRun.objects.select_for_update().filter(
            fingerprint=fingerprint, state__in=(WAITING, RUNNING, FAILED)
        )
        run = unfinished.first()
        if run is not None and run.state != FAILED:
            return run.pk, False
        run = run or ImportRun(fingerprint=fingerprint, kind=kind, started_at=now)
        run.name, run.mapping, run.options = upload.name, upload.mapping, upload.options
        run.started_by_id, run.state, run.problem = upload.user_id, WAITING, ""
        run.save()
        ImportFile.objects.update_or_create(
            run=run, part=ImportFile.Part.SOURCE, defaults={"content": upload.content}
        )
    return run.pk, True


def kept_upload(run_id: int) -> Upload | None:
    """The file of the run; None when it was imported meanwhile, as a job may run twice."""
    part = ImportFile.objects.select_related("run").filter(
        run_id=run_id, part=ImportFile.Part.SOURCE
    )
    file = part.first()
    if file is None:
        return None
    return Upload(
        name=file.run.name,
        content=bytes(file.content),
        mapping=file.run.mapping,
        options=file.run.options,
        user_id=file.run.started_by_id,
    )


def let_go(run_id: int, *, problem: str = "") -> None:
    """Forget the file, imported or not; with a `problem` the run has failed for it."""
    ImportFile.objects.filter(run_id=run_id, part=ImportFile.Part.SOURCE).delete()
    if problem:
        ImportRun.objects.filter(id=run_id).update(state=FAILED, problem=problem, ended_at=Now())


def refused_rows(run_id: int, *, actor: Actor) -> bytes:
    """The file of the rows that the import refused, a CSV in UTF-8.

    Raises:
        NotFound: no such import that the actor sees, or it refused none.
    """
    run = run_of(run_id, actor=actor)
    part = ImportFile.objects.filter(run_id=run.id, part=ImportFile.Part.REFUSED)
    content = part.values_list("content", flat=True).first()
    if content is None:
        raise NotFound("refused rows of import", run_id)
    return bytes(content)
