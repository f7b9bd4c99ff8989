"""The whole road: from what arrived to a score, an owner and a next step."""

from datetime import timedelta

import pytest

from qanat.access.public import User
from qanat.flows.road.enrol import FIRST_RESPONSE
from qanat.flows.tests.conftest import NOW
from qanat.people.models import LifecycleChange, Person
from qanat.people.public import Move, move_statuses
from qanat.platform.actor import acting
from qanat.work.models import Note, Task
from qanat.work.public import finish_task

BUYER = {"name": "Sara", "email": "sara@example.com", "job_title": "Buyer"}

pytestmark = pytest.mark.django_db


def test_the_answer_tells_owner_score_and_lifecycle(arrive, sellers, model):
    (submission,) = arrive(BUYER)

    answer = submission.answer
    assert answer["score"] == {"fit": 60, "engagement": 0, "total": 60, "band": "hot"}
    assert answer["lifecycle"] == "mql"
    assert answer["owner"] == {
        "id": sellers[0].id,
        "name": "Huda",
        "reason": "fallback",
        "rule": "",
        "pool": "Everybody",
    }
    changes = LifecycleChange.objects.order_by("id").values_list("to_lifecycle", "reason")
    assert list(changes) == [("lead", ""), ("mql", "score 60")]


def test_who_is_not_ready_stays_a_lead(arrive, sellers, model):
    (submission,) = arrive({"name": "Omar"})

    assert submission.answer["lifecycle"] == "lead"
    assert submission.answer["score"]["total"] == 0


def test_leads_go_to_owners_in_turn_and_colleagues_to_the_same_one(arrive, sellers, model):
    told = arrive({"name": "A", "company": "Acme"}, {"name": "B"}, {"name": "C", "company": "Acme"})

    owners = [one.answer["owner"]["name"] for one in told]
    assert owners == ["Huda", "Reza", "Huda"]
    assert told[2].answer["owner"]["reason"] == "account"


def test_the_owner_has_a_first_answer_to_give(arrive, sellers, model):
    arrive({"name": "Omar", "phone": "+966501234567"}, BUYER)

    call, mail = Task.objects.order_by("kind")
    assert (call.kind, call.owner_id, call.due_at) == ("call", sellers[0].id, NOW + FIRST_RESPONSE)
    assert (mail.kind, mail.owner_id) == ("email", sellers[1].id)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Answer the new lead"),
        ("ar", "الرد على العميل المحتمل الجديد"),
        ("fa", "پاسخ به سرنخ جدید"),
    ],
)
def test_the_first_answer_is_worded_in_the_language_of_its_owner(
    arrive, sellers, model, language, title
):
    User.objects.filter(id=sellers[0].id).update(language=language)

    arrive(BUYER)

    assert Task.objects.get().title == title


def test_who_comes_again_keeps_owner_and_task(arrive, sellers, model):
    first, again = arrive(BUYER) + arrive(BUYER | {"city": "Jeddah"})

    assert first.answer["owner"] == again.answer["owner"]
    assert Task.objects.count() == 1


def test_nothing_is_planned_again_in_the_same_cycle_and_anew_in_the_next(
    arrive, sellers, model, system
):
    (first,) = arrive(BUYER)
    finish_task(Task.objects.get().pk, outcome="done", actor=system, now=NOW)
    arrive(BUYER)
    assert Task.objects.count() == 1
    with acting(system):
        move = Move(person_id=first.answer["person_id"], to="unqualified", at=NOW)
        move_statuses([move], actor=system, now=NOW)
    (again,) = arrive(BUYER, now=NOW + timedelta(days=3))

    assert Task.objects.count() == 2
    assert (again.answer["cycle"], again.answer["lifecycle"]) == (2, "mql")


def test_the_sender_may_name_the_owner_of_who_has_none(arrive, sellers, model):
    named = BUYER | {"owner": "REZA@example.com"}
    (answer,) = (one.answer for one in arrive(named))
    (again,) = (one.answer for one in arrive(BUYER | {"owner": "huda@example.com"}))

    assert (answer["owner"]["name"], answer["owner"]["reason"]) == ("Reza", "manual")
    assert again["owner"]["name"] == "Reza"
    assert [(one["path"], one["code"]) for one in again["problems"]] == [
        (("owner",), "kept_as_known")
    ]


def test_where_nobody_takes_leads_the_lead_is_kept(arrive, model):
    (submission,) = arrive(BUYER)

    assert submission.answer["owner"] is None
    assert Person.objects.count() == 1
    assert Task.objects.count() == 0


def test_a_message_becomes_a_note(arrive, sellers, model):
    (submission,) = arrive(BUYER | {"message": "Please call me.\r\nAfter nine."})

    note = Note.objects.get()
    assert (note.person_id, note.text) == (
        submission.answer["person_id"],
        "Please call me.\nAfter nine.",
    )
