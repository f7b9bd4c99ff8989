"""What the records of a list have most often in one respect, such as their source, and how many have it.

At most `CAP` records are looked at, whatever the size of the list; beyond it a number is a least one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from qanat.kernel.errors import NotFound
from qanat.kernel.phrase import Phrase
from qanat.kernel.registry import Registry
from qanat.kernel.sql import Sql
from qanat.listing.asking import Asked
from qanat.listing.running import CAP, condition_of
from qanat.platform.actor import Actor
from qanat.platform.statements import select

MOST_VALUES: Final = 12


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One respect.

    Attributes:
        name: `subject.key`, unique among all.
        field, operator: the condition of the criteria language that several values are put into.
        joins: what `value` needs besides the table of the subject.
        value: a value as the criteria have it, as text; empty and unknown ones are left out. `groups` is
            what makes two of them the same.
        shown: what it is called: a text, or where it is `labelled` the JSON of labels by language.
        permission: what the actor needs besides seeing the list.
    """

    name: str
    label: Phrase
    field: str
    operator: str
    value: str
    groups: str
    shown: str
    labelled: bool = False
    joins: str = ""
    permission: str = ""

    @property
    def key(self) -> str:
        """The name without its subject."""
        return self.name.partition(".")[2]


@dataclass(frozen=True)
class Common:
    """A value that records of the list have; `labels` is a text, or labels by language."""

    value: str
    labels: str | Mapping[str, str]
    count: int


@dataclass(frozen=True)
class Commons:
    """The values that most records have, the most frequent first.

    Attributes:
        least: there are more records than were looked at, so that the counts are least ones.
    """

    values: list[Common]
    least: bool


FACETS: Final[Registry[Facet]] = Registry("facet of lists")


def _owner(subject: str, alias: str, field: str) -> Facet:
    return Facet(
        name=f"{subject}.owner",
        label=Phrase("Owner", "المسؤول", "مسئول"),
        field=field,
        operator="one_of",
        joins=f"JOIN access_user u ON u.id = {alias}.owner_id",
        value="u.email",
        groups="u.id",
        shown="coalesce(nullif(u.name, ''), u.email)",
        permission="users.view",
    )


for facet in (
    Facet(
        name="people.source",
        label=Phrase("Source", "المصدر", "منبع"),
        field="person.source",
        operator="one_of",
        value="p.source",
        groups="p.source_key",
        shown="p.source",
    ),
    Facet(
        name="people.tag",
        label=Phrase("Tag", "الوسم", "برچسب"),
        field="person.tags",
        operator="has_any",
        joins="JOIN person_tag pt ON pt.person_id = p.id JOIN tag t ON t.id = pt.tag_id",
        value="t.name",
        groups="t.name_key",
        shown="t.name",
    ),
    Facet(
        name="deals.stage",
        label=Phrase("Stage", "المرحلة", "مرحله"),
        field="opportunity.stage",
        operator="one_of",
        joins="JOIN stage st ON st.id = o.stage_id",
        value="st.key",
        groups="st.key",
        shown="st.labels::text",
        labelled=True,
    ),
    _owner("people", "p", "person.owner"),
    _owner("accounts", "a", "account.owner"),
    _owner("deals", "o", "opportunity.owner"),
):
    FACETS.add(facet)


def facets_of(subject: str, actor: Actor) -> list[Facet]:
    """The respects in which a list can be narrowed by a value that its records have."""
    found = [each for each in FACETS if each.name.startswith(f"{subject}.")]
    return [each for each in found if not each.permission or actor.may(each.permission)]


def commons_of(asked: Asked, key: str, *, actor: Actor, now: datetime) -> Commons:
    """What the records of the list have most often; one statement.

    Raises:
        NotAllowed: the actor may not see such records.
        NotFound: there is no such respect, or not for the actor.
        Invalid: the criteria cannot be asked.
    """
    facet = next((each for each in facets_of(asked.subject, actor) if each.key == key), None)
    if facet is None:
        raise NotFound("facet", key)
    of = asked.of
    found = Sql(f"SELECT {of.alias}.id FROM {of.table} WHERE ")
    found += condition_of(asked, actor=actor, now=now) + Sql(" LIMIT %s", (CAP + 1,))
    query = "WITH found AS MATERIALIZED (" + found + ") "
    query += Sql(
        f"SELECT min({facet.value}), min({facet.shown}), count(*), (SELECT count(*) FROM found)"
        f" FROM (SELECT id FROM found LIMIT %s) page JOIN {of.table} ON {of.alias}.id = page.id"
        f" {facet.joins} WHERE {facet.value} <> '' GROUP BY {facet.groups}"
        " ORDER BY count(*) DESC, 1 LIMIT %s",
        (CAP, MOST_VALUES),
    )
    rows = select(query)
    values = [
        Common(value, orjson.loads(shown) if facet.labelled else shown, count)
        for value, shown, count, _ in rows
    ]
    return Commons(values, bool(rows) and rows[0][3] > CAP)
