"""Lists as files: whole, typed, harmless, of what their maker sees, and only theirs."""

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from qanat.access.public import RoleName, actor_of_user, change_role, create_user
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.listing.files import delete_old_files, write_file
from qanat.listing.models import ListFile
from qanat.listing.public import Asked, ask_for_file, delete_file, files_of, path_of_file
from qanat.people.public import create_person
from qanat.pipeline.public import OpportunityValues, create_opportunity, ensure_default_pipeline
from qanat.platform.actor import system_actor

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SYSTEM = system_actor("test")
PEOPLE = Asked(subject="people", columns=("name", "phone", "owner", "status", "came_at"))


def a_user(role):
    made = create_user(email=f"{role}@example.com", role=role, actor=SYSTEM, now=NOW)
    return actor_of_user(made.id)


@pytest.fixture
def marketer(db):
    return a_user(RoleName.MARKETER)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr("qanat.listing.files._folder", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def people(marketer):
    """Three people, of whom one has a name that a spreadsheet would run."""
    return [
        create_person(
            {"given_name": name, "email": f"p{number}@acme.com", "phone": f"+96651234567{number}"},
            owner_id=None,
            account_id=None,
            actor=SYSTEM,
            now=NOW + timedelta(days=number),
        )
        for number, name in enumerate(("Sara", "=1+1", "سارة"))
    ]


def ask(actor, kind="csv", asked=PEOPLE, language="en"):
    return ask_for_file(asked, kind, language=language, zone="Asia/Riyadh", actor=actor)


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_worker_writes_what_was_asked_for(people, marketer):
    file_id = ask(marketer)
    jobs = list(ProcrastinateJob.objects.values_list("task_name", "args"))
    assert jobs == [("listing.write_file", {"file_id": file_id})]
    assert not files_of(marketer)[0].ready

    write_file(file_id, now=NOW)

    [file] = files_of(marketer)
    assert (file.ready, file.rows, file.total, file.kind) == (True, 3, 3, "csv")
    _, path = path_of_file(file_id, actor=marketer)
    assert read_csv(path) == [
        ["Name", "Phone", "Owner", "Status", "Came in"],
        ["سارة", "+966512345672", "", "Open", "2026-03-03 12:00+03:00"],
        ["'=1+1", "+966512345671", "", "Open", "2026-03-02 12:00+03:00"],
        ["Sara", "+966512345670", "", "Open", "2026-03-01 12:00+03:00"],
    ]


def test_a_workbook_has_typed_cells_and_heads_in_the_language(people, marketer):
    ensure_default_pipeline()
    values = OpportunityValues(
        name="D",
        person_id=people[0],
        owner_id=marketer.user_id,
        amount=Decimal("1250.50"),
        currency="SAR",
    )
    create_opportunity(values, actor=SYSTEM, now=NOW)
    asked = Asked(subject="deals", columns=("name", "amount", "opened_at"))
    file_id = ask(marketer, "xlsx", asked, language="ar")
    write_file(file_id, now=NOW)
    _, path = path_of_file(file_id, actor=marketer)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows == [
        ["الصفقة", "القيمة", "العملة", "فُتحت"],
        ["D", 1250.5, "SAR", NOW.replace(hour=12, tzinfo=None)],
    ]


def test_every_column_of_every_list_can_be_written(people, marketer):
    from qanat.listing.subjects import SUBJECTS, columns_of

    for subject in SUBJECTS:
        for kind in ("csv", "xlsx"):
            asked = Asked(subject=subject.name, columns=tuple(columns_of(subject.name)))
            file_id = ask(marketer, kind, asked)
            write_file(file_id, now=NOW)
            assert files_of(marketer)[0].ready


def test_writing_twice_writes_once(people, marketer, home):
    file_id = ask(marketer)
    write_file(file_id, now=NOW)
    write_file(file_id, now=NOW)
    assert len(list(home.iterdir())) == 1


def test_nobody_else_fetches_or_deletes_it(people, marketer):
    file_id = ask(marketer)
    write_file(file_id, now=NOW)
    admin = a_user(RoleName.ADMIN)
    with pytest.raises(NotFound):
        path_of_file(file_id, actor=admin)
    with pytest.raises(NotFound):
        delete_file(file_id, actor=admin)
    assert files_of(admin) == []


def test_who_may_not_gets_none(people):
    seller = a_user(RoleName.REPRESENTATIVE)
    with pytest.raises(NotAllowed):
        ask(seller)
    assert not ListFile.objects.exists()


def test_what_they_may_no_longer_is_not_written(people, marketer, home):
    file_id = ask(marketer)
    change_role(marketer.user_id, RoleName.REPRESENTATIVE, actor=SYSTEM)
    write_file(file_id, now=NOW)
    [file] = files_of(marketer)
    assert (file.ready, bool(file.problem)) == (False, True)
    assert not list(home.iterdir())


def test_one_that_is_given_up_leaves_nothing(people, marketer, home):
    file_id = ask(marketer)
    delete_file(file_id, actor=marketer)
    write_file(file_id, now=NOW)
    assert not list(home.iterdir())


def test_files_go_after_a_week(people, marketer, home):
    file_id = ask(marketer)
    write_file(file_id, now=NOW)
    made = files_of(marketer)[0].created_at
    assert delete_old_files(actor=SYSTEM, now=made + timedelta(days=6)) == 0
    assert delete_old_files(actor=SYSTEM, now=made + timedelta(days=8)) == 1
    assert not list(home.iterdir())
    with pytest.raises(NotFound):
        path_of_file(file_id, actor=marketer)


def test_no_other_format_and_not_too_many_at_once(people, marketer):
    with pytest.raises(Invalid):
        ask(marketer, "pdf")
    for _ in range(5):
        ask(marketer)
    with pytest.raises(Invalid):
        ask(marketer)
