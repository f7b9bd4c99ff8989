"""A person with a deal, for the tests of records."""

from decimal import Decimal

import pytest

from qanat.flows.public import add_person, open_opportunity
from qanat.kernel import clock
from qanat.pipeline.public import OpportunityValues
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")


@pytest.fixture
def add(request):
    """`add(company)`: the id of a person of the owner."""

    def added(company, owner="owner", **values):
        given = {
            "full_name": "ليلى الحربي",
            "email": "layla@najdcold.example",
            "phone": "+966550184420",
            "job_title": "Operations director",
            "company": "Najd Cold Chain",
            "country": "SA",
        } | values
        return add_person(
            given,
            owner_id=company.id_of(owner),
            account_id=None,
            actor=SYSTEM,
            now=clock.now(),
        )

    return added


@pytest.fixture
def add_deal():
    """`add_deal(company, person_id)`: the id of an open deal."""

    def added(company, person_id, owner="owner", amount=Decimal(184_000)):
        values = OpportunityValues(
            name="Nine cold rooms",
            person_id=person_id,
            owner_id=company.id_of(owner),
            amount=amount,
        )
        return open_opportunity(values, actor=SYSTEM, now=clock.now()).opportunity_id

    return added
