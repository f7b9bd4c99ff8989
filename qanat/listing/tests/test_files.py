"""Files of lists: what is in them, whose they are, how they end."""

import csv
import io
import os
import subprocess
import sys
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from qanat.access.public import RoleName, actor_of_user, change_role, create_user, deactivate_user
from qanat.capture.reading.xlsx_rows import xlsx_rows
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.listing import making, running, writing
from qanat.listing.files import KEPT, MOST_WAITING, delete_old_files
from qanat.listing.making import write_file
from qanat.listing.models import ListFile, ListFilePart
from qanat.listing.public import (
    Asked,
    Problem,
    Row,
    ask_for_file,
    columns_of,
    content_of,
    delete_file,
    file_of,
    files_of,
    page_of,
)
from qanat.listing.subjects import SUBJECTS
from qanat.people.public import create_person
from qanat.pipeline.public import OpportunityValues, create_opportunity, ensure_default_pipeline
from qanat.platform.actor import system_actor
from qanat.work.public import TaskDraft, plan_task

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SYSTEM = system_actor("test")
PEOPLE = Asked(subject="people", columns=("name", "phone", "country", "came_at"), order="came_at")
DEALS = Asked(subject="deals", columns=("name", "stage", "amount", "close_on", "owner"))


def user(name, role, language="en"):
    return create_user(
        email=f"{name}@example.com",
        name=name.title(),
        role=role,
        language=language,
        time_zone="Asia/Riyadh",
        actor=SYSTEM,
        now=NOW,
    ).id


@pytest.fixture
def staff(db):
    """An admin, a manager who reads Arabic, and a representative who may not take lists out."""
    return SimpleNamespace(
        admin=actor_of_user(user("noura", RoleName.ADMIN)),
        manager=actor_of_user(user("khalid", RoleName.MANAGER, "ar")),
        seller=actor_of_user(user("sara", RoleName.REPRESENTATIVE)),
    )


def person(name, phone, *, owner=None, day=0):
    return create_person(
        {"full_name": name, "phone": phone, "country": "SA"},
        owner_id=owner,
        account_id=None,
        actor=SYSTEM,
        now=NOW + timedelta(days=day),
    )


@pytest.fixture
def people(staff):
    """Three, of whom two are named to do harm; the first is the manager's."""
    return [
        person("ليلى الحربي", "+966550184420", owner=staff.manager.user_id),
        person("=HYPERLINK(1)", "+966550184421", day=1),
        person("{x}", "+966550184422", day=2),
    ]


def ask(asked, kind, *, actor, now=NOW):
    """A file that was asked for."""
    options = {"language": actor.language, "zone": "Asia/Riyadh"}
    file_id = ask_for_file(asked, kind, **options, actor=actor, now=now)
    return file_of(file_id, actor=actor, now=now)


def made(asked, kind, actor):
    """The content of a file that was asked for and written."""
    file = ask(asked, kind, actor=actor)
    write_file(file.id, now=NOW)
    found = file_of(file.id, actor=actor, now=NOW)
    content = b"".join(content_of(found))
    assert (found.ready, found.size) == (True, len(content))
    return content


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_holds_what_the_list_shows_and_nothing_that_runs(staff, people):
    content = made(PEOPLE, "csv", staff.admin)
    assert content.startswith(b"\xef\xbb\xbf")
    assert table(content) == [
        ["Name", "Phone", "Country", "Came in"],
        ["ليلى الحربي", "+966550184420", "Saudi Arabia", "2026-03-01 12:30"],
        ["'=HYPERLINK(1)", "+966550184421", "Saudi Arabia", "2026-03-02 12:30"],
        ["{x}", "+966550184422", "Saudi Arabia", "2026-03-03 12:30"],
    ]


def test_a_workbook_has_typed_cells_in_the_language_of_who_asked(staff, people, tmp_path):
    ensure_default_pipeline()
    values = OpportunityValues(name="+1+1", person_id=people[0], owner_id=staff.admin.user_id)
    money = {"amount": Decimal("184000.50"), "currency": "SAR"}
    due = {"expected_close_on": date(2026, 4, 2)}
    create_opportunity(values | money | due, actor=SYSTEM, now=NOW)
    path = tmp_path / "deals.xlsx"
    path.write_bytes(made(DEALS, "xlsx", actor_of_user(user("huda", RoleName.ADMIN, "ar"))))

    head, row = [list(each.cells) for each in xlsx_rows(path)]

    assert head == ["الصفقة", "المرحلة", "القيمة", "العملة", "الإغلاق المتوقع", "المسؤول"]
    assert row[0] == "+1+1"
    assert row[2:] == ["184000.5", "SAR", "2026-04-02", "Noura"]
    with ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>184000.5</v>" in sheet  # a number, not a text
    assert "<f>" not in sheet
    assert 'rightToLeft="1"' in sheet


