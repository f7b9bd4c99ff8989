"""`qanat demo` as somebody runs it on a fresh machine: real processes, a home of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from qanat.platform.config import read_config
from qanat.platform.postgres.running import stopped
from tests.journeys.test_leads_survive import free_port, until

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

CHECKOUT = Path(__file__).resolve().parents[2]
PEOPLE = 300


class Home:
    """A home for an installation, and the commands that run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.options = {
            "cwd": CHECKOUT,
            "env": os.environ | {"QANAT_HOME": str(folder)},
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "text": True,
        }

    def run(self, *words, code=0):
        """What the command printed as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "qanat", *words, "--json"], **self.options, check=False
        )
        assert done.returncode == code, done.stderr
        return json.loads(done.stdout)

    def start(self, *words):
        return subprocess.Popen([sys.executable, "-m", "qanat", *words], **self.options)


@pytest.fixture
def home():
    folder = Path(tempfile.mkdtemp(prefix="qanat-demo-", dir="/tmp"))
    folder.chmod(0o755)
    yield Home(folder)
    config = read_config({"QANAT_HOME": str(folder)})
    until(lambda: stopped(config, within_seconds=30))
    shutil.rmtree(folder)


def test_the_demo_is_made_once_and_served(home):
    made = home.run("demo", "--no-serve", "--people", str(PEOPLE))
    totals = home.run("report", "totals")

    assert made["filled"] is True
    assert totals["people"] == made["people"] == PEOPLE
    assert 0 < totals["won"] < totals["opportunities"] < PEOPLE
    assert totals["calls"] > totals["meetings"] > totals["won"]
    assert totals["calls_unlinked"] == 0
    assert len(made["users"]) == 14

    port = free_port()
    serving = home.start("demo", "--people", str(PEOPLE), "--port", str(port))
    try:
        url = f"http://127.0.0.1:{port}/"
        until(lambda: answer(f"{url}readyz") == 200)
        assert answer(f"{url}api/v1/people", token=made["token"]) == 200
        assert answer(f"{url}api/v1/people", token="another") == 401
    finally:
        serving.terminate()
        said, _ = serving.communicate(timeout=60)
    assert f"Address: {url}" in said
    assert "sara@rawabi.example" in said
    assert home.run("report", "totals") == totals


def test_an_installation_in_use_is_left_alone(home):
    home.run("init", "--organisation", "Noor")
    before = home.run("report", "totals")

    refused = home.run("demo", "--no-serve", "--people", "10", code=2)

    assert "in use by Noor" in refused["error"]
    assert home.run("report", "totals") == before


def answer(url, token=""):
    """The status that an address answers with; 0 when nobody answers."""
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as found:
            return found.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        time.sleep(0.2)
        return 0
