"""What people and accounts add to the criteria language: here what there is, beside it the fields."""

from qanat.criteria.public import LINKS, SOURCES, Link, Source
from qanat.kernel.phrase import Phrase
from qanat.people import (  # noqa: F401 each registers its fields
    account_fields,
    person_fields,
    person_state_fields,
)

SOURCES.add(
    Source(
        name="person",
        label=Phrase("person", "شخص", "شخص"),
        tables="person p",
        alias="p",
        alive="p.deleted_at IS NULL",
        owner="p.owner_id",
        permission="people.view",
        events="e.person_id = p.id",
    )
)
SOURCES.add(
    Source(
        name="account",
        label=Phrase("account", "شركة", "شرکت"),
        tables="account a",
        alias="a",
        alive="a.deleted_at IS NULL",
        owner="a.owner_id",
        permission="accounts.view",
        events=(
            "e.person_id IN (SELECT ep.id FROM person ep"
            " WHERE ep.account_id = a.id AND ep.deleted_at IS NULL)"
        ),
    )
)
LINKS.add(Link(origin="person", target="account", on="a.id = p.account_id"))
LINKS.add(
    Link(
        origin="account",
        target="person",
        on="p.account_id = a.id",
        says=Phrase(
            "for at least one of its people, {condition}",
            "لدى واحد على الأقل من أشخاصها: {condition}",
            "دست‌کم برای یکی از اشخاص آن، {condition}",
        ),
    )
)
