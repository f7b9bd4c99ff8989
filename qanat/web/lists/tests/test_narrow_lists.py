"""What a row says on a phone, where most of its cells have no room."""

import re
from decimal import Decimal

from qanat.kernel import clock
from qanat.people.public import create_account
from qanat.pipeline.public import create_opportunity
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")


def test_an_account_says_what_and_where_it_is_whose_and_its_worth(company, as_user):
    owner_id = company.id_of("owner")
    account = {"name": "Acme", "industry": "Retail", "city": "Jeddah", "country": "SA"}
    account_id = create_account(account, owner_id=owner_id, actor=SYSTEM, now=clock.now())
    deal = {"name": "Roll-out", "amount": Decimal(5000), "currency": "USD"}
    deal |= {"account_id": account_id, "owner_id": owner_id}
    create_opportunity(deal, actor=SYSTEM, now=clock.now())

    body = as_user(company, "admin").get("/accounts/").content.decode()

    stacked = re.findall(r'<td class="(cell-\w+)[^>]*>(?:<bdi[^>]*>)?([^<]*)', body)
    assert stacked == [
        ("cell-worth", "$5,000"),
        ("cell-part", "Retail"),
        ("cell-part", "Jeddah"),
        ("cell-owner", ""),
    ]
