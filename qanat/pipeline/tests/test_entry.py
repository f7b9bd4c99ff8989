from decimal import Decimal

import pytest

from qanat.kernel.errors import Invalid, NotFound
from qanat.people.models import Account
from qanat.people.public import define_field
from qanat.pipeline.models import Opportunity
from qanat.pipeline.public import change_opportunity, create_opportunity, opportunity_card
from qanat.pipeline.tests.conftest import NOW


def faults_of(error):
    return {(fault.path, fault.code) for fault in error.value.faults}


@pytest.mark.parametrize(
    ("values", "path", "code"),
    [
        pytest.param({"name": " "}, "name", "name_missing", id="no name"),
        pytest.param({"name": "n" * 301}, "name", "name_too_long", id="long name"),
        pytest.param({"name": "a\0b"}, "name", "text_nul", id="NUL"),
        pytest.param({"kind": "k" * 101}, "kind", "kind_too_long", id="long kind"),
        pytest.param({"amount": Decimal(-1)}, "amount", "amount_negative", id="negative"),
        pytest.param({"amount": Decimal("NaN")}, "amount", "amount_not_a_number", id="NaN"),
        pytest.param({"amount": Decimal("1e16")}, "amount", "amount_too_large", id="too large"),
        pytest.param({"amount": Decimal("1e300")}, "amount", "amount_too_large", id="huge"),
        pytest.param({"amount": Decimal("0.001")}, "amount", "amount_too_fine", id="too fine"),
        pytest.param({"currency": "XXZ"}, "currency", "currency_unknown", id="no currency"),
        pytest.param({"currency": "sar"}, "currency", "currency_unknown", id="small letters"),
        pytest.param({"chance": 101}, "chance", "chance_out_of_range", id="chance"),
        pytest.param({"person_id": 10**9}, "person_id", "not_found", id="no person"),
        pytest.param({"account_id": 10**9}, "account_id", "not_found", id="no account"),
        pytest.param({"campaign_id": 10**9}, "campaign_id", "not_found", id="no campaign"),
        pytest.param({"owner_id": 10**9}, "owner_id", "not_found", id="no user"),
        pytest.param({"person_id": None}, "person_id", "for_nobody", id="for nobody"),
    ],
)
def test_a_fault_says_where_and_leaves_no_trace(owner, make_opportunity, values, path, code):
    deal = make_opportunity()
    before = list(Opportunity.objects.values())

    with pytest.raises(Invalid) as error:
        change_opportunity(deal, values, actor=owner, now=NOW)

    assert faults_of(error) == {((path,), code)}
    assert list(Opportunity.objects.values()) == before


def test_every_fault_is_told_at_once(owner, amal, pipeline_id):
    with pytest.raises(Invalid) as error:
        create_opportunity(
            {"person_id": amal, "amount": Decimal(-1), "currency": "?", "owner_id": 10**9},
            actor=owner,
            now=NOW,
        )

    assert faults_of(error) == {
        (("name",), "name_missing"),
        (("amount",), "amount_negative"),
        (("currency",), "currency_unknown"),
        (("owner_id",), "not_found"),
    }
    assert not Opportunity.objects.exists()


def test_nothing_is_opened_for_a_person_one_does_not_see(stranger, amal, pipeline_id):
    with pytest.raises(Invalid) as error:
        create_opportunity({"name": "Roof", "person_id": amal}, actor=stranger, now=NOW)

    assert faults_of(error) == {(("person_id",), "not_found")}


def test_nothing_is_given_to_someone_whose_records_one_does_not_see(
    owner, stranger, amal, pipeline_id
):
    with pytest.raises(Invalid) as error:
        create_opportunity(
            {"name": "Roof", "person_id": amal, "owner_id": stranger.user_id}, actor=owner, now=NOW
        )

    assert faults_of(error) == {(("owner_id",), "not_found")}


def test_the_account_of_a_visible_person_may_be_named_whoever_owns_it(
    owner, admin, make_person, pipeline_id
):
    theirs = Account.objects.create(name="Noor", name_key="noor", owner_id=admin.user_id)
    other = Account.objects.create(name="Zad", name_key="zad", owner_id=admin.user_id)
    person = make_person(owner, account_id=theirs.id)
    said = {"name": "Roof", "person_id": person}

    made = create_opportunity({**said, "account_id": theirs.id}, actor=owner, now=NOW)
    with pytest.raises(Invalid) as error:
        create_opportunity({**said, "account_id": other.id}, actor=owner, now=NOW)

    assert opportunity_card(made.opportunity_id, actor=owner, now=NOW).account_name == "Noor"
    assert faults_of(error) == {(("account_id",), "not_found")}


def test_an_opportunity_needs_someone_to_sell_to(owner, pipeline_id):
    with pytest.raises(Invalid) as error:
        create_opportunity({"name": "Roof"}, actor=owner, now=NOW)

    assert faults_of(error) == {(("person_id",), "for_nobody")}


def test_it_begins_in_an_open_stage_that_is_there(owner, amal, stages):
    said = {"name": "Roof", "person_id": amal}
    with pytest.raises(Invalid) as error:
        create_opportunity(said, actor=owner, now=NOW, stage_id=stages["closed"])
    with pytest.raises(NotFound):
        create_opportunity(said, actor=owner, now=NOW, stage_id=10**9)

    assert faults_of(error) == {(("stage_id",), "stage_is_closed")}


def test_without_a_pipeline_it_says_so(owner, amal):
    with pytest.raises(Invalid) as error:
        create_opportunity({"name": "Roof", "person_id": amal}, actor=owner, now=NOW)

    assert faults_of(error) == {((), "no_pipeline")}


def test_custom_values_are_checked_and_merged(owner, admin, amal, pipeline_id):
    for key, kind in (("roof_area", "number"), ("panel", "text")):
        define_field("opportunity", key, kind=kind, labels={"en": key}, actor=admin, now=NOW)
    said = {"name": "Roof", "person_id": amal, "custom": {"roof_area": 80, "panel": "Sun"}}
    deal = create_opportunity(said, actor=owner, now=NOW).opportunity_id

    change_opportunity(deal, {"custom": {"panel": None, "roof_area": "90"}}, actor=owner, now=NOW)
    with pytest.raises(Invalid) as error:
        change_opportunity(deal, {"custom": {"colour": "red"}, "chance": 101}, actor=owner, now=NOW)

    assert dict(opportunity_card(deal, actor=owner, now=NOW).custom) == {"roof_area": 90}
    assert {path[0] for path, _ in faults_of(error)} == {"custom", "chance"}


def test_a_part_of_qanat_says_who_owns_it(system, amal, owner, pipeline_id):
    said = {"name": "Roof", "person_id": amal}
    with pytest.raises(Invalid) as error:
        create_opportunity(said, actor=system, now=NOW)

    made = create_opportunity({**said, "owner_id": owner.user_id}, actor=system, now=NOW)

    assert faults_of(error) == {(("owner_id",), "owner_missing")}
    assert made.owner_id == owner.user_id


def test_the_year_of_a_new_one_is_no_slip(owner, amal, pipeline_id):
    with pytest.raises(Invalid) as error:
        create_opportunity(
            {"name": "Roof", "person_id": amal}, actor=owner, now=NOW, at=NOW.replace(year=1026)
        )

    assert faults_of(error) == {(("at",), "at_too_early")}
