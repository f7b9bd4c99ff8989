"""What each operator means, on people of whom everything is known."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from qanat.access.models import User
from qanat.access.public import RoleName, add_member, create_team, create_user
from qanat.consent.models import ConsentState
from qanat.criteria.public import (
    bulk,
    count,
    explain,
    holds,
    matching,
    matching_ids,
)
from qanat.kernel.errors import Invalid, NotAllowed
from qanat.kernel.sql import Sql
from qanat.kernel.text import matching_key
from qanat.people.models import (
    Account,
    CustomField,
    Identifier,
    LifecycleChange,
    Person,
    PersonTag,
    Tag,
)
from qanat.pipeline.models import Opportunity, Pipeline, Stage
from qanat.platform.actor import Actor, system_actor
from qanat.scoring.models import Score, ScoreModel
from qanat.timeline.models import Campaign, Touch
from qanat.timeline.public import EventDraft, append_events
from qanat.work.models import Task

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
NAMES = ("sara", "ali", "nobody")


@pytest.fixture
def people():
    """Sara, of whom much is known; Ali, of whom other things are; nobody, of whom nothing is."""
    sales = [User.objects.create(email=f"{name}@qanat.test", role="admin") for name in "ab"]
    acme = Account.objects.create(name="Acme", name_key="acme", size=200, industry="Steel")
    made = {
        "sara": Person.objects.create(
            full_name="Sara Haddad",
            name_key="sara haddad",
            job_title="Sales Director 100%",
            country="SA",
            lifecycle="mql",
            status="open",
            owner=sales[0],
            account=acme,
            came_at=datetime(2026, 4, 21, 12, tzinfo=UTC),
            converted_at=datetime(2026, 4, 25, tzinfo=UTC),
            custom={"level": "gold", "langs": ["ar", "fa"], "budget": 10.5, "met_on": "2026-03-01"},
        ),
        "ali": Person.objects.create(
            full_name="علي",
            name_key=matching_key("علي"),
            job_title="كاتب",
            country="IR",
            status="contacted",
            owner=sales[1],
            came_at=datetime(2025, 1, 1, tzinfo=UTC),
            custom={"level": "silver", "langs": ["ar"], "budget": -3},
        ),
        "nobody": Person.objects.create(came_at=AT, updated_at=AT),
    }
    _around(made, acme, sales)
    return {name: person.pk for name, person in made.items()}


def _around(made, acme, sales):
    for key, kind, choices in (
        ("level", "choice", ["gold", "silver"]),
        ("langs", "choices", ["ar", "fa", "en"]),
        ("budget", "number", []),
        ("met_on", "date", []),
    ):
        CustomField.objects.create(entity="person", key=key, kind=kind, choices=choices)
    for person, kind, value in (
        ("sara", "email", "sara@example.com"),
        ("sara", "email", "s.haddad@work.example"),
        ("ali", "email", "ali@example.com"),
        ("ali", "phone", "+989123456789"),
    ):
        Identifier.objects.create(person=made[person], kind=kind, value=value)
    tags = {name: Tag.objects.create(name=name, name_key=matching_key(name)) for name in "ABC"}
    for person, names in (("sara", "AB"), ("ali", "B")):
        for name in names:
            PersonTag.objects.create(person=made[person], tag=tags[name])
    LifecycleChange.objects.create(
        person=made["sara"], at=AT - timedelta(days=3), actor="test", to_lifecycle="mql"
    )
    ConsentState.objects.create(
        person=made["sara"], channel="email", purpose="marketing", state="granted", at=AT
    )
    spring = Campaign.objects.create(name="Spring", key="spring", currency="SAR")
    Touch.objects.create(person=made["ali"], at=AT, source="google", campaign=spring)
    Score.objects.create(
        person=made["sara"],
        model=ScoreModel.objects.create(name="first"),
        fit=20,
        engagement=45,
        total=65,
        band="hot",
        rule_ids=[],
        scored_at=AT,
    )
    _deals(made, acme, sales)
    _happenings(made)


def _deals(made, acme, sales):
    pipeline = Pipeline.objects.create(key="fields", labels={"en": "Fields"})
    first, second = (
        Stage.objects.create(pipeline=pipeline, key=key, labels={"en": key}, position=place)
        for place, key in enumerate(("start", "talks"))
    )
    for person, stage, amount in (
        ("sara", first, 5000),
        ("sara", second, 100),
        ("ali", second, None),
    ):
        Opportunity.objects.create(
            name="Deal",
            person=made[person],
            account=acme if person == "sara" else None,
            pipeline=pipeline,
            stage=stage,
            amount=amount,
            currency="SAR",
            owner=sales[0],
            opened_at=AT - timedelta(days=40),
            entered_stage_at=AT - timedelta(days=20),
        )
    Task.objects.create(
        person=made["sara"],
        owner=sales[0],
        title="Call",
        due_at=AT + timedelta(days=2),
        created_by="t",
    )


def _happenings(made):
    def view(person, days_ago, url, seconds):
        return EventDraft(
            person_id=made[person].pk,
            kind="page_view",
            at=AT - timedelta(days=days_ago),
            properties={"url": url, "seconds": seconds},
            amount=Decimal(seconds),
            source="web",
        )

    append_events(
        [
            view("sara", 1, "/pricing", 60),
            view("sara", 10, "/pricing?a=100%", 30),
            view("sara", 100, "/home", 5),
            view("ali", 40, "/home", 200),
            EventDraft(kind="email_sent", at=AT, person_id=made["nobody"].pk),
            EventDraft(kind="custom.demo", at=AT, person_id=made["ali"].pk),
        ],
        now=AT,
    )


def field(name, operator, *value):
    criteria = {"field": name, "is": operator}
    return criteria | {"value": value[0]} if value else criteria


def event(kind, operator, *value, **more):
    criteria = {"event": kind, "is": operator} | more
    return criteria | {"value": value[0]} if value else criteria


def found(criteria, people, **asking):
    held = holds(criteria, people.values(), at=AT, **asking)
    return " ".join(name for name in NAMES if people[name] in held)


PRICING = {"where": field("property.url", "contains", "/PRICING")}


@pytest.mark.parametrize(
    ("criteria", "who"),
    [
        (field("person.country", "is", "SA"), "sara"),
        (field("person.country", "is", "sa"), "sara"),
        (field("person.country", "is_not", "SA"), "ali"),
        (field("person.country", "one_of", ["SA", "IR"]), "sara ali"),
        (field("person.country", "none_of", ["SA", "AE"]), "ali"),
        (field("person.country", "is_known"), "sara ali"),
        (field("person.country", "is_unknown"), "nobody"),
        (field("person.full_name", "is", "على"), "ali"),
        (field("person.full_name", "is", "علــي"), "ali"),
        (field("person.full_name", "is", "SARA  haddad"), "sara"),
        (field("person.job_title", "contains", "director"), "sara"),
        (field("person.job_title", "contains", "%"), "sara"),
        (field("person.job_title", "contains", "_"), ""),
        (field("person.job_title", "starts_with", "کات"), "ali"),
        (field("person.job_title", "ends_with", "100%"), "sara"),
        (field("person.job_title", "is_not", "x"), "sara ali"),
        (field("person.email", "is", "Sara@Example.com"), "sara"),
        (field("person.email", "is", "s.haddad@work.example"), "sara"),
        (field("person.email", "is_known"), "sara ali"),
        (field("person.email", "is_unknown"), "nobody"),
        (field("person.email", "ends_with", "@EXAMPLE.com"), "sara ali"),
        (field("person.email_domain", "is", "work.example"), "sara"),
        (field("person.phone", "is", "00989123456789"), "ali"),
        (field("person.phone", "starts_with", "+۹۸"), "ali"),
        (field("person.tags", "has_any", ["a", "c"]), "sara"),
        (field("person.tags", "has_all", ["a", "b"]), "sara"),
        (field("person.tags", "has_none", ["a"]), "ali nobody"),
        (field("person.tags", "is_known"), "sara ali"),
        (field("person.tags", "is_unknown"), "nobody"),
        (field("person.lifecycle", "is", "mql"), "sara"),
        (field("person.past_lifecycles", "has_any", ["mql"]), "sara"),
        (field("person.lifecycle_changed_at", "within_last", 3), "sara"),
        (field("person.lifecycle_changed_at", "within_last", 2), ""),
        (field("person.owner", "is", "a@qanat.test"), "sara"),
        (field("person.owner", "is_not", "a@qanat.test"), "ali"),
        (field("person.owner", "is_unknown"), "nobody"),
        (field("person.converted", "is_true"), "sara"),
        (field("person.converted", "is_false"), "ali nobody"),
        (field("person.converted", "is", False), "ali nobody"),
        (field("person.came_at", "within_last", 10), "sara nobody"),
        (field("person.came_at", "within_last", 9), "nobody"),
        (field("person.came_at", "more_than_ago", 10), "ali"),
        (field("person.came_at", "on", "2026-04-21"), "sara"),
        (field("person.came_at", "before", "2026-04-21"), "ali"),
        (field("person.came_at", "after", "2026-04-20"), "sara nobody"),
        (field("person.came_at", "after", "2026-04-21"), "nobody"),
        (field("person.came_at", "before", "2026-04-21T12:00:00.000001Z"), "sara ali"),
        (field("person.came_at", "after", "2026-04-21T14:59:59.999999+03:00"), "sara nobody"),
        (field("person.came_at", "between", ["2025-01-01", "2026-04-21"]), "sara ali"),
        (field("person.came_at", "before", {"days_ago": 10}), "ali"),
        (field("person.next_step_at", "within_next", 2), "sara"),
        (field("person.next_step_at", "within_next", 1), ""),
        (field("person.next_step_at", "more_than_ahead", 1), "sara"),
        (field("person.next_step_planned", "is_false"), "ali nobody"),
        (field("person.last_activity_at", "within_last", 1), "sara ali"),
        (field("person.last_activity_at", "is_unknown"), "nobody"),
        (field("account.size", "at_least", 200), "sara"),
        (field("account.size", "more_than", 200), ""),
        (field("account.size", "at_most", "200.00"), "sara"),
        (field("account.size", "less_than", 200.5), "sara"),
        (field("account.size", "between", [200, 200]), "sara"),
        (field("account.size", "is_unknown"), "ali nobody"),
        (field("account.industry", "is", "STEEL"), "sara"),
        (field("score.total", "at_least", 65), "sara"),
        (field("score.band", "is", "hot"), "sara"),
        (field("score.total", "is_unknown"), "ali nobody"),
        (field("consent.email.marketing", "is", "granted"), "sara"),
        (field("consent.email.marketing", "is_not", "granted"), ""),
        (field("consent.email.service", "is_unknown"), "sara ali nobody"),
        (field("touch.campaign", "is", "SPRING"), "ali"),
        (field("person.first_campaign", "is", "Spring"), "ali"),
        (field("person.last_source", "is", "GOOGLE"), "ali"),
        (field("person.last_source", "is_unknown"), "sara nobody"),
        (field("touch.source", "one_of", ["google", "meta"]), "ali"),
        (field("opportunity.stage", "is", "talks"), "sara ali"),
        (field("opportunity.amount", "at_least", 1000), "sara"),
        (field("opportunity.amount", "is_unknown"), "ali nobody"),
        (field("opportunity.entered_stage_at", "more_than_ago", 19), "sara ali"),
        (field("person.custom.level", "is", "gold"), "sara"),
        (field("person.custom.level", "is_not", "gold"), "ali"),
        (field("person.custom.langs", "has_all", ["ar", "fa"]), "sara"),
        (field("person.custom.langs", "has_any", ["ar", "en"]), "sara ali"),
        (field("person.custom.langs", "has_none", ["fa"]), "ali nobody"),
        (field("person.custom.budget", "more_than", 10), "sara"),
        (field("person.custom.budget", "less_than", 0), "ali"),
        (field("person.custom.met_on", "on", "2026-03-01"), "sara"),
        (field("person.custom.met_on", "between", ["2026-02-28", "2026-03-01"]), "sara"),
        (field("person.custom.met_on", "is_unknown"), "ali nobody"),
        (event("page_view", "at_least", 3), "sara"),
        (event("page_view", "at_most", 1), "ali nobody"),
        (event("page_view", "exactly", 1), "ali"),
        (event("page_view", "exactly", 0), "nobody"),
        (event("page_view", "never"), "nobody"),
        ({"event": "page_view"}, "sara ali"),
        (event("page_view", "at_least", 1, within={"days": 10}), "sara"),
        (event("page_view", "at_least", 2, within={"days": 10}), "sara"),
        (event("page_view", "at_least", 2, within={"days": 9}), ""),
        (event("page_view", "never", within={"days": 39}), "ali nobody"),
        (event("page_view", "at_least", 1, within={"to": "2026-03-31"}), "sara ali"),
        (event("page_view", "at_least", 1, within={"from": "2026-04-30"}), "sara"),
        (
            event(
                "page_view", "at_least", 1, within={"from": {"days_ago": 50}, "to": "2026-04-01"}
            ),
            "ali",
        ),
        (event("page_view", "at_least", 2, **PRICING), "sara"),
        (event("page_view", "at_least", 3, **PRICING), ""),
        (
            event("page_view", "exactly", 1, where=field("property.url", "is", "/pricing")),
            "sara",
        ),
        (
            event("page_view", "at_least", 1, where=field("property.seconds", "at_least", 100)),
            "ali",
        ),
        (
            event("page_view", "at_least", 1, where={"not": field("property.url", "is", "/home")}),
            "sara",
        ),
        (event("page_view", "at_least", 3, where=field("source", "is", "web")), "sara"),
        (event("page_view", "at_least", 1, where=field("amount", "more_than", 60)), "ali"),
        (event("page_view", "last_before", "2026-04-01"), "ali"),
        (event("page_view", "last_after", "2026-04-01"), "sara"),
        (event("page_view", "first_before", {"days_ago": 50}), "sara"),
        (event("page_view", "first_after", {"days_ago": 50}), "ali"),
        (event("page_view", "total_at_least", 95), "sara ali"),
        (event("page_view", "total_at_least", "95.01"), "ali"),
        (event("page_view", "total_at_most", 95), "sara nobody"),
        (event("custom.demo", "at_least", 1), "ali"),
        (event("activity", "never"), "nobody"),
        (event("email_sent", "at_least", 1), "nobody"),
        ({"all": []}, "sara ali nobody"),
        ({"any": []}, ""),
        ({"not": field("person.country", "is", "SA")}, "ali nobody"),
        ({"not": {"all": []}}, ""),
        (
            {"any": [field("person.country", "is", "SA"), event("custom.demo", "at_least", 1)]},
            "sara ali",
        ),
        (
            {
                "all": [
                    field("opportunity.stage", "is", "talks"),
                    field("opportunity.amount", "at_least", 1000),
                ]
            },
            "sara",
        ),
        (
            {
                "some": "opportunity",
                "where": {
                    "all": [
                        field("opportunity.stage", "is", "talks"),
                        field("opportunity.amount", "at_least", 1000),
                    ]
                },
            },
            "",
        ),
        (
            {
                "not": {
                    "some": "opportunity",
                    "where": field("opportunity.amount", "is_known"),
                }
            },
            "ali nobody",
        ),
    ],
)
def test_criteria_hold_for(criteria, who, people):
    assert found(criteria, people) == who


@pytest.mark.parametrize(
    ("criteria", "held"),
    [
        (field("opportunity.stage", "is", "start"), 1),
        (field("opportunity.past_stages", "has_any", ["start"]), 0),
        (field("opportunity.amount", "is_known"), 2),
        (field("person.country", "is", "SA"), 2),
        (field("account.size", "at_least", 100), 2),
        (field("score.total", "at_least", 50), 2),
        (event("custom.demo", "at_least", 1), 1),
        (event("page_view", "at_least", 3), 2),
        (field("person.email", "is", "ali@example.com"), 1),
    ],
)
def test_opportunities_are_asked_about_themselves_and_their_person(criteria, held, people):
    actor = system_actor("test")

    assert count(criteria, at=AT, actor=actor, subject="opportunity") == held


@pytest.mark.parametrize(
    ("criteria", "held"),
    [
        (field("account.name", "is", "ACME"), 1),
        (field("person.country", "is", "SA"), 1),
        (field("person.country", "is", "IR"), 0),
        (field("opportunity.amount", "at_least", 5000), 1),
        (event("page_view", "at_least", 3), 1),
        (event("page_view", "at_least", 4), 0),
    ],
)
def test_accounts_are_asked_about_themselves_and_their_people(criteria, held, people):
    assert count(criteria, at=AT, actor=system_actor("test"), subject="account") == held


def test_me_is_whoever_asks_and_nobody_when_nobody_does(people):
    me = User.objects.get(email="b@qanat.test").pk
    mine = field("person.owner", "is_me")

    assert found(mine, people, user_id=me) == "ali"
    assert found(mine, people) == ""
    assert found({"not": mine}, people) == "sara ali nobody"


def test_my_team_is_whoever_shares_a_team_with_me_and_myself(people):
    mate = User.objects.get(email="b@qanat.test").pk
    me = create_user(
        email="me@qanat.test",
        name="Me",
        role=RoleName.REPRESENTATIVE,
        actor=system_actor("test"),
        now=AT,
    ).id
    ours = field("person.owner", "is_in_my_team")

    assert found(ours, people, user_id=me) == ""
    team = create_team("Riyadh", actor=system_actor("test"))
    add_member(team.id, me, actor=system_actor("test"))
    add_member(team.id, mate, actor=system_actor("test"))
    assert found(ours, people, user_id=me) == "ali"
    assert found(ours, people, user_id=mate) == "ali"
    assert found(ours, people) == ""


def test_what_happens_after_the_time_of_asking_does_not_count(people):
    before = AT - timedelta(days=50)
    viewed = {"event": "page_view"}

    assert holds(viewed, people.values(), at=before) == {people["sara"]}
    assert holds(viewed, people.values(), at=before - timedelta(days=60)) == set()


def test_a_value_that_was_typed_never_becomes_sql(people):
    typed = "x' OR 1=1; DROP TABLE person; --%s"
    select = matching(field("person.job_title", "contains", typed), at=AT)

    assert "DROP" not in select.text
    assert select.params == (f"%{matching_key(typed).replace('%', chr(92) + '%')}%",)
    assert found(field("person.job_title", "contains", typed), people) == ""


def test_a_custom_field_that_is_deleted_is_a_fault(people):
    asked = field("person.custom.level", "is", "gold")
    assert found(asked, people) == "sara"

    CustomField.objects.filter(key="level").update(deleted_at=AT)

    with pytest.raises(Invalid, match=r"no field person\.custom\.level"):
        holds(asked, people.values(), at=AT)


def test_counting_needs_the_permission_and_sees_what_the_actor_sees(people):
    seller = User.objects.get(email="a@qanat.test").pk
    anybody = {"all": []}
    own = Actor(
        name="user:1",
        user_id=seller,
        permissions=frozenset({"people.view"}),
        sees=frozenset({seller}),
    )

    assert count(anybody, at=AT, actor=system_actor("test")) == 3
    assert count(anybody, at=AT, actor=system_actor("test"), cap=2) == 2
    assert count(anybody, at=AT, actor=own) == 1
    assert matching_ids(anybody, at=AT, actor=own) == [people["sara"]]
    with pytest.raises(NotAllowed):
        count(anybody, at=AT, actor=own, subject="opportunity")


def test_an_explanation_says_what_holds_and_what_is_missing(people):
    asked = {
        "all": [
            field("person.country", "is", "SA"),
            {"not": field("score.total", "at_least", 50)},
            {"any": [event("custom.demo", "at_least", 1), field("account.size", "at_least", 1)]},
        ]
    }

    (sara,) = explain(asked, [people["sara"]], at=AT)

    assert sara.held is False
    assert [(reason.path, reason.held, reason.sentence) for reason in sara.reasons] == [
        (("all", 0), True, "The country is Saudi Arabia."),
        (("all", 1, "not"), True, "The score is at least 50."),
        (("all", 2, "any", 0), False, "The person did “\u2068demo\u2069” at least once."),
        (("all", 2, "any", 1), True, "The number of employees of the account is at least 1."),
    ]
    assert [reason.path for reason in sara.missing] == [("all", 2, "any", 0)]


def test_in_bulk_a_measure_that_several_criteria_share_is_taken_once(people):
    visits = [event("page_view", "at_least", number) for number in (1, 2, 3)]

    select = bulk(visits, at=AT, people=Sql("SELECT %s::bigint", (people["sara"],)))

    assert select.text.count("FILTER") == 1
    assert select.text.count("FROM event") == 1
