"""`qanat serve`: database, web and worker under one roof."""

import os
import socket
import sys
import threading
import urllib.error
import urllib.request

import structlog

from qanat.kernel.errors import QanatError, Refused
from qanat.platform.config import config
from qanat.platform.postgres.running import keep_guarded, stopped
from qanat.platform.processes.endings import stop_on_signals
from qanat.platform.processes.supervisor import Chore, Part, supervise
from qanat.project.command.output import show
from qanat.project.command.plumbing import AsJson, database_ready, python, tell
from qanat.project.command.web import Host, Port, Processes

log = structlog.get_logger(__name__)

GUARD_SECONDS = 5.0
DATABASE_STOP_SECONDS = 60.0
LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 compared with, not bound to


def command(
    *,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    processes: Processes = 0,
    as_json: AsJson = False,
) -> None:
    """Run everything, restart what dies, and stop cleanly."""
    serve(host=host, port=port, processes=processes, as_json=as_json)


def serve(
    *, host: str, port: int, processes: int = 0, as_json: bool = False, migrated: bool = True
) -> None:
    """Run database, web and worker until told to stop; says so once the web answers.

    With `migrated`, the schema is brought up to date before.
    """
    require_free(host, port)
    stop = stop_on_signals(last_word_seconds=None)
    with database_ready(migrated=migrated):
        announcer = threading.Thread(
            target=_announce, args=(host, port, as_json, stop), daemon=True
        )
        announcer.start()
        supervise(
            _parts(host=host, port=port, processes=processes),
            stop,
            chores=[Chore(_keep_database, GUARD_SECONDS)],
        )
        _keep_database()  # so that somebody is there to stop it
    stopped(config, within_seconds=DATABASE_STOP_SECONDS)


def require_free(host: str, port: int) -> None:
    """Refuse a port that somebody answers on already, which would otherwise share its visitors."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Port {port} on {host} cannot be used ({error.strerror}): choose another with --port."
            ) from error


def _parts(*, host: str, port: int, processes: int) -> list[Part]:
    parent = ("--parent", str(os.getpid()))
    where = ("--host", host, "--port", str(port), "--processes", str(processes))
    return [
        Part("web", (*python(), "web", *where, *parent)),
        Part("worker", (*python(), "worker", *parent)),
    ]


def _keep_database() -> None:
    """The guard restarts a dead server; this restarts a dead guard."""
    try:
        keep_guarded(config)
    except QanatError as error:
        log.warning("database.unguarded", error=str(error))


def _announce(host: str, port: int, as_json: bool, stop: threading.Event) -> None:  # noqa: FBT001 a thread's arguments
    shown = LOOPBACK.get(host, f"[{host}]" if ":" in host else host)
    url = f"http://{shown}:{port}/"
    while not stop.wait(0.1):
        if _answers(f"{url}healthz"):
            if as_json:
                show({"url": url}, as_json=True)
                sys.stdout.flush()
            else:
                tell(f"Qanat is at {url} - stop it with Ctrl+C.")
            return


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):  # noqa: S310 our own http address
            return True
    except urllib.error.HTTPError:
        return True  # it answers, if only to say that the host name is not served
    except OSError:
        return False
