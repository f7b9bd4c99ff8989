"""The facts of a record: columns of its list, shown one below the other and edited in place."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.safestring import SafeString

from qanat.listing.public import columns_of, rows_of
from qanat.platform.actor import Actor
from qanat.web.lists.cells import cell_html
from qanat.web.look import Look

FACTS: Final = {
    "people": (
        "email",
        "phone",
        "job_title",
        "company",
        "country",
        "city",
        "industry",
        "website",
        "source",
    ),
    "accounts": ("domain", "phone", "industry", "size", "country", "city", "created_at"),
    "deals": ("amount", "chance", "close_on", "opened_at", "closed_at"),
}
CHANGE: Final = {
    "people": "people.change",
    "accounts": "accounts.change",
    "deals": "opportunities.change",
}


@dataclass(frozen=True)
class Fact:
    """One fact; `url` is where it is edited, empty when it cannot be."""

    label: str
    shown: str | SafeString
    url: str


def facts_of(subject: str, record_id: int, actor: Actor, look: Look) -> list[Fact]:
    """The facts of a record; one statement."""
    keys = FACTS[subject]
    rows = rows_of(subject, [record_id], keys, actor=actor)
    known = columns_of(subject)
    may = actor.may(CHANGE[subject])
    return [
        Fact(
            known[key].label.in_language(look.language),
            cell_html(row, known[key], look, {}),
            reverse(f"lists:{subject}_cell", args=[record_id, key]) + "?as=dd"
            if known[key].edit and may
            else "",
        )
        for row in rows
        for key in keys
    ]
