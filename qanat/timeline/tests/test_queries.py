from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from qanat.people.public import PersonDraft, insert_people
from qanat.platform.actor import Actor, acting, system_actor
from qanat.timeline.models import Campaign
from qanat.timeline.public import (
    CampaignDraft,
    EventDraft,
    append_events,
    change_campaign,
    ensure_campaigns,
    list_campaigns,
    timeline_count,
    timeline_of,
    write_campaigns,
)

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
SYSTEM = system_actor("test")


def actor_of(role, email):
    return actor_of_user(create_user(email=email, role=role, actor=SYSTEM, now=NOW).id)


@pytest.fixture
def owner(db):
    return actor_of(RoleName.REPRESENTATIVE, "owner@example.com")


@pytest.fixture
def sara(owner):
    with acting(SYSTEM):
        (person_id,) = insert_people(
            [PersonDraft(full_name="Sara", owner_id=owner.user_id)], actor=SYSTEM, now=NOW
        )
        append_events(
            [
                EventDraft(
                    kind="page_view" if number % 2 else "call",
                    person_id=person_id,
                    at=NOW - timedelta(days=20 * (number // 2)),
                    amount=Decimal(number),
                )
                for number in range(7)
            ],
            now=NOW,
        )
    return person_id


def test_the_timeline_is_read_page_by_page_the_last_first(sara, owner):
    pages, before = [], None
    while page := timeline_of(sara, owner, before=before, limit=3):
        pages.append([int(entry.amount) for entry in page])
        before = page[-1].cursor
    assert pages == [[1, 0, 3], [2, 5, 4], [6]]
    assert timeline_count(sara, owner) == 7


def test_the_timeline_can_be_kept_to_some_kinds(sara, owner):
    assert {entry.kind for entry in timeline_of(sara, owner, kinds=["call"])} == {"call"}


def test_nobody_reads_the_timeline_of_a_person_they_do_not_see(sara, owner):
    stranger = actor_of(RoleName.REPRESENTATIVE, "stranger@example.com")
    for read in (timeline_of, timeline_count):
        with pytest.raises(NotFound):
            read(sara, stranger)
        with pytest.raises(NotAllowed):
            read(sara, Actor(name="nobody", sees=None))


def test_a_kind_of_event_that_nobody_registered_is_refused(sara):
    with pytest.raises(Invalid) as refusal:
        append_events([EventDraft(kind="dance", at=NOW, person_id=sara)], now=NOW)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [
        ((0, "kind"), "unknown_event_kind")
    ]


def test_an_organisation_has_kinds_of_its_own(sara, owner):
    assert append_events([EventDraft(kind="custom.dance", at=NOW, person_id=sara)], now=NOW) == 1


def test_what_is_known_of_a_campaign_stays_when_less_is_told(db):
    (spring,) = ensure_campaigns(["Spring"], currency="USD", now=NOW).values()
    told = CampaignDraft(
        name="SPRING",
        kind="email",
        cost=Decimal("1200.50"),
        currency="SAR",
        starts_on=date(2026, 3, 1),
    )
    assert (
        write_campaigns([told, CampaignDraft(name="Autumn")], currency="USD", now=NOW)[0] == spring
    )
    write_campaigns([CampaignDraft(name="Spring", status="done")], currency="SAR", now=NOW)

    campaign = Campaign.objects.get(pk=spring)
    assert (campaign.name, campaign.kind, campaign.status) == ("Spring", "email", "done")
    assert (campaign.cost, campaign.currency, campaign.starts_on) == (
        Decimal("1200.50"),
        "SAR",
        date(2026, 3, 1),
    )
    assert Campaign.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"name": " "}, "name", "campaign_name"),
        ({"cost": Decimal(-1)}, "cost", "amount_range"),
        ({"budget": Decimal(10) ** 16}, "budget", "amount_range"),
        ({"currency": "XXZ"}, "currency", "currency_unknown"),
        (
            {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)},
            "ends_on",
            "period_reversed",
        ),
    ],
)
def test_details_that_cannot_be_are_refused(db, changes, path, code):
    with pytest.raises(Invalid) as refusal:
        write_campaigns([CampaignDraft(**{"name": "Spring", **changes})], currency="USD", now=NOW)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [((0, path), code)]
    assert not Campaign.objects.exists()


def test_the_cost_of_a_campaign_is_told_by_those_who_may(owner):
    marketer = actor_of(RoleName.MARKETER, "marketer@example.com")
    spring, _ = write_campaigns(
        [CampaignDraft(name="Spring"), CampaignDraft(name="Autumn")], currency="SAR", now=NOW
    )

    assert change_campaign(spring, {"cost": Decimal("99.90")}, actor=marketer).cost == Decimal(
        "99.90"
    )
    with pytest.raises(NotAllowed):
        change_campaign(spring, {"cost": Decimal(0)}, actor=owner)
    with pytest.raises(Conflict):
        change_campaign(spring, {"name": "autumn"}, actor=marketer)
    with pytest.raises(Invalid):
        change_campaign(spring, {"colour": "red"}, actor=marketer)
    listed = list_campaigns(owner)
    assert {row.name: row.cost for row in listed} == {"Spring": Decimal("99.90"), "Autumn": None}
    assert list_campaigns(owner, after=listed[0].id) == listed[1:]
