"""What becomes of leads on the road."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qanat.consent.models import ConsentEntry
from qanat.flows.processing import process
from qanat.people.models import Account, Identifier, Person, Tag
from qanat.people.public import Move, delete_people, move_statuses
from qanat.platform import inbox
from qanat.platform.actor import acting, system_actor
from qanat.platform.models import AuditEntry, Submission
from qanat.timeline.models import Event, Touch

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ACTOR = system_actor("test")
keys = count()


def arrive(*payloads, door="api:1", told=True, now=NOW):
    """The submissions after they went down the road together."""
    received = inbox.receive(
        door, list(payloads), key=f"k{next(keys)}", sent_by="user:1", now=now, claim="w"
    )
    process(received.submissions, now=now, told=told)
    return list(received.submissions)


def answers(*payloads, **options):
    return [one.answer for one in arrive(*payloads, **options)]


def faults(submission):
    return [(tuple(fault["path"]), fault["code"]) for fault in submission.problem]


@pytest.mark.django_db
def test_a_new_lead_becomes_a_person_with_their_trace():
    (answer,) = answers(
        {
            "given_name": "Sara",
            "family_name": "Ahmed",
            "email": " Sara@Example.com ",
            "phone": "+966 50 123 4567",
            "source": "google",
            "campaign": "Spring",
            "came_at": "2026-02-27T10:00:00+03:00",
        }
    )

    person = Person.objects.get()
    assert (answer["result"], answer["person_id"]) == ("created", person.pk)
    assert (person.full_name, person.lifecycle, person.status) == ("Sara Ahmed", "lead", "open")
    assert person.came_at == datetime(2026, 2, 27, 7, tzinfo=UTC)
    assert set(Identifier.objects.values_list("kind", "value")) == {
        ("email", "sara@example.com"),
        ("phone", "+966501234567"),
    }
    touch = Touch.objects.select_related("campaign").get()
    assert (touch.person_id, touch.source, touch.campaign.name) == (person.pk, "google", "Spring")
    event = Event.objects.get()
    assert (event.kind, event.person_id, event.at) == ("lead_received", person.pk, person.came_at)


@pytest.mark.django_db
def test_a_lead_without_a_source_leaves_no_touch():
    arrive({"name": "Omar"})

    assert (Person.objects.count(), Touch.objects.count(), Event.objects.count()) == (1, 0, 1)


@pytest.mark.django_db
def test_a_known_lead_fills_blanks_and_changes_nothing_that_is_known():
    first, again = answers(
        {"name": "Sara Ahmed", "email": "sara@example.com", "city": "Jeddah"},
    ) + answers(
        {
            "given_name": "S.",
            "email": "SARA@example.com",
            "phone": "+966501234567",
            "city": "Riyadh",
            "job_title": "Buyer",
        }
    )

    person = Person.objects.get()
    assert again["person_id"] == first["person_id"] == person.pk
    assert again["result"] == "updated"
    assert (person.full_name, person.given_name) == ("Sara Ahmed", "")
    assert (person.city, person.job_title, person.phone) == ("Jeddah", "Buyer", "+966501234567")
    assert [tuple(one["path"]) for one in again["problems"]] == [("full_name",), ("city",)]
    assert {one["code"] for one in again["problems"]} == {"kept_as_known"}
    assert Identifier.objects.count() == 2


@pytest.mark.django_db
def test_the_same_value_in_another_spelling_is_no_difference():
    arrive({"email": "sara@example.com", "city": "الرياض", "job_title": "Buyer"})
    (answer,) = answers({"email": "sara@example.com", "city": "الرياض", "job_title": "BUYER"})

    assert answer["problems"] == []


@pytest.mark.django_db
def test_two_arrivals_of_one_human_being_in_a_batch_are_one_person():
    first, other, second = answers(
        {"name": "Sara", "email": "sara@example.com", "source": "google"},
        {"name": "Omar"},
        {"email": "sara@example.com", "phone": "+966501234567", "source": "meta"},
    )

    assert first["person_id"] == second["person_id"] != other["person_id"]
    assert (first["result"], second["result"]) == ("created", "updated")
    person = Person.objects.get(pk=first["person_id"])
    assert (person.phone, person.source) == ("+966501234567", "google")
    assert set(Touch.objects.values_list("source", flat=True)) == {"google", "meta"}
    assert Event.objects.filter(person_id=person.pk).count() == 2


@pytest.mark.django_db
def test_when_mail_and_phone_name_two_people_the_mail_decides_and_the_phone_stays():
    sara, omar = answers({"email": "sara@example.com"}, {"name": "Omar", "phone": "+966501234567"})
    (answer,) = answers({"email": "sara@example.com", "phone": "+966501234567"})

    assert answer["person_id"] == sara["person_id"]
    assert [(tuple(one["path"]), one["code"]) for one in answer["problems"]] == [
        (("phone",), "belongs_to_another")
    ]
    assert Identifier.objects.get(kind="phone").person_id == omar["person_id"]
    assert Person.objects.get(pk=sara["person_id"]).phone == ""
    event = Event.objects.filter(person_id=sara["person_id"]).order_by("id").last()
    assert event.properties["problems"] == [{"path": ["phone"], "code": "belongs_to_another"}]


@pytest.mark.django_db
def test_a_closed_lead_that_comes_again_begins_a_new_cycle():
    (first,) = answers({"email": "sara@example.com"})
    with acting(ACTOR):
        move_statuses(
            [Move(person_id=first["person_id"], to="unqualified", at=NOW)], actor=ACTOR, now=NOW
        )
    (again,) = answers({"email": "sara@example.com"}, now=NOW + timedelta(days=40))

    assert (first["cycle"], again["cycle"]) == (1, 2)
    assert (again["status"], again["lifecycle"]) == ("open", "lead")


@pytest.mark.django_db
def test_who_is_in_the_trash_is_somebody_new_when_they_come_again():
    (first,) = answers({"email": "sara@example.com"})
    delete_people([first["person_id"]], actor=ACTOR, now=NOW)
    (again,) = answers({"email": "sara@example.com"})

    assert again["result"] == "created"
    assert again["person_id"] != first["person_id"]


@pytest.mark.django_db
def test_what_cannot_be_read_is_parked_and_the_others_go_on():
    good, bad = arrive(
        {"name": "Omar"},
        {"email": "no address", "came_at": "2026-02-30", "country": "Atlantis", "surname": "x"},
        told=False,
    )
    wrong = arrive(
        {"email": "no address", "came_at": "2026-02-30", "country": "Atlantis"}, told=False
    )[0]

    assert good.state == "done"
    assert (bad.state, faults(bad)) == ("parked", [(("surname",), "unknown_field")])
    assert wrong.state == "parked"
    assert {path for path, _ in faults(wrong)} == {("came_at",), ("email",), ("country",)}
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_what_the_sender_is_told_of_is_not_parked():
    (refused,) = arrive({"email": "no address"})

    assert (refused.state, refused.answer) == ("dropped", None)
    assert Submission.objects.get().state == "dropped"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("payload", "path", "code"),
    [
        ({}, (), "person_empty"),
        ({"email": "a@b.com\nx"}, ("email",), "email_space"),
        ({"name": "x", "came_at": "2999-01-01"}, ("came_at",), "date_range"),
        ({"name": "x", "came_at": "2027-01-01"}, ("came_at",), "date_in_future"),
        ({"name": "x", "came_at": "1950-01-01"}, ("came_at",), "date_too_early"),
        ({"name": "x", "came_at": "2026-02-30"}, ("came_at",), "date_impossible"),
        ({"name": "x", "owner": "nobody@example.com"}, ("owner",), "unknown_owner"),
        ({"name": "x", "status": "sleeping"}, ("status",), "unknown_status"),
        ({"name": "x", "custom": {"colour": "red"}}, ("custom", "colour"), "unknown_field"),
        ({"name": "x", "emails": ["a@b.com", "nein"]}, ("emails", 1), "email_at"),
        ({"name": "x", "website": "javascript:alert(1)"}, ("website",), "url_scheme"),
        ({"name": "x", "account": {"website": "no"}}, ("account", "website"), "url_invalid"),
        (
            {"name": "x", "events": [{"kind": "call", "at": "1850-01-01"}]},
            ("events", 0, "at"),
            "date_range",
        ),
        ({"name": "x", "events": [{"kind": "yodel"}]}, ("events", 0, "kind"), "unknown_event_kind"),
        (
            {"name": "x", "events": [{"kind": "call", "amount": "many"}]},
            ("events", 0, "amount"),
            "number_invalid",
        ),
        (
            {
                "name": "x",
                "consents": [{"channel": "drum", "purpose": "marketing", "state": "granted"}],
            },
            ("consents", 0, "channel"),
            "unknown_channel",
        ),
    ],
)
def test_a_wrong_value_is_told_by_path_and_nothing_is_kept(payload, path, code):
    (refused,) = arrive(payload)

    assert faults(refused) == [(path, code)]
    assert (Person.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_audit_names_the_intake_and_the_import():
    arrive({"name": "Omar"})
    arrive({"name": "Sara"}, door="import:12")

    entries = AuditEntry.objects.filter(table="person").order_by("id")
    assert list(entries.values_list("actor", "cause")) == [
        ("system:intake", ""),
        ("system:intake", "import:12"),
    ]


@pytest.mark.django_db
def test_the_road_costs_as_many_statements_for_many_as_for_one():
    def cost(payloads):
        received = inbox.receive(
            "api:1", payloads, key=f"k{next(keys)}", sent_by="user:1", now=NOW, claim="w"
        )
        with CaptureQueriesContext(connection) as captured:
            process(received.submissions, now=NOW)
        return len(captured)

    arrive({"name": "first"})
    one = cost([{"name": "Sara", "email": "s@one.example.com", "source": "x"}])
    many = cost(
        [{"name": f"N{n}", "email": f"n{n}@c{n}.example.com", "source": "x"} for n in range(50)]
    )
    assert one == many


@pytest.mark.django_db
def test_people_of_one_company_share_its_account_however_it_is_told():
    told = answers(
        {"email": "a@acme.example.com", "company": "Acme"},
        {"email": "b@acme.example.com"},
        {"email": "c@gmail.com", "company": "ACME"},
        {"name": "Omar", "website": "https://www.acme.example.com/about"},
        {"email": "d@gmail.com"},
    ) + answers({"email": "e@acme.example.com", "account": {"size": 40, "industry": "Water"}})

    account = Account.objects.get()
    assert (account.name, account.domain) == ("Acme", "acme.example.com")
    assert (account.size, account.industry) == (40, "Water")
    assert [one["account_id"] for one in told] == [account.pk] * 4 + [None, account.pk]


@pytest.mark.django_db
def test_what_is_known_of_an_account_is_not_overwritten():
    arrive({"email": "a@acme.example.com", "account": {"size": 40}})
    arrive({"email": "b@acme.example.com", "account": {"size": 90, "city": "Jeddah"}})

    account = Account.objects.get()
    assert (account.size, account.city) == (40, "Jeddah")


@pytest.mark.django_db
def test_country_language_and_time_zone_follow_from_the_phone():
    arrive({"phone": "+966501234567"}, {"phone": "+12025550123", "language": "es"})

    saudi, american = Person.objects.order_by("id")
    assert (saudi.country, saudi.language, saudi.time_zone) == ("SA", "ar", "Asia/Riyadh")
    assert (american.country, american.language, american.time_zone) == ("US", "es", "")


@pytest.mark.django_db
def test_what_follows_from_a_new_phone_does_not_touch_what_is_known():
    arrive({"email": "sara@example.com", "country": "AE", "language": "en"})
    (answer,) = answers({"email": "sara@example.com", "phone": "+966501234567"})

    person = Person.objects.get()
    assert (person.country, person.language, person.time_zone) == ("AE", "en", "Asia/Dubai")
    assert answer["problems"] == []


@pytest.mark.django_db
def test_tags_consents_and_events_come_along():
    arrive(
        {
            "email": "sara@example.com",
            "tags": ["VIP", "vip", " Spring  fair "],
            "consents": [
                {
                    "channel": "email",
                    "purpose": "marketing",
                    "state": "granted",
                    "wording": "I agree.",
                    "language": "en",
                    "evidence": {"ip": "192.0.2.1"},
                }
            ],
            "events": [
                {"kind": "page_view", "at": "2026-02-01T10:00:00Z", "properties": {"url": "/p"}},
                {"kind": "purchase", "amount": "12.50", "key": "order-1"},
            ],
        }
    )

    assert set(Tag.objects.values_list("name", flat=True)) == {"VIP", "Spring fair"}
    entry = ConsentEntry.objects.get()
    assert (entry.wording, entry.source, entry.at) == ("I agree.", "api:1", NOW)
    events = Event.objects.order_by("at", "kind").values_list("kind", "amount", "at")
    assert list(events) == [
        ("page_view", None, datetime(2026, 2, 1, 10, tzinfo=UTC)),
        ("lead_received", None, NOW),
        ("purchase", Decimal("12.50"), NOW),
    ]


def at_once(number, work):
    start, results = Barrier(number), [None] * number

    def run(n):
        start.wait()
        try:
            results[n] = work(n)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.usefixtures("real_commits")
def test_twenty_at_once_with_one_address_and_many_keys_are_one_person():
    arrive({"name": "first"})  # makes the month, so that all twenty meet at the same step
    results = at_once(
        20,
        lambda n: answers(
            {"email": "sara@example.com", "phone": f"+9665012345{n % 5:02}", "source": f"s{n}"}
        )[0],
    )

    assert len({one["person_id"] for one in results}) == 1
    assert [one["result"] for one in results].count("created") == 1
    assert Identifier.objects.filter(kind="email").count() == 1
    assert Identifier.objects.filter(kind="phone").count() == 5
    assert Touch.objects.count() == 20


@pytest.mark.usefixtures("real_commits")
def test_batches_with_the_same_people_in_another_order_do_not_stand_in_each_others_way():
    arrive({"name": "first"})
    people = [{"email": f"n{n}@example.com", "phone": f"+9665012345{n:02}"} for n in range(10)]

    results = at_once(6, lambda n: answers(*(people if n % 2 else people[::-1])))
    assert {one["person_id"] for result in results for one in result} == set(
        Identifier.objects.values_list("person_id", flat=True)
    )
    assert Identifier.objects.count() == 20
    assert Submission.objects.exclude(state="done").count() == 0


@pytest.mark.usefixtures("real_commits")
def test_colleagues_who_come_at_once_share_one_account():
    arrive({"name": "first"})
    at_once(8, lambda n: answers({"email": f"n{n}@acme.example.com", "company": "Acme"}))

    assert Account.objects.count() == 1
    assert Person.objects.filter(account__name="Acme").count() == 8
