"""The command line: its words are its files, and it fails with a sentence."""

import errno
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import orjson
import psycopg
import pytest

from qanat.kernel.errors import Fault, Invalid, Unavailable
from qanat.project.command import words
from qanat.project.command.failures import failing_plainly
from qanat.project.command.output import show

CHECKOUT = Path(__file__).resolve().parents[3]


def qanat(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "qanat", *arguments],
        cwd=CHECKOUT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_word_explains_itself():
    help_text = qanat("--help").stdout

    assert {"migrate"} <= set(words())
    assert [word for word in words() if f" {word} " not in help_text] == []


def test_two_that_migrate_at_once_apply_each_step_once(tmp_path_factory):
    with psycopg.connect(
        host=_socket_folder(), user="qanat", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute("DROP DATABASE IF EXISTS twice WITH (FORCE)")
        connection.execute("CREATE DATABASE twice")
    url = f"postgresql://qanat@{_socket_folder().replace('/', '%2F')}/twice"
    answers = []

    def migrate():
        answers.append(qanat("migrate", "--json", DATABASE_URL=url))

    threads = [threading.Thread(target=migrate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer.returncode for answer in answers] == [0, 0], answers[0].stderr
    assert orjson.loads(qanat("migrate", "--json", DATABASE_URL=url).stdout) == {"applied": []}


def _socket_folder():
    from qanat.platform.config import config
    from qanat.platform.postgres.places import places

    return str(places(config.home).socket_folder)


def test_a_database_that_is_away_is_one_sentence_and_exit_code_2():
    away = qanat("migrate", "--json", DATABASE_URL="postgresql://x@127.0.0.1:1/x")

    assert away.returncode == 2
    assert orjson.loads(away.stdout)["error"].startswith("The database does not answer")
    assert "Traceback" not in away.stderr


def test_an_unusable_address_of_the_database_is_said():
    wrong = qanat("migrate", DATABASE_URL="postgresql:x@:1/x")

    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("DATABASE_URL must look like")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(Unavailable("It is away."), "It is away.", id="unavailable"),
        pytest.param(
            OSError(errno.ENOSPC, "No space", "/data/f"),
            "The disk is full /data/f: make room and run the command again.",
            id="disk full",
        ),
        pytest.param(
            PermissionError(errno.EACCES, "Denied", "/data/f"),
            "Not allowed to write or read /data/f: change its owner, or set QANAT_HOME.",
            id="closed file",
        ),
        pytest.param(
            psycopg.errors.DiskFull("could not extend file"),
            "The database's disk is full: make room and run the command again.",
            id="database disk full",
        ),
    ],
)
def test_a_failure_that_can_be_mended_says_how(error, sentence, capsys):
    with pytest.raises(SystemExit, match="2"), failing_plainly(as_json=True):
        raise error

    assert orjson.loads(capsys.readouterr().out) == {"error": sentence, "faults": []}


def test_what_was_given_wrong_is_named_by_its_path(capsys):
    faults = (Fault(("leads", 3, "email"), "This is no e-mail address.", "email"),)

    with pytest.raises(SystemExit, match="2"), failing_plainly(as_json=True):
        raise Invalid.of(faults)

    assert orjson.loads(capsys.readouterr().out)["faults"] == [
        {"path": ["leads", 3, "email"], "message": "This is no e-mail address.", "code": "email"}
    ]
    with pytest.raises(SystemExit, match="2"), failing_plainly(as_json=False):
        raise Invalid.of(faults)
    assert "  leads.3.email: This is no e-mail address." in capsys.readouterr().err


def test_our_own_mistakes_keep_their_traceback():
    with pytest.raises(ZeroDivisionError), failing_plainly(as_json=True):
        raise ZeroDivisionError


def test_rows_are_shown_to_people_as_a_table(capsys):
    show({"total": 2, "rows": [{"source": "Trade Show", "leads": 371}]}, as_json=False)

    shown = capsys.readouterr().out
    assert "total: 2" in shown
    assert "Trade Show" in shown
    assert "371" in shown


def test_people_see_nothing_of_how_python_writes_values(capsys):
    at = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
    sentence = "The name is “\u2068سارة\u2069”."
    record = {
        "converted_at": None,
        "score": {"total": 15, "at": at, "explanation": [{"rule": "Name", "sentence": sentence}]},
        "people": [{"name": "Sara", "active": True, "teams": (3, 4), "counts": {"leads": 1}}],
    }
    show(record, as_json=False)

    shown = capsys.readouterr().out
    for line in ("converted_at: -", "  total: 15", "  at: 2026-01-31 09:30:00+00:00"):
        assert line in shown.splitlines()
    assert sentence in shown
    for part in ("yes", "3, 4", "leads: 1"):
        assert part in shown
    for sign in ("None", "datetime", "{'", "(3", "u2068", "True"):
        assert sign not in shown


def test_no_rows_are_said_to_be_none(capsys):
    show([], as_json=False)

    assert capsys.readouterr().out == "none\n"


def test_the_doctor_names_what_is_broken_and_the_command_that_mends_it():
    with psycopg.connect(
        host=_socket_folder(), user="qanat", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute("DROP DATABASE IF EXISTS ill WITH (FORCE)")
        connection.execute("CREATE DATABASE ill")
    url = f"postgresql://qanat@{_socket_folder().replace('/', '%2F')}/ill"

    ill = qanat("doctor", "--json", DATABASE_URL=url)
    qanat("migrate", DATABASE_URL=url)
    mended = qanat("doctor", "--json", DATABASE_URL=url)

    assert (ill.returncode, mended.returncode) == (1, 0), mended.stdout
    findings = {one["name"]: one for one in orjson.loads(ill.stdout)["findings"]}
    assert (findings["schema"]["state"], findings["schema"]["remedy"]) == (
        "broken",
        "qanat migrate",
    )
    assert orjson.loads(mended.stdout)["healthy"] is True


def test_the_doctor_examines_what_it_cannot_reach():
    answer = qanat("doctor", "--json", DATABASE_URL="postgresql://x@127.0.0.1:1/x")

    findings = {one["name"]: one for one in orjson.loads(answer.stdout)["findings"]}
    assert (answer.returncode, findings["database"]["state"]) == (1, "broken")
    assert findings["time zones"]["state"] == "ok"
