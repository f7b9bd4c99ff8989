"""`qanat serve` as real processes: it keeps up what dies, and leaves nothing behind."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import orjson
import psutil
import psycopg
import pytest

from qanat.platform.config import read_config
from qanat.platform.postgres.cluster import address
from qanat.platform.postgres.guard import listener
from qanat.platform.postgres.locks import held
from qanat.platform.postgres.places import places
from qanat.platform.postgres.running import running, stopped

pytestmark = pytest.mark.xdist_group("serve")

CHECKOUT = Path(__file__).resolve().parents[3]


def until(holds, seconds=40):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.1)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status(url):
    """The status that an address answers with; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


class Roof:
    """One home, and the commands of qanat that run on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.config = read_config({"QANAT_HOME": str(home)})
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *arguments, python=sys.executable, account=None, **environment):
        process = subprocess.Popen(
            [python, "-m", "qanat", *arguments],
            cwd=CHECKOUT,
            env=os.environ | {"QANAT_HOME": str(self.home)} | environment,
            stdout=subprocess.PIPE,
            text=True,
            **({"user": account, "group": account, "extra_groups": []} if account else {}),
        )
        self.started.append(process)
        return process

    def serve(self, **more):
        """A running `qanat serve` and the address that it said."""
        process = self.start("serve", "--json", "--port", str(free_port()), **more)
        url = orjson.loads(process.stdout.readline())["url"]
        return process, url

    def server(self):
        try:
            return listener(str(places(self.home).socket))
        except OSError:
            return None

    def clear(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=60)
        until(lambda: stopped(self.config, within_seconds=30))


def part(process, word):
    """The process of `qanat serve` that runs one word; None while there is none."""
    for child in psutil.Process(process.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):  # it may end while it is looked at
            if word in child.cmdline():
                return child
    return None


def runs(process):
    """Whether a process still runs; what waits to be buried does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(scope="session")
def _home():
    home = Path(tempfile.mkdtemp(prefix="qanat-serve-", dir="/tmp"))
    home.chmod(0o755)
    yield home
    shutil.rmtree(home)
    shutil.rmtree(places(home).socket_folder, ignore_errors=True)


@pytest.fixture
def roof(_home):
    roof = Roof(_home)
    yield roof
    roof.clear()


def test_it_answers_where_it_says(roof):
    _, url = roof.serve()

    assert status(f"{url}healthz") == 200
    assert status(f"{url}readyz") == 200
    assert status(f"{url}no/such/page") == 404


@pytest.mark.parametrize("word", ["web", "worker"])
def test_a_part_that_is_killed_is_started_again(roof, word):
    process, url = roof.serve()
    until(lambda: part(process, word))
    killed = part(process, word)
    killed.kill()

    until(lambda: part(process, word) not in (None, killed))

    until(lambda: status(f"{url}readyz") == 200)
    assert process.poll() is None


def test_one_web_process_that_is_killed_is_replaced(roof):
    process, url = roof.serve()
    web = part(process, "web")
    killed = web.children()
    for one in killed:
        one.kill()

    until(lambda: status(f"{url}readyz") == 200)

    assert not set(killed) & set(web.children())


def test_a_killed_database_comes_back_under_everything(roof):
    process, url = roof.serve()
    worker = part(process, "worker")
    os.kill(roof.server(), signal.SIGKILL)

    until(lambda: status(f"{url}readyz") == 200)

    assert part(process, "worker") == worker
    assert status(f"{url}healthz") == 200


def test_a_killed_guard_is_replaced_while_it_runs(roof):
    roof.serve()
    server = psutil.Process(roof.server())
    guard = server.parent()
    guard.kill()
    until(lambda: not runs(guard))

    until(lambda: held(places(roof.home).guard))

    assert psutil.Process(roof.server()) == server


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_when_asked(roof, number):
    process, _ = roof.serve()
    family = psutil.Process(process.pid).children(recursive=True)
    server = psutil.Process(roof.server())

    process.send_signal(number)
    code = process.wait(20)

    assert code == 0
    assert [one for one in [*family, server] if runs(one)] == []


