from datetime import UTC, datetime

import pytest
from django.db import connection

from qanat.access.models import ApiToken
from qanat.access.public import RoleName, change_password, create_user, issue_token
from qanat.kernel.errors import NotAllowed
from qanat.people.models import Identifier, ListMember, Person, StaticList
from qanat.people.public import Changes, PersonDraft, insert_people, update_people
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.audit import changes_of_cause, history_of

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
SYSTEM = system_actor("test")
SARA = Actor(name="user:7", everything=True, sees=None, cause="import:12")


@pytest.fixture
def people(db):
    drafts = [
        PersonDraft(full_name=name, city="Jeddah", keys=(("email", f"{name}@example.com"),))
        for name in ("a", "b", "c")
    ]
    with acting(SYSTEM):
        return insert_people(drafts, actor=SYSTEM, now=NOW)


def told(table, row_id):
    return [
        (row.action, row.actor, row.cause, row.before, row.after)
        for row in history_of(table, row_id, SYSTEM)
    ]


def test_bulk_sql_is_kept_row_by_row_with_who_and_why(people):
    with acting(SARA):
        update_people(
            [Changes(id=person_id, values={"city": "Riyadh"}) for person_id in people],
            policy="overwrite",
            now=NOW,
        )
    for person_id in people:
        assert told("person", person_id) == [
            ("U", "user:7", "import:12", {"city": "Jeddah"}, {"city": "Riyadh"}),
            ("I", "system:test", "", None, None),
        ]


def test_the_orm_and_its_cascades_are_kept(people):
    with acting(SYSTEM):
        static_list = StaticList.objects.create(name="Fair", name_key="fair")
        member_id = ListMember.objects.create(static_list=static_list, person_id=people[0]).pk
    with acting(SARA):
        static_list.delete()

    (deleted, inserted) = told("list_member", member_id)
    assert deleted[:3] == ("D", "user:7", "import:12")
    assert deleted[3]["person_id"] == people[0]
    assert inserted[0] == "I"


def test_one_transaction_after_another_keeps_its_own_actor(people):
    with acting(SARA):
        Person.objects.filter(pk=people[0]).update(city="Riyadh")
    with acting(SYSTEM):
        Person.objects.filter(pk=people[0]).update(city="Dammam")
    assert [row.actor for row in history_of("person", people[0], SYSTEM)] == [
        "system:test",
        "user:7",
        "system:test",
    ]


def test_what_was_done_as_part_of_one_cause_is_found_page_by_page(people):
    with acting(SARA):
        Person.objects.update(city="Riyadh")
        Identifier.objects.filter(person_id=people[0]).update(deleted_at=NOW)
    first = changes_of_cause("import:12", SYSTEM, limit=3)
    rest = changes_of_cause("import:12", SYSTEM, before=first[-1].id)
    assert [row.table for row in first + rest] == ["identifier", "person", "person", "person"]


def test_the_audit_holds_no_secret(db):
    user = create_user(email="a@example.com", role=RoleName.ADMIN, actor=SYSTEM, now=NOW)
    _, secret = issue_token(user_id=user.id, name="ci", scopes=["*"], actor=SYSTEM, now=NOW)
    digest = ApiToken.objects.get(user_id=user.id).digest
    change_password(user.id, "correct horse battery staple", actor=SYSTEM)
    with acting(SARA):
        ApiToken.objects.all().update(revoked_at=NOW)
        ApiToken.objects.all().delete()

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(audit_entry::text, ' ') FROM audit_entry")
        everything = cursor.fetchone()[0]
    assert "revoked_at" in everything
    for hidden in (digest, secret, "pbkdf2", '"password"', '"digest"'):
        assert hidden not in everything


def test_the_audit_is_for_those_who_may(people):
    with pytest.raises(NotAllowed):
        history_of("person", people[0], Actor(name="user:9", sees=None))
