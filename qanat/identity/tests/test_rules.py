"""Whom arrivals belong to."""

from hypothesis import given
from hypothesis import strategies as st

from qanat.identity.rules import Clash, settle

SARA, OMAR = 1, 2
SARAS_MAIL, OMARS_PHONE = ("email", "sara@example.com"), ("phone", "+966501234567")
NEW_MAIL = ("email", "new@example.com")
OWNERS = {SARAS_MAIL: SARA, OMARS_PHONE: OMAR}


def people(arrivals, owners=OWNERS):
    return [one.person_id for one in settle(arrivals, owners)]


def test_an_identifier_that_somebody_has_tells_who_it_is():
    assert people([[SARAS_MAIL], [OMARS_PHONE], [NEW_MAIL], []]) == [SARA, OMAR, None, None]


def test_the_first_identifier_decides_and_the_other_keeps_its_owner():
    settled = settle([[SARAS_MAIL, OMARS_PHONE]], OWNERS)[0]

    assert settled.person_id == SARA
    assert settled.clashes == (Clash(kind="phone", value="+966501234567", person_id=OMAR),)


def test_a_later_identifier_decides_when_nobody_has_the_first():
    settled = settle([[NEW_MAIL, OMARS_PHONE], [NEW_MAIL]], OWNERS)

    assert [one.person_id for one in settled] == [OMAR, OMAR]
    assert [one.clashes for one in settled] == [(), ()]


def test_two_arrivals_of_somebody_new_are_one():
    settled = settle([[NEW_MAIL], [], [("phone", "+1"), NEW_MAIL], [("phone", "+1")]], {})

    assert [one.group for one in settled] == [0, 1, 0, 0]


def test_a_clash_with_somebody_new_of_the_same_batch_has_no_person():
    settled = settle([[("phone", "+1")], [SARAS_MAIL, ("phone", "+1")]], OWNERS)

    assert settled[1].person_id == SARA
    assert settled[1].clashes == (Clash(kind="phone", value="+1", person_id=None),)


keys = st.tuples(st.sampled_from(["email", "phone"]), st.sampled_from("abcdef"))
arrivals = st.lists(st.lists(keys, max_size=3, unique=True), max_size=8)


@given(arrivals, st.dictionaries(keys, st.integers(1, 3), max_size=6))
def test_a_batch_is_settled_as_if_each_came_alone(batch, owners):
    one_by_one, kept, next_person = [], dict(owners), 1000
    for arrival in batch:
        alone = settle([arrival], kept)[0]
        person = alone.person_id
        if person is None:
            person, next_person = next_person, next_person + 1
        for key in arrival:
            kept.setdefault(key, person)
        one_by_one.append((person, [(clash.kind, clash.value) for clash in alone.clashes]))

    settled = settle(batch, owners)
    names = {}
    for together, (person, clashes) in zip(settled, one_by_one, strict=True):
        assert names.setdefault(together.group, person) == person
        assert together.person_id == (person if person < 1000 else None)
        assert [(clash.kind, clash.value) for clash in together.clashes] == clashes
    assert len(set(names.values())) == len(names)
