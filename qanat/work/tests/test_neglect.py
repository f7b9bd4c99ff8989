import pytest

from qanat.kernel.errors import NotAllowed
from qanat.people.models import Person
from qanat.people.public import PersonDraft, insert_people
from qanat.pipeline.public import win_opportunity
from qanat.pipeline.tests.conftest import DAY, NOW
from qanat.platform.actor import Actor, acting
from qanat.work.public import (
    MeetingDraft,
    Neglect,
    TaskDraft,
    count_neglected,
    finish_task,
    neglected_opportunities,
    neglected_people,
    plan_meeting,
    plan_task,
)


@pytest.fixture
def people(owner, make_person):
    """Ids by name: who is neglected, and who only seems so."""
    return {
        name: make_person(owner, name, **more)
        for name, more in {
            "planned": {},
            "meeting": {},
            "done": {},
            "nothing": {},
            "unqualified": {"status": "unqualified"},
            "customer": {"lifecycle": "customer"},
            "subscriber": {"lifecycle": "subscriber"},
        }.items()
    }


@pytest.fixture
def nobodys(system):
    with acting(system):
        return insert_people([PersonDraft(full_name="nobody's")], actor=system, now=NOW)[0]


def test_nothing_open_is_without_an_owner_and_a_next_step_unnoticed(
    owner, admin, people, nobodys, make_opportunity
):
    plan_task(TaskDraft(title="x", due_at=NOW, person_id=people["planned"]), actor=owner, now=NOW)
    plan_meeting(
        MeetingDraft(starts_at=NOW + DAY, person_id=people["meeting"]), actor=owner, now=NOW
    )
    done = plan_task(
        TaskDraft(title="x", due_at=NOW, person_id=people["done"]), actor=owner, now=NOW
    )
    finish_task(done, actor=owner, now=NOW)
    trashed = make_opportunity(person_id=people["planned"])
    win_opportunity(trashed, actor=owner, now=NOW)
    planned = make_opportunity(person_id=people["planned"])
    plan_task(TaskDraft(title="x", due_at=NOW, opportunity_id=planned), actor=owner, now=NOW)
    bare = make_opportunity(person_id=people["planned"])

    assert count_neglected(actor=admin) == Neglect(
        people=5,
        people_without_owner=1,
        people_without_next_step=3,
        opportunities=2,
        opportunities_without_next_step=1,
    )
    assert [(p.id, p.name, p.planned) for p in neglected_people(actor=admin)] == [
        (people["done"], "done", False),
        (people["nothing"], "nothing", False),
        (nobodys, "nobody's", False),
    ]
    assert [o.id for o in neglected_opportunities(actor=admin)] == [bare]


def test_neglect_is_paged_and_counts_only_what_one_sees(owner, stranger, admin, people, nobodys):
    first = neglected_people(actor=admin, limit=2)
    rest = neglected_people(actor=admin, after=first[-1].id)

    assert len({person.id for person in [*first, *rest]}) == 5
    assert nobodys not in [person.id for person in neglected_people(actor=owner)]
    assert count_neglected(actor=owner).people == 4
    assert count_neglected(actor=stranger).people == 0
    assert neglected_people(actor=stranger) == []
    Person.objects.update(deleted_at=NOW)
    assert count_neglected(actor=admin).people == 0


def test_neglect_needs_the_permission():
    nobody = Actor(name="user:0", sees=None)
    for refused in (count_neglected, neglected_people, neglected_opportunities):
        with pytest.raises(NotAllowed):
            refused(actor=nobody)