def test_killing_it_leaves_nothing_running(roof):
    process, _ = roof.serve()
    family = psutil.Process(process.pid).children(recursive=True)
    server = psutil.Process(roof.server())
    assert len(family) >= 3

    process.kill()

    until(lambda: not any(runs(one) for one in [*family, server]))


def test_a_port_in_use_is_refused_with_a_sentence(roof):
    _, url = roof.serve()
    port = url.rstrip("/").rsplit(":", 1)[1]

    second = roof.start("serve", "--json", "--port", port)

    said = orjson.loads(second.communicate(timeout=60)[0])
    assert second.returncode == 2
    assert said["error"].startswith(f"Port {port} on 127.0.0.1 cannot be used")


def test_two_on_one_home_share_the_database_and_end_apart(roof):
    first, first_url = roof.serve()
    _, second_url = roof.serve()
    server = roof.server()

    first.terminate()
    first.wait(60)

    assert status(f"{first_url}healthz") == 0
    assert status(f"{second_url}readyz") == 200
    assert roof.server() == server


def web_alone(roof, **environment):
    port = free_port()
    roof.start("web", "--port", str(port), "--processes", "1", **environment)
    url = f"http://127.0.0.1:{port}/"
    until(lambda: status(f"{url}healthz") == 200)
    return url


def test_a_database_that_goes_away_is_a_quick_503_and_comes_back(roof, tmp_path):
    with running(roof.config):
        host = str(places(roof.home).socket_folder).replace("/", "%2F")
        url = web_alone(roof, DATABASE_URL=f"postgresql://qanat@{host}/qanat")
        until(lambda: status(f"{url}readyz") == 200)
    until(lambda: stopped(roof.config, within_seconds=30))

    began = time.monotonic()
    away = status(f"{url}readyz")
    took = time.monotonic() - began

    assert away == 503
    assert took < 5
    assert status(f"{url}healthz") == 200
    with running(roof.config):
        until(lambda: status(f"{url}readyz") == 200)


def test_a_used_up_pool_is_a_quick_503_and_health_still_answers(roof):
    from concurrent.futures import ThreadPoolExecutor

    url = web_alone(roof, QANAT_POOL_SIZE="1")
    with (
        psycopg.connect(address(places(roof.home))) as connection,
        ThreadPoolExecutor(2) as pool,
    ):
        connection.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        answers = [pool.submit(status, f"{url}readyz") for _ in range(2)]
        time.sleep(0.5)
        assert status(f"{url}healthz") == 200
        assert time.monotonic() - began < 2
        until(lambda: any(answer.done() for answer in answers), seconds=6)
        connection.rollback()

    assert sorted(answer.result() for answer in answers) == [200, 503]


@pytest.mark.skipif(os.geteuid() != 0, reason="this is an ordinary user already")
def test_an_ordinary_user_can_do_it_all(tmp_path_factory):
    python = _python_for_everybody()
    home = Path(tempfile.mkdtemp(prefix="qanat-user-", dir="/tmp"))
    os.chown(home, 65534, 65534)
    roof = Roof(home)
    site = str(Path(psycopg.__file__).parent.parent)
    try:
        process, url = roof.serve(
            python=python,
            account=65534,
            PYTHONPATH=site,
            PYTHONDONTWRITEBYTECODE="1",
            HOME=str(home),
        )
        assert status(f"{url}readyz") == 200
        assert Path(f"/proc/{roof.server()}").stat().st_uid == 65534

        process.terminate()
        assert process.wait(60) == 0
    finally:
        roof.clear()
        shutil.rmtree(home)
        shutil.rmtree(places(home).socket_folder, ignore_errors=True)


def _python_for_everybody():
    """A Python of the same version that any user may run: root's own is often closed to others."""
    version = f"python3.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        try:
            subprocess.run(
                [python, "-c", ""], check=True, cwd="/", user=65534, group=65534, extra_groups=[]
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip("no Python that another user could run")
