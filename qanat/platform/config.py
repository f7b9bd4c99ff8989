"""Every setting of an installation, typed, read once from the environment.

Nothing else reads `os.environ`; a test holds that. `describe()` of the doctor and the
documentation both come from the field comments here.
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of this installation.

    Attributes:
        home: folder of data, logs and the secret key (`QANAT_HOME`; the platform's data folder,
            `/var/lib/qanat` for root).
        database_url: a PostgreSQL to use instead of the embedded one (`DATABASE_URL`).
        postgres_bin: folder of other PostgreSQL binaries for the embedded one (`QANAT_POSTGRES_BIN`).
        debug: show tracebacks in the browser (`QANAT_DEBUG=1`); never in production.
        allowed_hosts: host names served (`QANAT_HOSTS`, comma separated; this machine by default).
        secure_cookies: cookies over HTTPS only (`QANAT_HTTPS=1`).
        secret_key: `QANAT_SECRET_KEY`; made once and kept in `home` when not given.
        log_level: `QANAT_LOG_LEVEL`, INFO by default.
        pool_size: database connections per process (`QANAT_POOL_SIZE`).
        statement_timeout_seconds: for web requests (`QANAT_STATEMENT_TIMEOUT`).
        body_limit_bytes: largest request body (`QANAT_BODY_LIMIT`).
        upload_limit_bytes: largest file to import (`QANAT_UPLOAD_LIMIT`); it goes to the disk as it comes.
        token_calls_per_minute: what one API token may ask of one web process
            (`QANAT_TOKEN_RATE`, 0 for no limit); as many at once, then as the minute fills up.
        wrong_tokens_per_minute: how many wrong tokens one address may try at one web process
            (`QANAT_WRONG_TOKEN_RATE`, 0 for no limit).
        lease_seconds: how long a process may hold inbox rows without a sign of life
            (`QANAT_LEASE_SECONDS`); a dead one's rows are taken over after it.
        mail_url: the server that takes our mail (`QANAT_MAIL_URL`), such as
            `smtp://user:password@mail.example.com:587` (STARTTLS where offered by `smtp+tls://`,
            TLS from the start by `smtps://`); nothing can be sent without.
        mail_from: the address that our mail comes from (`QANAT_MAIL_FROM`).
        metrics_token: shown as `Authorization: Bearer …` to read `/metrics` from another machine
            (`QANAT_METRICS_TOKEN`).
        crash_limit: crashes after which a submission or job is parked (`QANAT_CRASH_LIMIT`).
        crash_at: where a process under test dies on purpose (`QANAT_CRASH_AT`); heeded only with
            `QANAT_TESTING=1`, see platform/crash.py.
    """

    home: Path
    database_url: str
    postgres_bin: str
    debug: bool
    allowed_hosts: tuple[str, ...]
    secure_cookies: bool
    secret_key: str
    log_level: str
    pool_size: int
    statement_timeout_seconds: int
    body_limit_bytes: int
    upload_limit_bytes: int
    token_calls_per_minute: int
    wrong_tokens_per_minute: int
    lease_seconds: int
    mail_url: str
    mail_from: str
    metrics_token: str
    crash_limit: int
    crash_at: str


def _default_home() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/qanat")
    return Path(platformdirs.user_data_dir("qanat"))


def read_config(environment: dict[str, str]) -> Config:
    """The configuration that `environment` describes."""
    home = Path(environment.get("QANAT_HOME") or _default_home()).resolve()
    testing = environment.get("QANAT_TESTING", "") == "1"
    hosts = environment.get("QANAT_HOSTS", "127.0.0.1,localhost,[::1]")
    return Config(
        home=home,
        database_url=environment.get("DATABASE_URL", ""),
        postgres_bin=environment.get("QANAT_POSTGRES_BIN", ""),
        debug=environment.get("QANAT_DEBUG", "") == "1",
        allowed_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        secure_cookies=environment.get("QANAT_HTTPS", "") == "1",
        secret_key=environment.get("QANAT_SECRET_KEY", ""),
        log_level=environment.get("QANAT_LOG_LEVEL", "INFO").upper(),
        pool_size=int(environment.get("QANAT_POOL_SIZE", "8")),
        statement_timeout_seconds=int(environment.get("QANAT_STATEMENT_TIMEOUT", "30")),
        body_limit_bytes=int(environment.get("QANAT_BODY_LIMIT", str(5 * 1024 * 1024))),
        upload_limit_bytes=int(environment.get("QANAT_UPLOAD_LIMIT", str(200 * 1024 * 1024))),
        token_calls_per_minute=int(environment.get("QANAT_TOKEN_RATE", "60000")),
        wrong_tokens_per_minute=int(environment.get("QANAT_WRONG_TOKEN_RATE", "600")),
        lease_seconds=int(environment.get("QANAT_LEASE_SECONDS", "30")),
        mail_url=environment.get("QANAT_MAIL_URL", ""),
        mail_from=environment.get("QANAT_MAIL_FROM", ""),
        metrics_token=environment.get("QANAT_METRICS_TOKEN", ""),
        crash_limit=int(environment.get("QANAT_CRASH_LIMIT", "3")),
        crash_at=environment.get("QANAT_CRASH_AT", "") if testing else "",
    )


def secret_key(settings: Config) -> str:
    """The signing key: the given one, or one made at first use and kept in `home`, mode 600."""
    if settings.secret_key:
        return settings.secret_key
    path = settings.home / "secret.key"
    if not path.exists():
        import secrets

        settings.home.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=settings.home)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first; its key counts
        finally:
            Path(draft).unlink()
    return path.read_text()


config = read_config(dict(os.environ))
