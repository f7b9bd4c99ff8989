from decimal import Decimal

import pytest

from qanat.flows.conversion import (
    Converted,
    KnownAccount,
    KnownOpportunity,
    NewAccount,
    NewOpportunity,
    convert,
)
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.people.models import Account, LifecycleChange, Person, StatusChange
from qanat.people.public import set_status_gate
from qanat.pipeline.models import Opportunity, StageVisit
from qanat.pipeline.public import opportunity_card, set_opportunity_criteria, win_opportunity
from qanat.pipeline.tests.conftest import NOW
from qanat.platform.actor import Actor

BUDGET = {"field": "person.job_title", "is": "is_known"}


@pytest.fixture
def lead(make_person, owner):
    return make_person(owner, "Amal Said", company="Noor Energy")


@pytest.fixture
def noor(owner):
    return Account.objects.create(name="Noor", name_key="noor", owner_id=owner.user_id)


def converted(person_id, actor, *, account=None, opportunity=None):
    return convert(person_id, account=account, opportunity=opportunity, actor=actor, now=NOW)


def trace():
    return (
        list(Person.objects.order_by("id").values()),
        Account.objects.count(),
        Opportunity.objects.count(),
        StageVisit.objects.count(),
        StatusChange.objects.count(),
        LifecycleChange.objects.count(),
    )


def test_a_lead_becomes_a_contact_with_an_account_and_an_opportunity(owner, lead, pipeline_id):
    values = {"amount": Decimal("900.00"), "currency": "SAR"}

    done = converted(lead, owner, account=NewAccount(), opportunity=NewOpportunity(values=values))

    person, account = Person.objects.get(id=lead), Account.objects.get()
    assert done == Converted(
        person_id=lead, account_id=account.id, opportunity_id=Opportunity.objects.get().id
    )
    assert (account.name, account.owner_id, person.account_id) == (
        "Noor Energy",
        owner.user_id,
        account.id,
    )
    assert (person.status, person.lifecycle, person.converted_at) == (
        "qualified",
        "opportunity",
        NOW,
    )
    card = opportunity_card(done.opportunity_id, actor=owner, now=NOW)
    assert (card.name, card.person_id, card.account_id, card.amount, card.stage_key) == (
        "Noor Energy",
        lead,
        account.id,
        Decimal("900.00"),
        "lead",
    )
    moves = LifecycleChange.objects.filter(person_id=lead).order_by("id")
    assert [change.to_lifecycle for change in moves] == ["lead", "sql", "opportunity"]


def test_without_an_opportunity_a_lead_is_sales_qualified(owner, lead, noor, pipeline_id):
    done = converted(lead, owner, account=KnownAccount(account_id=noor.id))

    person = Person.objects.get(id=lead)
    assert done == Converted(person_id=lead, account_id=noor.id, opportunity_id=None)
    assert (person.lifecycle, person.account_id) == ("sql", noor.id)
    assert not Opportunity.objects.exists()


def test_nobody_is_given_an_account_unasked(owner, make_person, noor, pipeline_id):
    alone, of_noor = make_person(owner, "A"), make_person(owner, "B", account_id=noor.id)

    assert converted(alone, owner).account_id is None
    assert converted(of_noor, owner).account_id == noor.id


def test_a_lead_can_join_an_opportunity_that_is_there(
    owner, lead, make_opportunity, make_person, noor
):
    theirs = make_opportunity(person_id=make_person(owner, "Badr"))
    nobodys = make_opportunity(account_id=noor.id)
    other = make_person(owner, "Carim")

    converted(lead, owner, opportunity=KnownOpportunity(opportunity_id=theirs))
    converted(other, owner, opportunity=KnownOpportunity(opportunity_id=nobodys))

    assert Opportunity.objects.get(id=theirs).person_id != lead
    assert Opportunity.objects.get(id=nobodys).person_id == other
    assert set(Person.objects.filter(id__in=[lead, other]).values_list("lifecycle", flat=True)) == {
        "opportunity"
    }


def test_a_lead_does_not_join_what_is_over_or_unseen(owner, stranger, lead, make_opportunity):
    over, unseen = make_opportunity(), make_opportunity(by=stranger)
    win_opportunity(over, actor=owner, now=NOW)
    before = trace()

    with pytest.raises(Conflict):
        converted(lead, owner, opportunity=KnownOpportunity(opportunity_id=over))
    with pytest.raises(NotFound):
        converted(lead, owner, opportunity=KnownOpportunity(opportunity_id=unseen))

    assert trace() == before


def test_a_second_conversion_names_the_first(owner, lead, pipeline_id):
    converted(lead, owner, account=NewAccount(), opportunity=NewOpportunity())
    before = trace()

    with pytest.raises(Conflict) as error:
        converted(lead, owner, account=NewAccount(), opportunity=NewOpportunity())

    assert error.value.record == f"people/{lead}"
    assert trace() == before


def test_the_criteria_of_the_pipeline_refuse_with_what_is_missing(owner, admin, lead, pipeline_id):
    criteria = {"all": [BUDGET, {"field": "person.company", "is": "is_known"}]}
    set_opportunity_criteria(pipeline_id, criteria, actor=admin)
    before = trace()

    with pytest.raises(Invalid) as error:
        converted(lead, owner, account=NewAccount(), opportunity=NewOpportunity())

    assert [(fault.path, fault.code) for fault in error.value.faults] == [
        (("job_title",), "gate_unmet")
    ]
    assert trace() == before
    assert converted(lead, owner, account=NewAccount()).opportunity_id is None


def test_the_gate_of_the_status_refuses_conversion(owner, admin, lead, pipeline_id):
    set_status_gate("qualified", BUDGET, actor=admin)
    before = trace()

    with pytest.raises(Invalid) as error:
        converted(lead, owner, account=NewAccount())

    assert [fault.code for fault in error.value.faults] == ["gate_unmet"]
    assert trace() == before


def test_a_fault_in_the_opportunity_undoes_the_account(owner, lead, pipeline_id):
    before = trace()

    with pytest.raises(Invalid):
        converted(
            lead,
            owner,
            account=NewAccount(),
            opportunity=NewOpportunity(values={"amount": Decimal(-1)}),
        )

    assert trace() == before


def test_only_whoever_sees_and_may_change_a_lead_converts_it(owner, stranger, lead, pipeline_id):
    before = trace()

    with pytest.raises(NotFound):
        converted(lead, stranger, account=NewAccount())
    with pytest.raises(NotAllowed):
        converted(lead, Actor(name="user:0", sees=None), account=NewAccount())

    assert trace() == before


@pytest.mark.usefixtures("real_commits")
def test_of_many_who_convert_a_lead_at_once_one_does(owner, lead, pipeline_id, in_threads):
    done = in_threads(
        *[lambda: converted(lead, owner, account=NewAccount(), opportunity=NewOpportunity())] * 5
    )

    assert [type(outcome) for outcome in done].count(Converted) == 1
    assert [type(outcome) for outcome in done].count(Conflict) == 4
    assert (Account.objects.count(), Opportunity.objects.count()) == (1, 1)
