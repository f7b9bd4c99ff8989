"""The embedded server lives exactly as long as somebody uses it, however its users end."""

import os
import signal
import subprocess
import time

import psycopg
import pytest

from qanat.platform.postgres import running as running_module
from qanat.platform.postgres.account import server_account
from qanat.platform.postgres.running import keep_guarded, running

pytestmark = pytest.mark.xdist_group("postgres")


def test_it_stops_when_its_only_user_ends(cluster):
    user = cluster.ready_user()
    assert cluster.server()

    user.communicate("")

    assert cluster.gone()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_it_stops_when_its_only_user_is_killed(cluster, number):
    user = cluster.ready_user()
    assert cluster.server()

    user.send_signal(number)
    user.wait()

    assert cluster.gone()


def test_the_last_one_out_stops_it_and_nobody_before(cluster):
    first, second = cluster.ready_user(), cluster.ready_user()
    server = cluster.server()

    first.kill()
    first.wait()
    time.sleep(3)

    assert cluster.server() == server
    second.kill()
    assert cluster.gone()


def test_users_that_come_at_once_get_one_server(cluster):
    users = [cluster.user() for _ in range(4)]

    assert [user.stdout.readline() for user in users] == ["up\n"] * 4
    assert len(cluster.guards()) == 1
    with cluster.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_user_that_comes_while_it_stops_gets_it_again(cluster, eventually):
    cluster.ready_user().communicate("")
    eventually(lambda: not running_module.held(cluster.places.users))
    time.sleep(1.4)  # the guard is about to stop it

    cluster.ready_user()

    with cluster.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_server_comes_back_with_everything_that_was_acknowledged(cluster, eventually):
    cluster.ready_user()
    with cluster.connect() as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
        server = cluster.server()
        os.kill(server, signal.SIGKILL)

    eventually(lambda: cluster.server() not in (None, server))

    def answers():
        try:
            with cluster.connect() as connection:
                return connection.execute("SELECT count(*) FROM kept").fetchone() == (1000,)
        except psycopg.OperationalError:
            return False

    eventually(answers)


def test_the_next_user_adopts_a_server_whose_guard_was_killed(cluster):
    first = cluster.ready_user()
    server = cluster.server()
    (guard,) = cluster.guards()
    os.kill(guard, signal.SIGKILL)
    first.communicate("")
    time.sleep(3)
    assert cluster.server() == server, "nobody is there to stop it"

    second = cluster.ready_user()

    assert cluster.server() == server
    (adopter,) = cluster.guards()
    assert adopter != guard
    second.communicate("")
    assert cluster.gone()


def test_a_long_lived_user_replaces_a_killed_guard(cluster, eventually):
    user = cluster.ready_user()
    server = cluster.server()
    (guard,) = cluster.guards()
    os.kill(guard, signal.SIGKILL)
    eventually(lambda: not cluster.guards())

    keep_guarded(cluster.config)

    assert len(cluster.guards()) == 1
    assert cluster.server() == server
    user.communicate("")
    assert cluster.gone()


def test_a_guard_that_is_asked_to_end_takes_the_server_along(cluster):
    cluster.ready_user()
    (guard,) = cluster.guards()

    os.kill(guard, signal.SIGTERM)

    assert cluster.gone()


def test_a_pid_file_that_names_a_living_stranger_does_not_keep_it_down(cluster):
    cluster.ready_user().communicate("")
    assert cluster.gone()
    account = server_account(cluster.places.cluster)
    stranger = subprocess.Popen(["/bin/sleep", "60"], cwd="/", **account.drop())
    try:
        pid_file = cluster.places.cluster / "postmaster.pid"
        pid_file.write_text(
            f"{stranger.pid}\n{cluster.places.cluster}\n1700000000\n5432\n"
            f"{cluster.places.socket_folder}\n\n        1         1\nready   \n"
        )
        account.owns(pid_file)

        cluster.ready_user()

        assert cluster.server() not in (None, stranger.pid)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_long_recovery_is_waited_for_and_reported(cluster, monkeypatch, eventually):
    monkeypatch.setattr(running_module, "REPORT_SECONDS", 0.1)
    user = cluster.ready_user()
    with cluster.connect() as connection:
        connection.execute("DROP TABLE IF EXISTS many")
        connection.execute("CREATE TABLE many (id int)")
        connection.execute("INSERT INTO many SELECT generate_series(1, 2000000)")
        (guard,) = cluster.guards()
        os.kill(guard, signal.SIGKILL)
        os.kill(cluster.server(), signal.SIGKILL)
    user.kill()
    eventually(lambda: cluster.server() is None)
    said = []

    with running(cluster.config, report=said.append), cluster.connect() as connection:
        assert connection.execute("SELECT count(*) FROM many").fetchone() == (2_000_000,)
        connection.execute("DROP TABLE many")

    assert any("recovering" in sentence for sentence in said)
