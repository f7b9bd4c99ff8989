"""The company in the database: made twice from one seed, the same to the last figure."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test import override_settings

from qanat.access.public import RoleName, actor_of_token, actor_of_user, user_id_of
from qanat.demo.public import ADMIN, STAFF, fill, is_demo
from qanat.demo.workdays import ZONE
from qanat.insight.public import run_report
from qanat.kernel.errors import Conflict
from qanat.platform.actor import system_actor

pytestmark = pytest.mark.xdist_group("demo")

NOW = datetime(2026, 11, 22, 15, 40, tzinfo=ZONE)
PEOPLE = 220
SYSTEM = system_actor("test")
COUNTED = (
    *("person", "identifier", "account", "event", "touch", "consent_entry", "campaign", "score"),
    *("opportunity", "stage_visit", "task", "call", "meeting", "note", "person_tag"),
    *("list_member", "lifecycle_change", "status_change", "owner_change", "assignment"),
)
FIGURES = """
SELECT (SELECT json_agg(t ORDER BY t) FROM (
    SELECT p.email, p.phone, p.full_name, p.came_at, p.lifecycle, p.status, p.cycle, u.email AS owner,
        s.total, s.band
    FROM person p JOIN access_user u ON u.id = p.owner_id JOIN score s ON s.person_id = p.id) t)::text
"""


def one(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


def figures():
    counts = {table: one(f"SELECT count(*) FROM {table}") for table in COUNTED}
    totals = run_report("totals", actor=SYSTEM, now=NOW).as_dict()
    return counts, totals, one(FIGURES)


def own_words():
    """The names that the company gave, each once."""
    with connection.cursor() as cursor:
        cursor.execute(OWN_WORDS)
        return {word for (word,) in cursor.fetchall() if word}


def begin(name, total):
    def advance(steps):
        begun[name] = begun.get(name, 0) + steps

    begun = BEGUN.setdefault(name, {})
    begun["total"] = total
    return advance


BEGUN = {}


def make(seed=1, language="en"):
    return fill(people=PEOPLE, seed=seed, language=language, now=NOW, telling=begin)


OWN_WORDS = """
SELECT name FROM access_team UNION ALL SELECT name FROM routing_pool
UNION ALL SELECT name FROM routing_rule UNION ALL SELECT name FROM score_rule
UNION ALL SELECT name FROM score_model UNION ALL SELECT source FROM person
UNION ALL SELECT industry FROM person UNION ALL SELECT tag.name FROM tag
UNION ALL SELECT kind FROM opportunity UNION ALL SELECT reason FROM status_change WHERE reason <> 'came in again'  -- of the intake
"""


@pytest.fixture(scope="module")
def twice(django_db_setup, django_db_blocker):
    """The token of a company made a second time, and the figures of both times."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        with transaction.atomic():
            make()
            first = figures()
            transaction.set_rollback(True)
        with transaction.atomic():
            make(language="fa")
            persian = figures(), own_words()
            transaction.set_rollback(True)
        made = make()
        yield made, first, figures(), persian
        transaction.set_rollback(True)


def test_the_same_seed_makes_the_same_company_twice(twice):
    made, first, second, _persian = twice
    assert first == second
    assert made.people == PEOPLE


def test_in_another_language_the_company_has_the_same_figures(twice):
    _made, first, _second, (persian, _words) = twice
    assert persian == first


def test_a_persian_company_calls_its_own_things_in_persian(twice):
    words = twice[3][1]
    assert {"فارسی‌زبانان", "تبلیغات گوگل", "خرده‌فروشی", "قیمت‌ها را دیده است"} <= words
    assert [word for word in words if word.isascii()] == []


def test_the_steps_told_add_up(twice):
    made = twice[0]
    assert BEGUN["Leads come in"] == {"total": PEOPLE, "Leads come in": 3 * PEOPLE}
    assert BEGUN["They look around"]["total"] == made.events


def test_everybody_is_there_with_owner_and_score(twice):
    assert one("SELECT count(*) FROM person") == PEOPLE
    assert one("SELECT count(*) FROM person WHERE owner_id IS NULL") == 0
    assert one("SELECT count(*) FROM score") == PEOPLE
    assert one("SELECT count(DISTINCT band) FROM score") == 3
    assert one("SELECT count(*) FROM opportunity WHERE owner_id IS NULL") == 0
    assert one("SELECT count(*) FROM inbox_submission WHERE state <> 'done'") == 0


def test_people_of_three_languages_came_through_the_intake(twice):
    assert one("SELECT array_agg(DISTINCT language ORDER BY language) FROM person") == [
        *("ar", "en", "fa"),
    ]
    assert one("SELECT count(*) FROM inbox_submission") == one("SELECT sum(cycle) FROM person")
    assert one("SELECT count(DISTINCT source) FROM person") == 10
    assert one("SELECT count(*) FROM touch WHERE campaign_id IS NULL") == 0


