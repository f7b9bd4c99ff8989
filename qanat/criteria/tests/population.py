"""A population with unknown and adversarial values everywhere, the same for each run."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection

from qanat.access.models import User
from qanat.consent.models import ConsentState
from qanat.kernel.text import matching_key
from qanat.people.models import (
    Account,
    CustomField,
    Identifier,
    LifecycleChange,
    ListMember,
    OwnerChange,
    Person,
    PersonTag,
    StaticList,
    StatusChange,
    Tag,
)
from qanat.pipeline.models import LostReason, Opportunity, Pipeline, Stage, StageVisit
from qanat.scoring.models import Score, ScoreModel
from qanat.timeline.models import Campaign, Touch
from qanat.timeline.public import EventDraft, append_events
from qanat.work.models import Task

AT = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)

TEXTS = (
    "",
    "Sara",
    "sara ",
    "O'Brien\"; DROP TABLE person; --",
    "100%",
    "50% _off_",
    "back\\slash\\",
    "%s %(name)s {0} {field} {value}",
    "علي",
    "على",
    "كتاب",
    "کتاب",
    "می‌خواهم",
    "محمَّد",
    "١٢٣",
    "۱۲۳",
    "\u202eevil\u202c",
    "\u2067isolate",
    "👩‍👩‍👧 family",
    "Straße İstanbul ΣΑΣ",
    "null",
    "true",
    "{}",
    "line\nbreak\ttab",
    "x" * 400,
)
NUMBERS = (0, 1, -1, 7, 100, 2**31 - 1, -(2**31))
AMOUNTS = (None, Decimal(0), Decimal("0.01"), Decimal("999999999999999.99"), Decimal(1000))
JSON_VALUES = (*TEXTS, None, 0, 1.5, -7, 10**15, True, False, [], ["a", "b"], {"amount": "5.00"})
INSTANTS = (
    AT,
    AT - timedelta(seconds=1),
    AT + timedelta(seconds=1),
    AT - timedelta(days=1),
    AT - timedelta(days=7),
    AT - timedelta(days=30),
    AT - timedelta(days=30, microseconds=1),
    AT - timedelta(days=400),
    AT + timedelta(days=5),
    datetime(1990, 1, 1, tzinfo=UTC),
    datetime(2026, 3, 1, tzinfo=UTC),
    datetime(2026, 3, 1, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2026, 3, 2, tzinfo=UTC),
)
DATES = (*(instant.date() for instant in INSTANTS), date(1000, 1, 1), date(9998, 12, 31))
EMAILS = ("sara@example.com", "o'brien@example.com", "a_b%c@example.org", "ali@sub.example.com")
PHONES = ("+966501234567", "+989123456789", "+442071838750")
KINDS = ("page_view", "email_open", "email_sent", "purchase", "custom.demo", "call")
PROPERTIES = ("url", "title", "outcome", "seconds", "odd")
CUSTOM_KINDS = tuple(CustomField.Kind.values)
CHOICES = ("gold", "sil'ver", "برونز", "50%")
COUNTRIES = ("", "SA", "IR", "AE")
LIFECYCLES = ("subscriber", "lead", "mql", "sql", "opportunity", "customer")


def populate():
    """Fill the tables; some of everything, and some of nothing."""
    dice = random.Random(20260501)  # noqa: S311 the same population each time
    _custom_fields()
    users = _users()
    accounts = _accounts(dice, users)
    people = _people(dice, users, accounts)
    _belongings(dice, users, people)
    opportunities = _opportunities(dice, users, accounts, people)
    _tasks(dice, users, people, opportunities)
    _events(dice, people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _custom_fields():
    CustomField.objects.bulk_create(
        CustomField(
            entity=entity,
            key=f"my_{kind}",
            kind=kind,
            labels={"en": f"My {kind}", "ar": "حقلي «{field}»", "fa": "فیلد من %s"},
            choices=list(CHOICES) if kind in {"choice", "choices"} else [],
        )
        for entity in ("person", "account", "opportunity")
        for kind in CUSTOM_KINDS
    )


def _users():
    return [
        User.objects.create(email=f"user{number}@example.com", name=name, role="admin")
        for number, name in enumerate(("Sara", "علي", "", "O'Neil {value}"))
    ]


def _accounts(dice, users):
    return [
        Account.objects.create(
            name=(name := dice.choice(TEXTS[1:])),
            name_key=matching_key(name),
            domain=dice.choice(("", "example.com", "sub.example.com")),
            website=dice.choice(TEXTS),
            phone=dice.choice(TEXTS),
            industry=dice.choice(TEXTS),
            kind=dice.choice(TEXTS),
            size=dice.choice((None, 0, 10, 100, 2**31 - 1)),
            country=dice.choice(COUNTRIES),
            city=dice.choice(TEXTS),
            owner=dice.choice((None, *users)),
            custom=_custom(dice),
            created_at=dice.choice(INSTANTS),
            deleted_at=AT if number % 4 == 3 else None,
        )
        for number in range(8)
    ]


def _custom(dice):
    """Right and wrong values alike; the language must bear with both."""
    right = {
        "text": dice.choice(TEXTS),
        "number": dice.choice((0, 1.5, -7, 10**15, 100)),
        "money": {"amount": dice.choice(("0.00", "12.50", "1000.00")), "currency": "SAR"},
        "date": dice.choice(DATES).isoformat(),
        "choice": dice.choice(CHOICES),
        "choices": dice.sample(CHOICES, dice.randint(0, 3)),
        "url": "https://example.com/?q=100%25",
        "email": dice.choice(EMAILS),
        "phone": dice.choice(PHONES),
        "yes_no": dice.choice((True, False)),
    }
    custom = {}
    for kind in CUSTOM_KINDS:
        match dice.randint(0, 3):
            case 0:
                continue
            case 1:
                custom[f"my_{kind}"] = dice.choice(JSON_VALUES)
            case _:
                custom[f"my_{kind}"] = right[kind]
    return custom


def _people(dice, users, accounts):
    return [
        Person.objects.create(
            given_name=dice.choice(TEXTS),
            family_name=dice.choice(TEXTS),
            full_name=(name := dice.choice(TEXTS)),
            name_key=matching_key(name),
            job_title=dice.choice(TEXTS),
            company=dice.choice(TEXTS),
            account=dice.choice((None, *accounts)),
            industry=dice.choice(TEXTS),
            website=dice.choice(TEXTS),
            country=dice.choice(COUNTRIES),
            city=dice.choice(TEXTS),
            language=dice.choice(("", "ar", "fa", "en")),
            time_zone=dice.choice(("", "Asia/Riyadh")),
            lifecycle=dice.choice(LIFECYCLES),
            status=dice.choice(("open", "contacted", "nurture")),
            cycle=dice.choice((1, 2, 3)),
            owner=dice.choice((None, *users)),
            source=dice.choice(TEXTS),
            medium=dice.choice(TEXTS),
            custom=_custom(dice),
            came_at=dice.choice(INSTANTS),
            created_at=dice.choice(INSTANTS),
            updated_at=dice.choice(INSTANTS),
            converted_at=dice.choice((None, *INSTANTS)),
            deleted_at=AT if number % 9 == 8 else None,
        )
        for number in range(48)
    ]


def _belongings(dice, users, people):
    tags = [
        Tag.objects.create(name=name, name_key=matching_key(name))
        for name in ("vip", "100%", "مهم", "O'Tag")
    ]
    lists = [
        StaticList.objects.create(name=name, name_key=matching_key(name))
        for name in ("Trade show", "قائمة")
    ]
    campaigns = [
        Campaign.objects.create(name=name, key=matching_key(name), currency="SAR")
        for name in ("Spring 50%", "ربيع")
    ]
    model = ScoreModel.objects.create(name="first")
    for number, person in enumerate(people):
        _memberships(dice, person, tags, lists)
        _identifiers(dice, person, number)
        _histories(dice, users, person)
        _consents(dice, person)
        _touches(dice, person, campaigns)
        if number % 3:
            _score(dice, person, model)


def _memberships(dice, person, tags, lists):
    for tag in dice.sample(tags, dice.randint(0, 3)):
        PersonTag.objects.create(person=person, tag=tag)
    for each in dice.sample(lists, dice.randint(0, 2)):
        ListMember.objects.create(person=person, static_list=each)


def _identifiers(dice, person, number):
    if number < len(EMAILS):
        _identifier(dice, person, "email", EMAILS[number])
    if number % 3 == 0:
        _identifier(dice, person, "email", f"p{number}@example.com")
    if number % 4 == 0:
        _identifier(dice, person, "phone", f"+96650{number:07d}")


def _consents(dice, person):
    for channel in dice.sample(("email", "sms", "phone"), dice.randint(0, 2)):
        ConsentState.objects.create(
            person=person,
            channel=channel,
            purpose=dice.choice(("marketing", "service")),
            state=dice.choice(("granted", "withdrawn")),
            at=dice.choice(INSTANTS),
        )


def _touches(dice, person, campaigns):
    for _ in range(dice.randint(0, 2)):
        Touch.objects.create(
            person=person,
            at=dice.choice(INSTANTS),
            source=dice.choice(TEXTS),
            medium=dice.choice(TEXTS),
            campaign=dice.choice((None, *campaigns)),
            landing_page=dice.choice(TEXTS),
            response=dice.choice(TEXTS),
        )


def _score(dice, person, model):
    Score.objects.create(
        person=person,
        model=model,
        fit=dice.choice(NUMBERS),
        engagement=dice.choice(NUMBERS),
        total=dice.choice(NUMBERS),
        band=dice.choice(("cold", "warm", "hot")),
        rule_ids=[],
        scored_at=dice.choice(INSTANTS),
    )


def _identifier(dice, person, kind, value):
    Identifier.objects.create(
        person=person,
        kind=kind,
        value=value,
        deleted_at=AT if person.deleted_at or dice.randint(0, 5) == 0 else None,
    )


def _histories(dice, users, person):
    for lifecycle in dice.sample(LIFECYCLES, dice.randint(0, 3)):
        LifecycleChange.objects.create(
            person=person, at=dice.choice(INSTANTS), actor="test", to_lifecycle=lifecycle
        )
    if dice.randint(0, 1):
        StatusChange.objects.create(
            person=person, at=dice.choice(INSTANTS), actor="test", to_status="open"
        )
        OwnerChange.objects.create(
            person=person, at=dice.choice(INSTANTS), actor="test", to_owner=dice.choice(users)
        )


def _opportunities(dice, users, accounts, people):
    pipeline = Pipeline.objects.create(key="field sales", labels={"en": "Field sales"})
    stages = [
        Stage.objects.create(
            pipeline=pipeline,
            key=key,
            labels={"en": key, "fa": "مرحله"},
            position=place,
            chance=place,
        )
        for place, key in enumerate(("lead", "meeting", "follow'up"))
    ]
    reason = LostReason.objects.create(key="price", labels={"en": "Price"})
    made = []
    for number in range(24):
        outcome = dice.choice(("open", "won", "lost"))
        made.append(
            Opportunity.objects.create(
                name=dice.choice(TEXTS),
                person=dice.choice((None, *people)),
                account=dice.choice((None, *accounts)),
                pipeline=pipeline,
                stage=(stage := dice.choice(stages)),
                entered_stage_at=dice.choice(INSTANTS),
                outcome=outcome,
                lost_reason=reason if outcome == "lost" else None,
                amount=dice.choice(AMOUNTS),
                currency=dice.choice(("SAR", "USD")),
                chance=dice.choice((None, 0, 50, 100)),
                kind=dice.choice(TEXTS),
                owner=dice.choice(users),
                expected_close_on=dice.choice((None, *DATES)),
                custom=_custom(dice),
                opened_at=dice.choice(INSTANTS),
                closed_at=None if outcome == "open" else dice.choice(INSTANTS),
                created_at=dice.choice(INSTANTS),
                deleted_at=AT if number % 7 == 6 else None,
            )
        )
        StageVisit.objects.create(
            opportunity=made[-1], stage=stage, entered_at=INSTANTS[9], actor="test"
        )
    return made


def _tasks(dice, users, people, opportunities):
    for _ in range(30):
        Task.objects.create(
            person=dice.choice((None, *people)),
            opportunity=dice.choice((None, *opportunities)),
            owner=dice.choice(users),
            title="Call",
            due_at=dice.choice(INSTANTS),
            done_at=dice.choice((None, AT)),
            created_by="test",
            deleted_at=dice.choice((None, None, AT)),
        )


def _events(dice, people):
    busy = people[: len(people) * 2 // 3]
    append_events(
        [
            EventDraft(
                person_id=dice.choice((None, *(person.pk for person in busy))),
                kind=dice.choice(KINDS),
                at=dice.choice(INSTANTS),
                properties={
                    name: dice.choice(JSON_VALUES)
                    for name in dice.sample(PROPERTIES, dice.randint(0, 4))
                },
                amount=dice.choice(AMOUNTS),
                source=dice.choice(TEXTS),
            )
            for _ in range(400)
        ],
        now=AT + timedelta(days=10),
    )