@pytest.mark.parametrize("subject", [each.name for each in SUBJECTS])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_column_can_be_taken_out(staff, people, subject, kind):
    ensure_default_pipeline()
    values = OpportunityValues(name="D", person_id=people[0], owner_id=staff.admin.user_id)
    create_opportunity(values, actor=SYSTEM, now=NOW)
    made(Asked(subject=subject, columns=tuple(columns_of(subject))), kind, staff.admin)


def test_a_file_holds_only_what_its_owner_may_see(staff, people):
    assert [row[0] for row in table(made(PEOPLE, "csv", staff.manager))[1:]] == ["ليلى الحربي"]


def test_who_may_not_take_lists_out_leaves_no_trace(staff, people):
    for kind in writing.FORMATS:
        with pytest.raises(NotAllowed):
            ask(PEOPLE, kind, actor=staff.seller, now=NOW)
    with pytest.raises(NotAllowed):
        ask(PEOPLE, "csv", actor=SYSTEM, now=NOW)
    assert not ListFile.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="listing.write_file").exists()


def test_what_cannot_be_asked_is_refused_at_once(staff):
    with pytest.raises(Invalid):
        ask(PEOPLE, "pdf", actor=staff.admin, now=NOW)
    wrong = Asked(subject="people", criteria={"no_such_thing": 1})
    with pytest.raises(Invalid):
        ask(wrong, "csv", actor=staff.admin, now=NOW)
    assert not ListFile.objects.exists()


def test_nobody_has_many_written_at_once(staff):
    for _ in range(MOST_WAITING):
        ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    with pytest.raises(Invalid, match="Wait until"):
        ask(PEOPLE, "csv", actor=staff.admin, now=NOW)


def test_files_are_found_and_deleted_by_their_owner_alone(staff, people):
    first, second = (ask(PEOPLE, "csv", actor=staff.admin, now=NOW).id for _ in range(2))
    write_file(first, now=NOW)
    assert [file.id for file in files_of(staff.admin, now=NOW)] == [second, first]
    assert [file.id for file in files_of(staff.admin, now=NOW, before=second)] == [first]
    assert files_of(staff.manager, now=NOW) == []
    with pytest.raises(NotFound):
        file_of(first, actor=staff.manager, now=NOW)
    with pytest.raises(NotFound):
        delete_file(first, actor=staff.manager)
    assert ListFilePart.objects.count() == 1
    delete_file(first, actor=staff.admin)
    assert ListFilePart.objects.count() == 0
    assert [file.id for file in files_of(staff.admin, now=NOW)] == [second]


def test_a_job_that_runs_twice_makes_one_file(staff, people, monkeypatch):
    monkeypatch.setattr(making, "PIECE", 16)
    file = ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    write_file(file.id, now=NOW)
    first = b"".join(content_of(file))
    person("New", "+966550184429", day=3)
    write_file(file.id, now=NOW + timedelta(days=4))
    assert b"".join(content_of(file)) == first
    assert len(first) > 16 * 2


def test_kinds_of_tasks_and_dates_are_said_in_the_language(staff, people):
    due = NOW + timedelta(days=1)
    draft = TaskDraft(
        title="Ring", due_at=due, kind="call", person_id=people[0], owner_id=staff.manager.user_id
    )
    plan_task(draft, actor=SYSTEM, now=NOW)
    tasks = Asked(subject="tasks", columns=("name", "due", "kind"))
    assert table(made(tasks, "csv", staff.manager))[1:] == [["Ring", "2026-03-02 12:30", "مكالمة"]]


def test_what_a_workbook_cannot_hold_is_cut_or_written_as_text(tmp_path):
    columns = [columns_of("people")["name"], columns_of("deals")["close_on"]]
    fields = writing.fields_of(columns, language="en", zone=ZoneInfo("UTC"), labels={})
    path = tmp_path / "odd.xlsx"
    with writing.XlsxFile(path, fields, language="en") as out:
        out.write([Row(1, {"name": "x" * 40_000, "close_on": date(1889, 2, 1)})])
    [_, row] = list(xlsx_rows(path))
    assert row.cells == ("x" * 32_767, "1889-02-01")


def test_whoever_may_no_longer_take_lists_out_fetches_none(staff, people):
    file = ask(PEOPLE, "csv", actor=staff.manager)
    waiting = ask(PEOPLE, "csv", actor=staff.manager)
    write_file(file.id, now=NOW)
    change_role(staff.manager.user_id, RoleName.REPRESENTATIVE, actor=SYSTEM)
    write_file(waiting.id, now=NOW)
    assert ListFile.objects.get(id=waiting.id).problem == Problem.NOT_ALLOWED
    with pytest.raises(NotAllowed):
        file_of(file.id, actor=actor_of_user(staff.manager.user_id), now=NOW)