def test_the_last_event_is_of_today_and_nothing_is_in_the_future(twice):
    last = one("SELECT max(at) FROM event")
    assert last.astimezone(ZONE).date() == date(2026, 11, 22)
    assert last <= NOW
    assert one("SELECT max(came_at) FROM person") <= NOW
    assert one("SELECT count(*) FROM event WHERE at < %s", NOW - timedelta(days=500)) > 0


def test_owners_are_given_leads_before_they_call(twice):
    early = """
        SELECT count(*) FROM call c JOIN person p ON p.id = c.person_id
        WHERE c.started_at < (SELECT min(at) FROM owner_change o WHERE o.person_id = p.id)
    """
    assert one(early) == 0
    assert one("SELECT count(*) FROM owner_change o JOIN person p ON p.id = o.person_id"
               " WHERE o.at < p.came_at") == 0  # fmt: skip


def test_the_funnel_only_narrows(twice):
    rows = run_report("funnel", actor=SYSTEM, now=NOW).as_dict()["rows"]
    people = [row["people"] for row in rows]
    assert people[0] == PEOPLE
    assert people == sorted(people, reverse=True)
    assert 0 < people[-1] < people[0] / 4


def test_opportunities_passed_the_gates_that_there_are(twice):
    assert one("SELECT count(*) FROM stage WHERE gate IS NOT NULL") == 2
    assert one("SELECT count(*) FROM opportunity WHERE amount IS NULL") == 0
    unsaid = "SELECT count(*) FROM opportunity WHERE NOT custom ?& %s"
    assert one(unsaid, ["product", "contract_years"]) == 0
    assert one("SELECT count(*) FROM account WHERE NOT custom ? %s", "branches") == 0
    outcomes = one("SELECT array_agg(DISTINCT outcome ORDER BY outcome) FROM opportunity")
    assert outcomes == ["lost", "open", "won"]
    lost = "SELECT count(*) FROM opportunity WHERE outcome = 'lost' AND lost_reason_id IS NULL"
    assert one(lost) == 0
    contacts = """
        SELECT count(*) FROM opportunity o JOIN person p ON p.id = o.person_id
        WHERE p.converted_at IS NULL OR p.lifecycle NOT IN ('opportunity', 'customer') AND p.cycle = 1
    """
    assert one(contacts) == 0


def test_private_people_have_no_account(twice):
    employed = one("SELECT count(*) FROM person WHERE company <> ''")
    assert 0 < employed < PEOPLE
    assert one("SELECT count(*) FROM person WHERE account_id IS NOT NULL") == employed


def test_work_is_done_overdue_and_ahead_and_some_have_no_next_step(twice):
    assert one("SELECT count(*) FROM task WHERE done_at IS NOT NULL") > PEOPLE / 2
    assert one("SELECT count(*) FROM task WHERE done_at IS NULL AND due_at < %s", NOW) > 0
    assert one("SELECT count(*) FROM task WHERE done_at IS NULL AND due_at > %s", NOW) > 0
    idle = """
        SELECT count(*) FROM person p JOIN status s ON s.key = p.status AND NOT s.closed
        WHERE NOT EXISTS (SELECT FROM task t WHERE t.person_id = p.id AND t.done_at IS NULL)
    """
    assert one(idle) > 0


def test_whoever_unsubscribed_has_withdrawn_their_consent(twice):
    still = """
        SELECT count(*) FROM event e JOIN consent_state c ON c.person_id = e.person_id
        WHERE e.kind = 'unsubscribe' AND c.state <> 'withdrawn'
    """
    assert one("SELECT count(*) FROM event WHERE kind = 'unsubscribe'") > 0
    assert one(still) == 0


def test_there_are_users_of_every_role_in_three_teams(twice):
    roles = {}
    for member in (ADMIN, *STAFF):
        roles[member.role] = roles.get(member.role, 0) + 1
        assert actor_of_user(user_id_of(member.email)).user_id
    assert roles == {
        RoleName.ADMIN: 1,
        RoleName.MANAGER: 2,
        RoleName.REPRESENTATIVE: 8,
        RoleName.MARKETER: 2,
        RoleName.READ_ONLY: 1,
    }
    assert one("SELECT count(*) FROM access_team") == 3
    assert actor_of_token(twice[0].token, NOW).user_id == user_id_of(ADMIN.email)


def test_it_is_known_as_the_demo_and_not_made_again(twice):
    assert is_demo()
    with pytest.raises(Conflict):
        make()
    assert one("SELECT count(*) FROM person") == PEOPLE
