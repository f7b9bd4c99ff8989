"""`qanat parked`: what could not be processed is seen, mended and replayed."""

import json

import pytest
from typer.testing import CliRunner

from qanat.flows.public import intake_turn
from qanat.kernel.clock import now
from qanat.people.models import Person
from qanat.platform import inbox
from qanat.project.command.parked import command

runner = CliRunner()


@pytest.fixture
def parked(qanat_here):
    """A lead that could not be read, and a good one."""
    payloads = [{"email": "no address", "phone": "12"}, {"email": "good@example.com"}]
    received = inbox.receive("form:3", payloads, key="k", sent_by="form:3", now=now())
    assert intake_turn() == 2
    return received.submissions[0].pk


@pytest.fixture
def qanat_here(db, monkeypatch):
    """Commands run in this process, on the database of the tests."""
    from contextlib import nullcontext

    monkeypatch.setattr("qanat.project.command.parked.django_ready", nullcontext)


def run(*words):
    done = runner.invoke(command, [*map(str, words), "--json"], catch_exceptions=False)
    assert done.exit_code == 0
    return json.loads(done.stdout)


def test_what_is_parked_is_listed_with_its_reasons(parked):
    (row,) = run("list")

    assert (row["id"], row["door"], row["state"]) == (parked, "form:3", "parked")
    assert {fault["path"][0] for fault in row["faults"]} == {"email", "phone"}
    assert run("list", "--after", parked) == []


def test_it_is_mended_replayed_and_then_done(parked):
    mended = run(
        "mend",
        parked,
        "--set",
        "email=sara@example.com",
        "--set",
        "phone=",
        "--set",
        'tags=["VIP"]',
    )
    assert mended["payload"] == {"email": "sara@example.com", "tags": ["VIP"]}
    assert run("replay", parked) == {"replayed": 1}
    assert intake_turn() == 1

    assert run("show", parked)["state"] == "done"
    assert Person.objects.filter(email="sara@example.com").count() == 1
    assert run("replay", parked) == {"replayed": 0}


def test_it_is_dropped_and_kept_as_it_came(parked):
    assert run("drop", parked) == {"dropped": 1}

    shown = run("show", parked)
    assert (shown["state"], shown["payload"]["phone"]) == ("dropped", "12")
    assert run("list") == []


def test_the_list_is_readable_without_json(parked):
    done = runner.invoke(command, ["list"])

    assert done.exit_code == 0
    assert "form:3" in done.stdout
