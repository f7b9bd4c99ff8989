from decimal import Decimal

import pytest

from qanat.flows.selling import Recycle, lose, open_opportunity, win
from qanat.kernel.errors import Invalid
from qanat.people.models import LifecycleChange, Person, StatusChange
from qanat.people.public import set_lifecycle, set_status_gate
from qanat.pipeline.models import Opportunity
from qanat.pipeline.tests.conftest import DAY, NOW


def lifecycles_of(person_id):
    changes = LifecycleChange.objects.filter(person_id=person_id).order_by("id")
    return list(changes.values_list("to_lifecycle", "at"))[1:]


def test_a_person_with_an_opportunity_has_that_lifecycle(owner, amal, pipeline_id):
    said = {"name": "Roof", "person_id": amal, "amount": Decimal(5)}

    open_opportunity(said, actor=owner, now=NOW, at=NOW - DAY)
    open_opportunity(said, actor=owner, now=NOW)

    assert lifecycles_of(amal) == [("opportunity", NOW - DAY)]


def test_whoever_buys_is_a_customer_and_a_contact(owner, amal, make_opportunity):
    deal = make_opportunity(person_id=amal)

    win(deal, actor=owner, now=NOW, at=NOW - DAY)

    person = Person.objects.get(id=amal)
    assert (person.lifecycle, person.converted_at) == ("customer", NOW - DAY)
    assert lifecycles_of(amal) == [("customer", NOW - DAY)]


def test_a_customer_stays_one_with_the_next_opportunity(owner, amal, pipeline_id):
    set_lifecycle([amal], "customer", at=NOW, now=NOW, actor=owner)

    again = open_opportunity({"name": "More", "person_id": amal}, actor=owner, now=NOW)
    lost = lose(again.opportunity_id, reason="price", actor=owner, now=NOW)

    assert Person.objects.get(id=amal).lifecycle == "customer"
    assert not lost.recyclable


def test_a_sale_to_an_account_alone_is_fine(owner, make_opportunity, amal):
    deal = make_opportunity(person_id=amal)
    Opportunity.objects.update(person_id=None)

    won = win(deal, actor=owner, now=NOW)

    assert (won.person_id, won.outcome) == (None, "won")


def test_after_a_loss_one_is_asked_what_to_do_with_the_person(owner, amal, make_opportunity):
    first, second = make_opportunity(person_id=amal), make_opportunity(person_id=amal)

    assert not lose(first, reason="price", actor=owner, now=NOW).recyclable
    assert lose(second, reason="price", actor=owner, now=NOW).recyclable
    assert Person.objects.get(id=amal).status == "open"


def test_a_lost_person_can_be_nurtured(owner, amal, make_opportunity):
    deal = make_opportunity(person_id=amal)

    lost = lose(
        deal, reason="bad_timing", actor=owner, now=NOW, at=NOW - DAY, recycle=Recycle.NURTURE
    )

    assert not lost.recyclable
    assert Person.objects.get(id=amal).status == "nurture"
    change = StatusChange.objects.filter(person_id=amal).latest("id")
    assert (change.to_status, change.at, change.reason) == ("nurture", NOW - DAY, "lost")


def test_a_lost_person_can_begin_anew(owner, amal, pipeline_id):
    opened = open_opportunity({"name": "Roof", "person_id": amal}, actor=owner, now=NOW)

    lose(opened.opportunity_id, reason="price", actor=owner, now=NOW, recycle=Recycle.NEW_CYCLE)

    person = Person.objects.get(id=amal)
    assert (person.lifecycle, person.status, person.cycle) == ("lead", "open", 2)


def test_with_something_else_open_nobody_is_recycled(owner, amal, make_opportunity):
    first, second = make_opportunity(person_id=amal), make_opportunity(person_id=amal)

    lose(first, reason="price", actor=owner, now=NOW, recycle=Recycle.NEW_CYCLE)

    assert Person.objects.get(id=amal).cycle == 1
    assert Opportunity.objects.get(id=second).outcome == "open"


def test_a_gate_that_refuses_to_nurture_leaves_the_opportunity_open(
    owner, admin, amal, make_opportunity
):
    gate = {"field": "person.job_title", "is": "is_known"}
    set_status_gate("nurture", gate, actor=admin)
    deal = make_opportunity(person_id=amal)

    with pytest.raises(Invalid):
        lose(deal, reason="price", actor=owner, now=NOW, recycle=Recycle.NURTURE)

    assert Opportunity.objects.get().outcome == "open"


@pytest.mark.usefixtures("real_commits")
def test_of_two_losses_at_once_one_recycles(owner, amal, make_opportunity, in_threads):
    deals = [make_opportunity(person_id=amal) for _ in range(2)]

    lost = in_threads(
        *[
            lambda deal=deal: lose(
                deal, reason="price", actor=owner, now=NOW, recycle=Recycle.NEW_CYCLE
            )
            for deal in deals
        ]
    )

    assert [error for error in lost if isinstance(error, Exception)] == []
    assert Person.objects.get(id=amal).cycle == 2
