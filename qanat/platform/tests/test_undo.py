"""What one cause did is taken back; what others did since is theirs."""

from datetime import UTC, datetime

import pytest

from qanat.people.models import Account, Person, PersonTag, Tag
from qanat.platform.actor import Actor, acting
from qanat.platform.models import AuditEntry
from qanat.platform.undo import Scope, take_back

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CLERK = Actor(name="user:1")
IMPORT = CLERK.because("import:1")
UNDO = CLERK.because("undo of import:1")
SCOPE = Scope(
    trashed=("account", "person"),
    deleted=("person_tag",),
    restored=("account", "person"),
    reported={"person": frozenset({"status"})},
)


def undo():
    with acting(UNDO):
        return take_back("import:1", SCOPE, now=NOW)


@pytest.fixture
def known(db):
    with acting(CLERK):
        return Account.objects.create(
            name="Nile", name_key="nile", city="Cairo", size=5, custom={"tier": "gold"}
        )


@pytest.mark.django_db
def test_what_was_inserted_goes_to_the_trash_and_links_are_deleted():
    with acting(IMPORT):
        person = Person.objects.create(full_name="Amal")
        tag = Tag.objects.create(name="fair", name_key="fair")
        PersonTag.objects.create(person=person, tag=tag)

    done = undo()

    assert done.removed["person"] == [person.id]
    assert Person.objects.get().deleted_at == NOW
    assert not PersonTag.objects.exists()
    assert Tag.objects.exists()


def test_what_was_changed_gets_the_values_from_before_the_first_change(known):
    for city, size in [("Giza", 6), ("Luxor", 7)]:
        with acting(IMPORT):
            Account.objects.filter(id=known.id).update(
                city=city, size=size, custom={}, owner=None, updated_at=NOW
            )

    done = undo()

    known.refresh_from_db()
    assert (known.city, known.size, known.custom) == ("Cairo", 5, {"tier": "gold"})
    assert done.restored["account"] == [known.id]
    assert done.kept["account"] == []


def test_a_column_that_somebody_else_changed_since_is_left_and_told(known):
    with acting(IMPORT):
        Account.objects.filter(id=known.id).update(city="Giza", size=6)
    with acting(CLERK):
        Account.objects.filter(id=known.id).update(size=9)

    done = undo()

    known.refresh_from_db()
    assert (known.city, known.size) == ("Cairo", 9)
    assert done.kept["account"] == [known.id]


@pytest.mark.django_db
def test_an_inserted_row_that_somebody_else_changed_since_stays():
    with acting(IMPORT):
        person = Person.objects.create(full_name="Amal")
    with acting(CLERK):
        Person.objects.update(job_title="CEO")

    done = undo()

    assert done.kept["person"] == [person.id]
    assert Person.objects.get().deleted_at is None


@pytest.mark.django_db
def test_reported_columns_are_told_and_not_written():
    with acting(CLERK):
        person = Person.objects.create(full_name="Amal", status="nurture")
    with acting(IMPORT):
        Person.objects.update(status="open", city="Giza")

    done = undo()

    person.refresh_from_db()
    assert (person.status, person.city) == ("open", "")
    assert done.reported["person"] == {person.id: {"status": "nurture"}}


def test_twice_is_once_and_the_undo_is_in_the_audit(known):
    with acting(IMPORT):
        Account.objects.filter(id=known.id).update(city="Giza")
        Account.objects.create(name="New", name_key="new")
    undo()
    entries = AuditEntry.objects.filter(cause="undo of import:1").count()

    again = undo()

    assert entries == 2
    assert (again.removed["account"], again.restored["account"]) == ([], [])
    assert AuditEntry.objects.filter(cause="undo of import:1").count() == entries