def test_a_file_of_somebody_who_is_out_is_not_written(staff, people):
    file = ask(PEOPLE, "csv", actor=staff.manager, now=NOW)
    deactivate_user(staff.manager.user_id, actor=SYSTEM, now=NOW)
    write_file(file.id, now=NOW)
    assert ListFile.objects.get(id=file.id).problem == Problem.NOT_ALLOWED
    assert list(content_of(file)) == []


def test_a_crash_is_kept_and_the_next_run_makes_it_good(staff, people, monkeypatch):
    file = ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr(making, "PIECE", "no number")
        with pytest.raises(TypeError):
            write_file(file.id, now=NOW)
    found = file_of(file.id, actor=staff.admin, now=NOW)
    assert (found.problem, found.waits, list(content_of(found))) == (Problem.FAILED, False, [])
    write_file(file.id, now=NOW)
    found = file_of(file.id, actor=staff.admin, now=NOW)
    assert (found.problem, found.rows) == ("", 3)


def test_a_file_that_is_deleted_while_it_is_written_is_given_up(staff, people, monkeypatch):
    file = ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    real = making.batches_of

    def deleted_meanwhile(*args, **kwargs):
        delete_file(file.id, actor=staff.admin)
        return real(*args, **kwargs)

    monkeypatch.setattr(making, "batches_of", deleted_meanwhile)
    write_file(file.id, now=NOW)
    assert not ListFile.objects.exists()
    assert not ListFilePart.objects.exists()


def test_what_is_old_is_gone_before_and_after_it_is_deleted(staff, people):
    file = ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    write_file(file.id, now=NOW)
    late = NOW + KEPT
    assert delete_old_files(actor=SYSTEM, now=late - timedelta(seconds=1)) == 0
    assert file_of(file.id, actor=staff.admin, now=late - timedelta(seconds=1)).ends_at == late
    with pytest.raises(NotFound):
        file_of(file.id, actor=staff.admin, now=late)
    assert files_of(staff.admin, now=late) == []
    assert delete_old_files(actor=SYSTEM, now=late) == 1
    assert not ListFile.objects.exists()
    assert not ListFilePart.objects.exists()


def test_a_worker_knows_the_lists_without_any_page():
    known = (
        "import django; django.setup()\n"
        "import qanat.listing.jobs; from qanat.listing.subjects import SUBJECTS, columns_of\n"
        "print(all(columns_of(each.name) for each in SUBJECTS) and len(list(SUBJECTS)))"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "qanat.project.settings"}
    run = subprocess.run(
        [sys.executable, "-c", known], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["4"]


def test_old_files_are_deleted_every_night():
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["listing.delete_files"] == "7 3 * * *"


def test_the_audit_knows_who_took_a_list_out(staff, people):
    file = ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    write_file(file.id, now=NOW)
    delete_file(file.id, actor=staff.admin)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor, action FROM audit_entry WHERE table_name = 'list_file' ORDER BY id"
        )
        assert cursor.fetchall() == [(staff.admin.name, "I"), (staff.admin.name, "D")]


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(staff, people, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "ROWS_OF_A_SHEET", 2)
    path = tmp_path / "people.xlsx"
    path.write_bytes(made(PEOPLE, "xlsx", staff.admin))
    assert [each.cells[0] for each in xlsx_rows(path)] == ["Name", "ليلى الحربي", "=HYPERLINK(1)"]


def test_a_batch_is_one_query_and_one_of_progress(staff, people, monkeypatch, query_budget):
    file = ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    with query_budget("file.write"):
        write_file(file.id, now=NOW)
    monkeypatch.setattr(running, "ROWS_OF_A_BATCH", 1)
    file = ask(PEOPLE, "csv", actor=staff.admin, now=NOW)
    with query_budget("file.write_three_batches"):
        write_file(file.id, now=NOW)


def test_a_text_in_braces_is_text_in_the_list_too(staff, people):
    names = [row.values["name"] for row in page_of(PEOPLE, actor=SYSTEM, now=NOW).rows]
    assert names[2] == "{x}"


MANY = """
INSERT INTO person (full_name, phone, country, came_at)
SELECT 'Person ' || n, '+9665' || lpad(n::text, 8, '0'), 'SA', %s::timestamptz - n * interval '1 minute'
FROM generate_series(1, %s) n
"""


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_list_is_written_in_bounded_memory(staff, kind):
    with connection.cursor() as cursor:
        cursor.execute(MANY, (NOW, 20_000))
    file = ask(PEOPLE, kind, actor=staff.admin, now=NOW)
    tracemalloc.start()
    write_file(file.id, now=NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    found = file_of(file.id, actor=staff.admin, now=NOW)
    assert (found.rows, found.total) == (20_000, 20_000)
    assert peak < 12 * 1024 * 1024
