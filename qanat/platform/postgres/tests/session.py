"""The pytest plugin that starts one embedded PostgreSQL for a test session.

It is loaded by `-p` in pyproject.toml, because the home must be chosen before pytest-django
reads the settings. The cluster is kept between runs for speed, and gives up durability for it.
With `DATABASE_URL` set, the tests use that server instead; its role must be allowed to make
databases, and its template1 must have pg_trgm and btree_gin or let the role add them.
"""

import hashlib
import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[4]
NAME = hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:10]
HOME = Path(f"/tmp/qanat-test-{os.geteuid()}-{NAME}")
FAST = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}

os.environ["QANAT_HOME"] = str(HOME)


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config):
    """Hold the cluster for the whole session, in each process of a parallel run."""
    from psycopg.conninfo import make_conninfo

    from qanat.platform.config import config as settings
    from qanat.platform.postgres.fitness import require_fit
    from qanat.platform.postgres.running import running

    if config.option.help or config.option.version:
        return (yield)
    HOME.mkdir(mode=0o755, exist_ok=True)
    if HOME.stat().st_uid != os.geteuid():
        raise pytest.UsageError(f"{HOME} belongs to somebody else")
    with running(settings, report=print, settings=FAST):
        if settings.database_url:
            require_fit(make_conninfo(settings.database_url, dbname="template1"))
        return (yield)
