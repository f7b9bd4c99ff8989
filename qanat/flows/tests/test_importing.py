"""Files of leads take the same road as every other door; nothing is lost, doubled or hidden."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

from qanat.capture.models import ImportRun
from qanat.capture.public import list_runs
from qanat.flows.founding import found
from qanat.flows.public import Told, import_leads, undo_import
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.people.models import Account, Identifier, Person, PersonTag, StatusChange
from qanat.people.public import define_field
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.models import Organisation, Submission
from qanat.scoring.models import Score
from qanat.timeline.models import Touch

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACTOR = system_actor("test")
HEAD = "First name,Last name,E-mail,Mobile,Company,Source,Created,Tags\n"
SARA = "Sara,Ahmadi,sara@nile.example.com,+966501234567,Nile,Trade Show,2026-01-05,vip\n"
ALI = "علي,حسن,ali@nile.example.com,٠٥٠١٢٣٤٥٦٨,Nile,Web,5 Jan 2026,\n"


@pytest.fixture
def installation(db):
    return found(now=NOW, email="admin@example.com", country="SA")


def ignore(rows):
    """A progress bar that nobody looks at."""


def written(tmp_path, text, name="leads.csv"):
    path = tmp_path / name
    path.write_text(text)
    return path


def bring(path, actor=ACTOR, **told):
    return import_leads(path, Told(**{"columns": {}} | told), actor=actor, now=NOW, advance=ignore)


def counts(result):
    return {name: count for name, count in result.counts.items() if count}


def alive():
    return Person.objects.filter(deleted_at=None)


def test_every_row_becomes_a_lead_that_is_scored_and_owned(installation, tmp_path):
    result = bring(written(tmp_path, HEAD + SARA + ALI))

    assert counts(result) == {"read": 2, "created": 2}
    sara, ali = Person.objects.order_by("id")
    assert (sara.full_name, sara.source, sara.came_at.date().isoformat()) == (
        "Sara Ahmadi",
        "Trade Show",
        "2026-01-05",
    )
    assert ali.phone == "+966501234568"
    assert sara.account == ali.account == Account.objects.get()
    assert sara.owner_id == installation.user_id
    assert Score.objects.count() == 2
    assert PersonTag.objects.get().person == sara


def test_the_same_file_again_doubles_nothing(installation, tmp_path):
    path = written(tmp_path, HEAD + SARA + ",,,,Nameless,,,\n" + "Only,Name,,,,,,\n")
    first = bring(path)
    again = bring(path)

    assert (counts(first)["created"], counts(again)) == (2, {"read": 3, "known": 2, "refused": 1})
    assert Person.objects.count() == 2
    assert Touch.objects.count() == 1


def test_the_same_people_in_another_file_are_updated_and_only_blanks_are_filled(
    installation, tmp_path
):
    bring(written(tmp_path, HEAD + SARA))
    other = "E-mail,First name,City\nSARA@nile.example.com,Sarah,Riyadh\n"

    result = bring(written(tmp_path, other, "other.csv"))

    assert counts(result) == {"read": 1, "updated": 1}
    sara = Person.objects.get()
    assert (sara.given_name, sara.city) == ("Sara", "Riyadh")


def test_refused_rows_go_to_a_file_that_can_be_mended_and_imported(installation, tmp_path):
    bad = (
        "Bad,Mail,not-an-address,,,,,\nBad,Date,bd@example.com,,,,2026-02-31,\na,b,c,d,e,f,g,h,i\n"
    )
    result = bring(written(tmp_path, HEAD + SARA + bad))

    assert counts(result) == {"read": 4, "created": 1, "refused": 3}
    with Path(result.refused_path).open(encoding="utf-8-sig", newline="") as file:
        told = [(row["Qanat line"], row["Qanat where"]) for row in csv.DictReader(file)]
    assert sorted(told) == [("3", "E-mail"), ("4", "Created"), ("5", "")]

    mended = Path(result.refused_path).read_text(encoding="utf-8-sig")
    lines = mended.replace("not-an-address", "mended@example.com").splitlines(keepends=True)
    again = bring(
        written(tmp_path, "".join(line for line in lines if "a,b,c" not in line), "m.csv")
    )
    assert counts(again) == {"read": 2, "created": 1, "refused": 1}


def test_an_unknown_column_refuses_the_file_and_nothing_is_kept(installation, tmp_path):
    path = written(tmp_path, "E-mail,Zodiac\nsara@example.com,Leo\n")

    with pytest.raises(Invalid) as refused:
        bring(path)

    assert refused.value.faults[0].path == ("columns", "Zodiac")
    assert not Person.objects.exists()
    assert not Submission.objects.exists()
    assert counts(bring(path, skip_unknown=True)) == {"read": 1, "created": 1}


def test_a_mapping_and_custom_fields_are_followed(installation, tmp_path):
    with acting(ACTOR):
        define_field(
            "person",
            "budget",
            kind="money",
            labels={"en": "Budget", "ar": "الميزانية"},
            actor=ACTOR,
            now=NOW,
        )
    path = written(tmp_path, "Correo,الميزانية\nsara@example.com,١٢٠٠\n")

    result = bring(path, columns={"Correo": "email"})

    assert counts(result) == {"read": 1, "created": 1}
    assert Person.objects.get().custom["budget"]["amount"] == "1200.00"


def test_a_date_that_can_be_read_two_ways_is_refused_unless_told(installation, tmp_path):
    text = "E-mail,Created\nsara@example.com,03/04/2026\n"
    assert counts(bring(written(tmp_path, text)))["refused"] == 1
    past = "E-mail,Created\nsara@example.com,03/02/2026\n"
    assert counts(bring(written(tmp_path, past, "b.csv"), dayfirst=True))["created"] == 1
    assert Person.objects.get().came_at.date().isoformat() == "2026-02-03"


DATES = "E-mail,Created,Birthday\n"


@pytest.fixture
def birthday(installation):
    with acting(ACTOR):
        define_field(
            "person", "birthday", kind="date", labels={"en": "Birthday"}, actor=ACTOR, now=NOW
        )


def dates_of(email):
    person = Person.objects.get(email=email)
    return person.came_at.date().isoformat(), person.custom.get("birthday")


def test_dates_of_other_calendars_are_read_by_the_whole_column(birthday, tmp_path):
    rows = "a@example.com,۱۴۰۳/۰۵/۰۱,1370-06-31\nb@example.com,1404/01/01 14:30,1365/05/01\n"

    result = bring(written(tmp_path, DATES + rows))

    assert counts(result) == {"read": 2, "created": 2}
    assert result.dates == {
        "Created": "jalali, by its own dates",
        "Birthday": "jalali, by its own dates",
    }
    assert dates_of("a@example.com") == ("2024-07-22", "1991-09-22")
    assert dates_of("b@example.com") == ("2025-03-21", "1986-07-23")


def test_dates_that_leave_a_doubt_are_refused_until_the_calendar_is_told(birthday, tmp_path):
    Organisation.objects.update(country="EG")
    path = written(tmp_path, DATES + "a@example.com,2026-01-01,1380/05/01\n")

    first = bring(path)

    assert (counts(first), first.dates) == ({"read": 1, "refused": 1}, {})
    assert "Birthday" in Path(first.refused_path).read_text(encoding="utf-8-sig").splitlines()[1]
    told = bring(path, calendar="jalali")
    assert (counts(told), told.dates["Birthday"]) == ({"read": 1, "created": 1}, "jalali, as told")
    assert dates_of("a@example.com") == ("2026-01-01", "2001-07-23")


def test_dates_that_leave_a_doubt_are_counted_as_usual_in_the_country(birthday, tmp_path):
    Organisation.objects.update(country="SA")
    result = bring(written(tmp_path, DATES + "a@example.com,1446/09/01,1400/05/01\n"))
    assert result.dates == {
        "Created": "hijri, by its own dates",
        "Birthday": "hijri, as usual in the organisation",
    }
    assert dates_of("a@example.com") == ("2025-03-01", "1980-03-18")


def test_days_of_a_spreadsheet_are_read_where_the_whole_column_has_them(birthday, tmp_path):
    rows = "a@example.com,45292,33239\nb@example.com,45292.75,\n"
    result = bring(written(tmp_path, DATES + rows))
    assert counts(result) == {"read": 2, "created": 2}
    assert dates_of("a@example.com") == ("2024-01-01", "1991-01-01")
    assert Person.objects.get(email="b@example.com").came_at.hour == 18

    mixed = written(tmp_path, DATES + "c@example.com,45292,\nd@example.com,2026-01-01,\n", "m.csv")
    assert counts(bring(mixed)) == {"read": 2, "created": 1, "refused": 1}


def test_phones_are_dialled_in_the_country_that_was_told_or_that_the_row_names(
    installation, tmp_path
):
    text = "E-mail,Phone,Mobile,Country\na@example.com,805-247-8982,,\nb@example.com,0501234567,,SA\nc@example.com,no phone,,\n"

    result = bring(written(tmp_path, text), country="United States")

    assert counts(result) == {"read": 3, "created": 2, "refused": 1}
    phones = dict(Person.objects.values_list("email", "phone"))
    assert phones == {"a@example.com": "+18052478982", "b@example.com": "+966501234567"}
    told = Path(result.refused_path).read_text(encoding="utf-8-sig").splitlines()[1]
    assert told.startswith("4,Phone,")


def test_the_refused_one_of_several_columns_is_named(installation, tmp_path):
    text = (
        "E-mail,Secondary Email,Phone,Mobile\n"
        "a@example.com; b@example.com,not-an-address,+966501234567,12\n"
    )
    result = bring(written(tmp_path, text))
    with Path(result.refused_path).open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["Qanat where"] == "Secondary Email; Mobile"


@pytest.mark.parametrize(
    ("told", "path"),
    [({"calendar": "mayan"}, ("calendar",)), ({"country": "Atlantis"}, ("country",))],
)
def test_what_is_told_wrong_refuses_the_file(installation, tmp_path, told, path):
    with pytest.raises(Invalid) as refused:
        bring(written(tmp_path, HEAD + SARA), **told)
    assert refused.value.faults[0].path == path
    assert not ImportRun.objects.exists()


def test_a_workbook_is_imported_like_a_csv(installation, tmp_path):
    path = tmp_path / "leads.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["نام", "ایمیل", "تعداد کارکنان"])
        sheet.write_row(1, 0, ["سارا احمدی", "sara@example.com", 51])
    assert counts(bring(path)) == {"read": 1, "created": 1}
    assert Person.objects.get().full_name == "سارا احمدی"


def test_undo_takes_new_people_back_and_gives_changed_ones_their_values(installation, tmp_path):
    bring(written(tmp_path, HEAD + SARA))
    more = "E-mail,City,Tags\nsara@nile.example.com,Riyadh,fair\nnew@example.com,Cairo,fair\n"
    second = bring(written(tmp_path, more, "more.csv"))

    undone = undo_import(second.run, actor=ACTOR, now=NOW)

    assert [person.email for person in alive()] == ["sara@nile.example.com"]
    assert Person.objects.get(email="sara@nile.example.com").city == ""
    assert PersonTag.objects.count() == 1
    assert not Identifier.objects.filter(value="new@example.com", deleted_at=None).exists()
    assert undone.restored == {"person": 1}
    assert counts(bring(tmp_path / "more.csv"))["created"] == 1


def test_undo_gives_back_the_status_and_its_history_says_so(installation, tmp_path):
    bring(written(tmp_path, HEAD + SARA))
    sara = Person.objects.get()
    with acting(ACTOR):
        from qanat.people.public import Move, move_statuses

        move_statuses([Move(person_id=sara.id, to="unqualified", at=NOW)], actor=ACTOR, now=NOW)
    second = bring(written(tmp_path, "E-mail\nsara@nile.example.com\n", "back.csv"))
    assert Person.objects.get().status == "open"

    undo_import(second.run, actor=ACTOR, now=NOW)

    assert Person.objects.get().status == "unqualified"
    last = StatusChange.objects.order_by("-id").first()
    assert (last.to_status, last.reason) == ("unqualified", f"undo of import:{second.run}")


def test_an_import_is_taken_back_once(installation, tmp_path):
    run = bring(written(tmp_path, HEAD + SARA)).run
    undo_import(run, actor=ACTOR, now=NOW)
    with pytest.raises(NotFound):
        undo_import(run, actor=ACTOR, now=NOW)
    assert [row.state for row in list_runs(actor=ACTOR)] == ["undone"]


def test_importing_and_undoing_need_permissions(installation, tmp_path):
    run = bring(written(tmp_path, HEAD + SARA)).run
    with pytest.raises(NotAllowed):
        undo_import(run, actor=Actor(name="user:9"), now=NOW)
    with pytest.raises(NotAllowed):
        bring(written(tmp_path, HEAD + ALI, "ali.csv"), actor=Actor(name="user:9"))
    assert [person.full_name for person in alive()] == ["Sara Ahmadi"]


@pytest.mark.usefixtures("real_commits")
def test_batches_side_by_side_make_everybody_and_every_company_once(tmp_path, monkeypatch):
    found(now=NOW, email="admin@example.com", country="SA")
    monkeypatch.setattr("qanat.flows.importing.BATCH", 3)
    head = "Name,E-mail,Mobile,Company\n"
    rows = [
        f"Lead {number},lead{number}@firm{number % 4}.example.com,,Firm {number % 4}\n"
        for number in range(30)
    ]
    again = [
        "Lead One,LEAD1@firm1.example.com,0501234567,\n",
        "By phone,,+966501234567,Elsewhere\n",
    ]

    result = bring(written(tmp_path, head + "".join(rows + again)))

    assert counts(result) == {"read": 32, "created": 30, "updated": 2}
    assert Account.objects.count() == 4
    (one,) = Person.objects.filter(email="lead1@firm1.example.com")
    assert (one.full_name, one.phone) == ("Lead 1", "+966501234567")
