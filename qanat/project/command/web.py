"""`qanat web`: the web server alone; as many as wanted may run, on one machine or several."""

import os
import signal
import tempfile
from typing import Annotated

import typer
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from qanat.platform.config import config
from qanat.platform.processes.endings import end_with_parent
from qanat.project.command.plumbing import database_ready, share_metrics

Host = Annotated[str, typer.Option(help="Address to answer on; 0.0.0.0 is every one.")]
Port = Annotated[int, typer.Option(help="Port to answer on.", min=1, max=65535)]
Processes = Annotated[int, typer.Option(help="Processes that answer; 0 fits the machine.", min=0)]
Parent = Annotated[int, typer.Option(hidden=True)]

MOST_PROCESSES = 2
"""Chosen by `--processes 0`: more web servers scale better than more processes in one."""
STOP_SECONDS = 20


def command(
    *, host: Host = "127.0.0.1", port: Port = 8000, processes: Processes = 0, parent: Parent = 0
) -> None:
    """Answer web requests until told to stop.

    A parent has brought the schema up to date.
    """
    if parent:
        end_with_parent(parent, signal.SIGTERM)
    with (
        database_ready(migrated=not parent),
        tempfile.TemporaryDirectory(prefix="qanat-metrics-") as folder,
    ):
        share_metrics(folder)
        web_server(host, port, processes or min(MOST_PROCESSES, os.cpu_count() or 1)).serve()


def web_server(host: str, port: int, processes: int) -> MPServer:
    """The server for this many processes.

    Each has two threads for every pooled connection and two more: when the pool is used up, the
    next requests wait briefly or are answered with 503, and health is still answered.
    """
    return MPServer(
        "qanat.project.web_process:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=2 * config.pool_size + 2,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=STOP_SECONDS,
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig={"loggers": {"_granian": {"handlers": [], "propagate": True}}},
    )
