"""A file that comes in by the API or a page is looked at at once, and imported by a worker once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qanat.access.public import RoleName, actor_of_user, create_user, deactivate_user
from qanat.capture.models import ImportFile, ImportRun
from qanat.capture.public import list_runs, recent_runs, refused_rows, run_of, spooled
from qanat.flows.founding import found
from qanat.flows.public import Told, begin_import, undo_import
from qanat.flows.uploading import import_kept
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.people.models import Person
from qanat.platform.actor import system_actor

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SYSTEM = system_actor("test")
FILE = b"Name,E-mail,Phone\nSara,sara@example.com,805-247-8982\nBad,not-an-address,\n"


@pytest.fixture
def admin(db):
    return actor_of_user(found(now=NOW, email="admin@example.com").user_id)


@pytest.fixture
def manager(admin):
    return a_user(RoleName.MANAGER)


def a_user(role):
    made = create_user(email=f"{role}@example.com", role=role, actor=SYSTEM, now=NOW)
    return actor_of_user(made.id)


def begin(actor, content=FILE, **told):
    with spooled([content]) as path:
        return begin_import(path, "leads.csv", Told(**{"columns": {}} | told), actor=actor, now=NOW)


def jobs():
    from procrastinate.contrib.django.models import ProcrastinateJob

    return list(ProcrastinateJob.objects.values_list("task_name", "args"))


def test_a_worker_imports_what_was_sent_as_whoever_sent_it(manager):
    run_id, begins = begin(manager, country="US")

    waiting = run_of(run_id, actor=manager)
    assert (begins, waiting.state, waiting.name) == (True, "waiting", "leads.csv")
    assert jobs() == [("flows.import_upload", {"run_id": run_id})]
    assert not Person.objects.exists()

    import_kept(run_id, now=NOW)

    done = run_of(run_id, actor=manager)
    assert (done.state, done.started_by_id) == ("done", manager.user_id)
    assert (done.counts["created"], done.counts["refused"]) == (1, 1)
    assert Person.objects.get().phone == "+18052478982"
    told = b"".join(refused_rows(run_id, actor=manager)).decode("utf-8-sig")
    assert told.splitlines()[1].startswith("3,E-mail,")
    assert not ImportFile.objects.filter(part="source").exists()


def test_the_job_may_run_twice(manager):
    run_id, _ = begin(manager)
    import_kept(run_id, now=NOW)
    import_kept(run_id, now=NOW)
    assert Person.objects.count() == 1
    assert ImportRun.objects.count() == 1


def test_a_job_that_died_in_the_middle_goes_on(manager):
    run_id, _ = begin(manager)
    source = ImportFile.objects.get(part="source")
    import_kept(run_id, now=NOW)
    ImportRun.objects.filter(id=run_id).update(state="running")
    ImportFile.objects.create(run_id=run_id, part="source", content=source.content)

    import_kept(run_id, now=NOW)

    assert run_of(run_id, actor=manager).counts["known"] == 1
    assert Person.objects.count() == 1


def test_the_same_file_waits_once_and_is_known_when_it_was_imported(manager):
    first, again = begin(manager), begin(manager)
    assert first == again == (first[0], True)
    assert len(jobs()) == 1
    import_kept(first[0], now=NOW)
    assert begin(manager) == (first[0], False)

    undo_import(first[0], actor=manager, now=NOW)
    anew, begins = begin(manager)
    assert (anew > first[0], begins) == (True, True)


@pytest.mark.parametrize(
    ("content", "told", "code"),
    [
        pytest.param(b"", {}, "file_empty", id="nothing"),
        pytest.param(b"Zodiac,E-mail\nLeo,a@example.com\n", {}, "unknown_column", id="column"),
        pytest.param(b"PK\x03\x04 no workbook", {}, "bad_workbook", id="workbook"),
        pytest.param(FILE, {"country": "Atlantis"}, "country_unknown", id="option"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_once_and_nothing_kept(manager, content, told, code):
    with pytest.raises(Invalid) as refusal:
        begin(manager, content, **told)
    assert refusal.value.faults[0].code == code
    assert not ImportRun.objects.exists()
    assert jobs() == []


def test_who_may_not_import_or_assign_leaves_nothing(admin):
    owners = b"E-mail,Owner\na@example.com,admin@example.com\n"
    with pytest.raises(NotAllowed):
        begin(a_user(RoleName.REPRESENTATIVE))
    with pytest.raises(NotAllowed):
        begin(a_user(RoleName.MARKETER), owners)
    assert not ImportRun.objects.exists()
    assert begin(admin, owners)[1]


def test_a_sender_who_is_out_by_then_imports_nothing(manager, admin):
    run_id, _ = begin(manager)
    deactivate_user(manager.user_id, actor=admin, now=NOW)

    import_kept(run_id, now=NOW)

    failed = run_of(run_id, actor=admin)
    assert (failed.state, bool(failed.problem)) == ("failed", True)
    assert not Person.objects.exists()
    assert not ImportFile.objects.exists()
    assert begin(admin) == (run_id, True)
    assert run_of(run_id, actor=admin).problem == ""


def test_imports_are_seen_by_whoever_sees_the_records_of_their_senders(manager, admin):
    theirs, _ = begin(admin)
    mine, _ = begin(manager, b"Name\nAli\nx,y\n")
    import_kept(theirs, now=NOW)
    import_kept(mine, now=NOW)

    assert [run.id for run in list_runs(actor=manager)] == [mine]
    assert [run.id for run in recent_runs(actor=admin)] == [mine, theirs]
    assert [run.id for run in recent_runs(actor=admin, before=mine)] == [theirs]
    assert refused_rows(mine, actor=manager)
    for hidden in (run_of, refused_rows):
        with pytest.raises(NotFound):
            hidden(theirs, actor=manager)
    with pytest.raises(NotFound):
        undo_import(theirs, actor=manager, now=NOW)
    assert Person.objects.filter(deleted_at=None).count() == 2


def test_an_import_that_refused_nothing_has_no_refused_rows(manager):
    run_id, _ = begin(manager, b"Name\nAli\n")
    import_kept(run_id, now=NOW)
    with pytest.raises(NotFound):
        refused_rows(run_id, actor=manager)


def test_no_file_is_left_behind(manager, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run_id, _ = begin(manager)
    import_kept(run_id, now=NOW)
    with pytest.raises(Invalid):
        begin(manager, b"Zodiac\nLeo\n")
    assert list(Path(tmp_path).iterdir()) == []
