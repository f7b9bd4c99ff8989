"""A whole CRM is brought over with its own dates, once."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from qanat.capture.models import ExternalKey
from qanat.flows.founding import found
from qanat.flows.public import import_zoho, undo_import
from qanat.flows.tests.zoho_export import FILES, write_export
from qanat.insight.public import run_report
from qanat.kernel.errors import Invalid, NotAllowed
from qanat.people.models import Account, LifecycleChange, Person
from qanat.pipeline.models import Opportunity, StageVisit
from qanat.platform.actor import Actor, system_actor
from qanat.routing.models import Assignment
from qanat.timeline.models import Campaign, Event, Touch
from qanat.work.models import Call

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ACTOR = system_actor("test")


@pytest.fixture
def installation(db):
    return found(now=NOW, email="admin@example.com")


@pytest.fixture
def export(tmp_path):
    return write_export(tmp_path)


def ignore(rows):
    """A progress bar that nobody looks at."""


def bring(folder, **more):
    return import_zoho(folder, actor=ACTOR, now=NOW, advance=ignore, **more)


def totals():
    return run_report("totals", actor=ACTOR, now=NOW).as_dict()


def test_everything_is_brought_over_and_counted(installation, export):
    brought = bring(export)

    told = totals()
    assert {
        key: told[key] for key in ("people", "accounts", "opportunities", "won", "won_value")
    } == {
        "people": 4,
        "accounts": 3,
        "opportunities": 2,
        "won": 1,
        "won_value": "22700.00",
    }
    assert (told["calls"], told["calls_unlinked"], told["meetings"]) == (4, 2, 1)
    assert brought.counts["leads"] == 3
    assert brought.counts["contacts"] == 1
    assert brought.left_out == ("Cases.csv",)


def test_again_it_changes_nothing(installation, export):
    bring(export)
    before = totals(), Touch.objects.count(), Event.objects.count()

    again = bring(export)

    assert (totals(), Touch.objects.count(), Event.objects.count()) == before
    assert (again.counts["leads"], again.counts["calls"], again.counts["responses"]) == (0, 0, 0)


def test_a_lead_and_a_contact_with_one_email_are_one_person(installation, export):
    bring(export)

    amal = Person.objects.get(email="amal@example.com")
    assert amal.account == Account.objects.get(domain="other.com")
    assert amal.converted_at == datetime(2026, 1, 10, 9, tzinfo=UTC)
    assert (amal.lifecycle, amal.status, amal.source) == ("customer", "qualified", "Trade Show")


def test_the_past_has_its_own_dates(installation, export):
    bring(export)

    moves = LifecycleChange.objects.filter(person__email="amal@example.com").order_by("at", "id")
    assert [(m.to_lifecycle, m.at.day) for m in moves] == [
        ("lead", 10),
        ("opportunity", 12),
        ("customer", 20),
    ]
    deal = Opportunity.objects.get(name="Nile deal")
    assert (deal.opened_at.day, deal.closed_at.day, deal.amount) == (12, 20, Decimal("22700.00"))
    visits = StageVisit.objects.filter(opportunity=deal).order_by("entered_at")
    assert [(v.entered_at.day, v.left_at and v.left_at.day) for v in visits] == [
        (12, 20),
        (20, None),
    ]
    assert all(visit.recorded_at > visit.entered_at for visit in visits)


def test_owners_are_those_of_the_export_and_the_reason_says_so(installation, export):
    bring(export)

    amal = Person.objects.get(email="amal@example.com")
    assert amal.owner.email == "nora@example.com"
    assert Assignment.objects.get(person=amal).reason == "import"
    assert not Person.objects.filter(owner=None).exists()


def test_statuses_become_ours(installation, export):
    bring(export)
    by_email = dict(Person.objects.values_list("email", "status"))
    assert by_email["badr@example.com"] == "unqualified"
    assert by_email["badr2@example.com"] == "qualified"


def test_a_call_that_names_nobody_is_kept_unlinked_and_reported(installation, export):
    brought = bring(export)

    assert brought.counts["calls_unlinked"] == 2
    assert brought.counts["calls_naming_nobody"] == 1
    assert brought.counts["calls_naming_only_what_is_missing"] == 1
    assert Call.objects.filter(subject="Whose", person=None, account=None).exists()
    assert ExternalKey.objects.get(kind="call", key="303").unresolved == {"deal": "999"}


def test_a_response_is_linked_only_where_one_lead_has_the_name(installation, export):
    brought = bring(export)

    responses = Event.objects.filter(kind="campaign_response").values_list(
        "properties", "person_id"
    )
    linked = {told["family_name"]: person for told, person in responses}
    assert linked["Amal"] == Person.objects.get(email="amal@example.com").id
    assert linked["Badr"] is None
    assert brought.counts["responses_unlinked"] == 1


def test_campaigns_come_with_their_cost_and_are_credited(installation, export):
    bring(export)

    fair = Campaign.objects.get(name="Fair")
    assert (fair.cost, fair.budget) == (Decimal("1500.00"), Decimal("2000.00"))
    sources = run_report("sources", actor=ACTOR, now=NOW, by="campaign").as_dict()["rows"]
    assert [(row["campaign"], row["leads"], row["cost"]) for row in sources] == [
        ("", 2, "0.00"),
        ("Fair", 2, "1500.00"),
    ]


def test_a_faulty_row_is_refused_into_a_file_and_the_rest_comes(installation, export):
    brought = bring(export)

    assert brought.counts["refused"] == 1
    with Path(brought.refused_path).open(encoding="utf-8-sig", newline="") as file:
        (refused,) = csv.DictReader(file)
    assert (refused["Qanat line"], refused["Qanat where"]) == ("5", "Created Time")
    assert (refused["File"], refused["Row"][:12]) == ("Leads.csv", "104 | Faulty")


def test_an_account_without_a_name_is_named_by_its_website(installation, export):
    bring(export)
    assert Account.objects.filter(name="nameless.com").exists()


def test_it_can_be_taken_back_and_brought_again(installation, export):
    run = bring(export).run

    undo_import(run, actor=ACTOR, now=NOW)
    taken_back = totals()
    bring(export)

    assert (taken_back["people"], taken_back["opportunities"], taken_back["calls"]) == (0, 0, 0)
    assert totals()["people"] == 4
    assert totals()["calls"] == 4


def test_a_folder_that_is_no_export_is_refused(installation, tmp_path):
    with pytest.raises(Invalid, match=r"no Leads\.csv"):
        bring(tmp_path)


def test_a_missing_column_is_named_and_nothing_is_brought(installation, tmp_path):
    text = FILES["Calls.csv"].replace("Call Start Time", "When")
    with pytest.raises(Invalid, match=r"Calls\.csv has no column Call Start Time"):
        bring(write_export(tmp_path, Calls=text))
    assert not Person.objects.exists()


def test_bringing_over_needs_a_permission(installation, export):
    with pytest.raises(NotAllowed):
        import_zoho(export, actor=Actor(name="user:9"), now=NOW, advance=ignore)
    assert not Person.objects.exists()


def test_phones_are_dialled_in_the_country_of_the_export(installation, export):
    bring(export, country="US")
    assert Person.objects.get(email="amal@example.com").phone == "+18052478982"


def test_a_country_that_there_is_not_brings_nothing(installation, export):
    with pytest.raises(Invalid) as refused:
        bring(export, country="Atlantis")
    assert refused.value.faults[0].path == ("country",)
    assert not Person.objects.exists()
