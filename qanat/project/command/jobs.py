"""`qanat jobs`: background work that was given up, and giving it another chance."""

import typer

from qanat.kernel.clock import now
from qanat.platform.jobs.rescue import parked_jobs, replay_job
from qanat.platform.outbox import failed_messages, send_again
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, django_ready

command = typer.Typer(help="Jobs and effects that were given up.", no_args_is_help=True)


@command.command("list")
def list_jobs(*, as_json: AsJson = False) -> None:
    """List the jobs that were parked and the effects that failed, oldest first."""
    with django_ready():
        failed = [
            {"id": m.id, "kind": m.kind, "key": m.key, "attempts": m.attempts, "error": m.error}
            for m in failed_messages()
        ]
        show({"jobs": parked_jobs(), "effects": failed}, as_json=as_json)


@command.command()
def replay(job_id: int, *, as_json: AsJson = False) -> None:
    """Run a parked job again, with all its attempts."""
    with django_ready():
        replay_job(job_id, now=now())
        show({"replayed": job_id}, as_json=as_json)


@command.command()
def resend(message_id: int, *, as_json: AsJson = False) -> None:
    """Deliver a failed effect again, with all its attempts."""
    with django_ready():
        send_again(message_id, now=now())
        show({"resent": message_id}, as_json=as_json)
