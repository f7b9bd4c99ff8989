"""What the doctor looks at on the machine; each check takes the settings and needs no database."""

import os
import shutil
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qanat.kernel.errors import QanatError
from qanat.platform.config import Config
from qanat.platform.doctor.finding import Finding, broken, warning, well
from qanat.platform.postgres.account import server_account
from qanat.platform.postgres.binaries import find_binaries
from qanat.platform.postgres.memory import GIB, machine_memory, memory_settings
from qanat.platform.postgres.places import places

LEAST_FREE_BYTES = GIB // 4
LITTLE_FREE_BYTES = 2 * GIB
LEAST_MEMORY_BYTES = GIB
ZONES = ("UTC", "Asia/Riyadh", "Asia/Tehran", "Africa/Cairo", "Europe/Berlin")


def home(config: Config) -> Finding:
    """The folder of all data can be written."""
    try:
        config.home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=config.home):
            pass
    except OSError as error:
        return broken(
            "home",
            f"{config.home} cannot be written ({error.strerror}), so nothing can be kept.",
            f"sudo chown {os.geteuid()} {config.home}",
        )
    return well("home", f"Everything is kept in {config.home}.")


def disk(config: Config) -> Finding:
    """There is room for the database to grow."""
    free = shutil.disk_usage(_existing(config.home)).free
    room = f"{free / GIB:.1f} GiB are free where {config.home} is"
    if free < LEAST_FREE_BYTES:
        return broken(
            "disk",
            f"Only {room}: the database will stop writing.",
            f"du -xh --max-depth=2 {config.home} | sort -h",
        )
    if free < LITTLE_FREE_BYTES:
        return warning(
            "disk",
            f"Only {room}; an import or a backup may fill it.",
            f"du -xh --max-depth=2 {config.home} | sort -h",
        )
    return well("disk", f"{room}.")


def programs(config: Config) -> Finding:
    """There is a PostgreSQL to run, unless another server is used."""
    if config.database_url:
        return well("programs", "DATABASE_URL names the server, so none is run here.")
    here = places(config.home)
    try:
        here.folder.mkdir(parents=True, exist_ok=True)
        found = find_binaries(
            given=config.postgres_bin,
            cluster=here.cluster,
            copies=here.folder,
            account=server_account(here.cluster),
        )
    except (QanatError, OSError) as error:
        return broken("programs", str(error), "make setup")
    return well("programs", f"PostgreSQL {found.version} is in {found.folder}.")


def memory(_config: Config) -> Finding:
    """There is memory enough, and PostgreSQL is set to use its part of it."""
    size = machine_memory()
    settings = memory_settings(size)
    if size < LEAST_MEMORY_BYTES:
        return warning(
            "memory",
            f"This machine has {size / GIB:.1f} GiB; below 1 GiB large imports will be slow or fail.",
            "qanat serve --processes 1",
        )
    return well(
        "memory",
        f"{size / GIB:.1f} GiB, of which PostgreSQL shares {settings['shared_buffers']}"
        f" and keeps its parallel work in {settings['dynamic_shared_memory_type']} memory.",
    )


def time_zones(_config: Config) -> Finding:
    """Wall-clock times can be worked out where the leads are."""
    missing = [name for name in ZONES if not _known(name)]
    if missing:
        return broken(
            "time zones",
            f"The time zones {', '.join(missing)} are unknown: calls would be planned at wrong hours.",
            "make setup",
        )
    return well("time zones", "The time zones of the world are known.")


def switches(config: Config) -> Finding:
    """No setting that is for developers only is on."""
    if config.debug:
        return warning(
            "settings",
            "QANAT_DEBUG is on: visitors see the code when something fails.",
            "unset QANAT_DEBUG",
        )
    return well("settings", "Nothing is on that is for developers only.")


MACHINE_CHECKS: tuple[Callable[[Config], Finding], ...] = (
    home,
    disk,
    memory,
    programs,
    time_zones,
    switches,
)


def port(number: int) -> Finding:
    """The web's port is free, or it is Qanat that answers there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError as error:
            if _is_ours(number):
                return well("port", f"Qanat answers on port {number}.")
            return warning(
                "port",
                f"Port {number} cannot be used ({error.strerror}).",
                f"qanat serve --port {_free_port()}",
            )
    return well("port", f"Port {number} is free.")


def _is_ours(number: int) -> bool:
    from http.client import HTTPConnection, HTTPException

    connection = HTTPConnection("127.0.0.1", number, timeout=3)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().read() == b'{"alive": true}'
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        return False
    return True


def _existing(folder: Path) -> Path:
    """The folder, or the nearest of its parents that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())
