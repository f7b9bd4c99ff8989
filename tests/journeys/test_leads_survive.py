"""Leads and kill -9, on real processes: nothing acknowledged is lost, nothing is taken twice."""

import contextlib
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from qanat.flows.intake import STEPS
from qanat.platform.config import read_config
from qanat.platform.postgres.places import PORT, places
from qanat.platform.postgres.running import stopped

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CHECKOUT = Path(__file__).resolve().parents[2]
LEASE = {"QANAT_LEASE_SECONDS": "2"}


def until(holds, seconds=60):
    deadline = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.1)
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """An installation of its own, and its processes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.processes: list[subprocess.Popen[bytes]] = []
        founded = subprocess.run(
            self._command("init", "--json"), **self._options({}), capture_output=True, check=True
        )
        self.token = json.loads(founded.stdout)["token"]

    def _command(self, *words):
        return [sys.executable, "-m", "qanat", *words]

    def _options(self, environment):
        return {
            "cwd": CHECKOUT,
            "env": os.environ | {"QANAT_HOME": str(self.home)} | LEASE | environment,
        }

    def start(self, *words, **environment):
        process = subprocess.Popen(
            self._command(*words),
            **self._options(environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def web(self, **environment):
        process = self.start("web", "--port", str(self.port), "--processes", "1", **environment)
        until(lambda: self.ask("GET", "/healthz")[0] == 200)
        return process

    def kill(self, process) -> None:
        """kill -9 of the process and of its children."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def kill_postgres(self) -> None:
        """kill -9 of every process of the database server."""
        postmaster = int((places(self.home).cluster / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for pid in (postmaster, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def ask(self, method, path, body=None, **headers):
        """The status and the answer; 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(
                method,
                path,
                None if body is None else json.dumps(body),
                {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
                | headers,
            )
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def send(self, lead, key):
        """Send a lead until it is acknowledged, always under the same key; the answer."""

        def acknowledged():
            status, answer = self.ask("POST", "/api/v1/leads", lead, **{"Idempotency-Key": key})
            assert status in {0, 200, 201, 202, 500, 503}, answer
            return json.loads(answer) if status in {200, 201} else None

        return until(acknowledged, 120)

    def rows(self, query, *values):
        """The rows of the query, once the database is back."""
        host = str(places(self.home).socket_folder)

        def asked():
            with (
                contextlib.suppress(psycopg.OperationalError),
                psycopg.connect(host=host, port=PORT, user="qanat", dbname="qanat") as server,
            ):
                return [server.execute(query, values).fetchall()]

        return until(asked)[0]

    def clear(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            process.wait(60)
        self.processes.clear()


@pytest.fixture(scope="module")
def _installed():
    home = Path(tempfile.mkdtemp(prefix="qanat-survive-", dir="/tmp"))
    home.chmod(0o755)
    installation = Installation(home)
    yield installation
    stopped(read_config({"QANAT_HOME": str(home)}), within_seconds=60)
    shutil.rmtree(places(home).socket_folder, ignore_errors=True)
    shutil.rmtree(home)


@pytest.fixture
def installation(_installed):
    yield _installed
    _installed.clear()


def leads(name, number):
    return [
        {"name": f"{name} {n}", "email": f"{name}-{n}@{name}.example.com", "source": name}
        for n in range(number)
    ]


def traces(installation, name):
    """How many people, arrivals and touches the leads of that name have left."""
    (row,) = installation.rows(
        "SELECT (SELECT count(*) FROM person WHERE source = %s),"
        " (SELECT count(*) FROM event WHERE kind = 'lead_received'"
        "    AND properties ->> 'source' = %s),"
        " (SELECT count(*) FROM touch WHERE source = %s)",
        name,
        name,
        name,
    )
    return row


def open_submissions(installation):
    (row,) = installation.rows(
        "SELECT count(*) FROM inbox_submission WHERE state IN ('waiting', 'taken')"
    )
    return row[0]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_acknowledged_is_lost_when_web_and_database_are_killed(installation, seed):
    chance = random.Random(seed)  # noqa: S311 a repeatable round
    name = f"round{seed}"
    # On a slow machine one lead may be in hand at every kill; it is no poison for that.
    patient = {"QANAT_CRASH_LIMIT": "100"}
    web = installation.web(**patient)
    answers = {}

    def client(n):
        for lead in leads(f"{name}-{n}", 25):
            lead["source"] = name
            answers[lead["email"]] = installation.send(lead, lead["email"])

    clients = [threading.Thread(target=client, args=(n,)) for n in range(4)]
    for thread in clients:
        thread.start()
    for victim in chance.sample(["web", "database"] * 2, 4):
        time.sleep(chance.uniform(0.1, 1.0))
        if victim == "database":
            installation.kill_postgres()
        else:
            installation.kill(web)
            web = installation.web(**patient)
    for thread in clients:
        thread.join()

    assert len(answers) == 100
    kept = dict(
        installation.rows(
            "SELECT i.value, i.person_id FROM identifier i WHERE i.value = ANY(%s)", list(answers)
        )
    )
    assert kept == {email: answer["person_id"] for email, answer in answers.items()}
    assert traces(installation, name) == (100, 100, 100)


@pytest.mark.parametrize("point", ["read", "record", "answer", "commit"])
def test_the_same_key_has_one_answer_across_a_kill_of_the_web(installation, point):
    lead = {"email": f"{point}@web.example.com", "source": f"web-{point}"}
    dying = installation.web(QANAT_TESTING="1", QANAT_CRASH_AT=f"{point}@web-{point}")
    status, _ = installation.ask("POST", "/api/v1/leads", lead, **{"Idempotency-Key": point})
    assert status == 0
    installation.kill(dying)
    installation.web()

    answers = [installation.send(lead, point) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["result"] == "created"
    assert traces(installation, f"web-{point}") == (1, 1, 1)


@pytest.mark.parametrize("step", [*(step.__name__ for step in STEPS), "answer", "commit"])
def test_a_batch_is_completed_once_when_the_worker_dies_in_a_step(installation, step):
    installation.web()
    name = f"step-{step}"
    batch = leads(name, 10)
    status, _ = installation.ask("POST", "/api/v1/leads", {"leads": batch}, Prefer="respond-async")
    assert status == 202
    dying = installation.start("worker", QANAT_TESTING="1", QANAT_CRASH_AT=f"{step}@{name}")
    assert until(dying.poll) == -signal.SIGKILL
    installation.start("worker")

    until(lambda: open_submissions(installation) == 0)
    assert traces(installation, name) == (10, 10, 10)


def test_a_poisonous_lead_is_parked_and_the_rest_go_on(installation):
    installation.web()
    batch = [*leads("sound", 3), {"name": "arsenic", "source": "sound"}, *leads("well", 3)]
    status, answer = installation.ask(
        "POST", "/api/v1/leads", {"leads": batch}, Prefer="respond-async"
    )
    assert status == 202
    poison = json.loads(answer)["submissions"][3]["submission_id"]
    environment = {"QANAT_TESTING": "1", "QANAT_CRASH_AT": "match@arsenic"}
    deaths = 0
    worker = installation.start("worker", **environment)
    while open_submissions(installation):
        if worker.poll() is not None:
            assert worker.returncode == -signal.SIGKILL
            deaths += 1
            worker = installation.start("worker", **environment)
        time.sleep(0.2)

    assert deaths == 3
    (row,) = installation.rows(
        "SELECT state, problem -> 0 ->> 'code' FROM inbox_submission WHERE id = %s", poison
    )
    assert row == ("parked", "crash_limit")
    assert traces(installation, "sound")[0] == traces(installation, "well")[0] == 3
