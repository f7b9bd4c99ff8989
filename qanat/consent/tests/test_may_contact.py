from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qanat.access.public import RoleName, actor_of_user, create_user
from qanat.consent.models import ConsentEntry, Suppression
from qanat.consent.public import (
    ConsentDraft,
    Reason,
    Verdict,
    ledger_of,
    lift_suppression,
    may_contact,
    record_consent,
    record_consents,
    suppress,
)
from qanat.consent.rules import Standing, verdict
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.people.public import PersonDraft, delete_people, insert_people
from qanat.platform.actor import acting, system_actor
from qanat.platform.audit import history_of

NOW = datetime(2026, 5, 4, 10, tzinfo=UTC)
SYSTEM = system_actor("test")


@pytest.fixture
def people(db):
    drafts = [
        PersonDraft(
            full_name=name,
            email=f"{name}@example.com" if name != "nobody" else "",
            phone="+966501234567 ext. 9" if name == "sara" else "",
        )
        for name in ("sara", "omar", "lina", "reza", "nobody", "gone")
    ]
    with acting(SYSTEM):
        ids = insert_people(drafts, actor=SYSTEM, now=NOW)
        record_consents(
            [
                said(ids[0], "granted"),
                said(ids[1], "withdrawn"),
                said(ids[3], "granted"),
                said(ids[4], "granted"),
                said(ids[5], "granted"),
            ],
            actor=SYSTEM,
            now=NOW,
        )
    delete_people([ids[5]], actor=SYSTEM, now=NOW)
    suppress([("email", " REZA@example.com ")], reason="complaint", actor=SYSTEM, now=NOW)
    return ids


def said(person_id, state, channel="email", purpose="marketing"):
    return ConsentDraft(
        person_id=person_id, channel=channel, purpose=purpose, state=state, source="test", at=NOW
    )


def test_marketing_is_opt_in_and_every_refusal_has_its_reason(people):
    found = may_contact([*people, 999_999], "email", "marketing")
    assert list(found.values()) == [
        Verdict(allowed=True, reason=Reason.GRANTED),
        Verdict(allowed=False, reason=Reason.WITHDRAWN),
        Verdict(allowed=False, reason=Reason.NO_CONSENT),
        Verdict(allowed=False, reason=Reason.SUPPRESSED),
        Verdict(allowed=False, reason=Reason.NO_ADDRESS),
        Verdict(allowed=False, reason=Reason.DELETED),
        Verdict(allowed=False, reason=Reason.DELETED),
    ]


def test_service_goes_to_whoever_did_not_refuse_it(people):
    found = may_contact(people[:4], "email", "service")
    assert [one.reason for one in found.values()] == [
        Reason.ASKED_FOR,
        Reason.ASKED_FOR,
        Reason.ASKED_FOR,
        Reason.SUPPRESSED,
    ]


def test_consent_for_one_channel_is_none_for_another(people):
    assert may_contact(people[:1], "sms", "marketing")[people[0]].reason is Reason.NO_CONSENT
    assert may_contact(people[:1], "post", "marketing")[people[0]].reason is Reason.NO_ADDRESS


def test_a_suppressed_number_is_known_without_its_extension(people):
    with acting(SYSTEM):
        record_consents([said(people[0], "granted", "sms")], actor=SYSTEM, now=NOW)
    suppress([("phone", "+966 50 123 4567")], reason="asked", actor=SYSTEM, now=NOW)
    assert may_contact(people[:1], "sms", "marketing")[people[0]].reason is Reason.SUPPRESSED
    assert lift_suppression([("phone", "00966501234567")], actor=SYSTEM) == 1
    assert may_contact(people[:1], "sms", "marketing")[people[0]].allowed


def test_any_number_of_people_cost_two_queries(people, django_assert_num_queries):
    with django_assert_num_queries(2):
        may_contact(people, "email", "marketing")


def test_an_unknown_channel_or_purpose_is_refused(people):
    with pytest.raises(Invalid):
        may_contact(people, "pigeon", "marketing")
    with pytest.raises(Invalid):
        may_contact(people, "email", "fun")


def test_the_list_of_the_suppressed_does_not_tell_who_they_are(people, settings):
    (row,) = Suppression.objects.all()
    assert "reza" not in row.digest
    assert len(row.digest) == 64
    assert suppress([("email", "reza@example.com")], reason="again", actor=SYSTEM, now=NOW) == 0

    settings.SECRET_KEY = "another"
    assert may_contact([people[3]], "email", "marketing")[people[3]].allowed


@pytest.mark.parametrize("address", [("email", "reza"), ("phone", "0501234567"), ("name", "Reza")])
def test_only_addresses_are_suppressed(people, address):
    with pytest.raises(Invalid):
        suppress([address], reason="x", actor=SYSTEM, now=NOW)
    assert Suppression.objects.count() == 1


def test_consent_is_recorded_by_hand_for_people_one_sees(people):
    representative = actor_of_user(
        create_user(email="r@example.com", role=RoleName.REPRESENTATIVE, actor=SYSTEM, now=NOW).id
    )
    reader = actor_of_user(
        create_user(email="o@example.com", role=RoleName.READ_ONLY, actor=SYSTEM, now=NOW).id
    )
    before = ConsentEntry.objects.count()

    with pytest.raises(NotFound):
        record_consent(said(people[2], "granted"), actor=representative, now=NOW)
    with pytest.raises(NotFound):
        ledger_of(people[0], representative)
    with pytest.raises(NotAllowed):
        record_consent(said(people[2], "granted"), actor=reader, now=NOW)
    assert ConsentEntry.objects.count() == before

    record_consent(said(people[2], "granted"), actor=SYSTEM, now=NOW)
    assert [entry.state for entry in ledger_of(people[2], reader)] == ["granted"]


@given(
    address=st.sampled_from(["", "a@example.com"]),
    suppressed=st.booleans(),
    state=st.sampled_from(["", "granted", "withdrawn"]),
    deleted=st.booleans(),
    purpose=st.sampled_from(["marketing", "service"]),
)
def test_nobody_is_written_to_against_their_word(address, suppressed, state, deleted, purpose):
    standing = Standing(address=address, suppressed=suppressed, state=state, deleted=deleted)
    allowed = verdict(standing, purpose=purpose).allowed
    assert allowed == (
        bool(address)
        and not suppressed
        and not deleted
        and (state == "granted" or (purpose == "service" and state == ""))
    )


def test_who_suppressed_an_address_and_who_lifted_it_is_kept(people):
    (row,) = Suppression.objects.all()
    lift_suppression([("email", "reza@example.com")], actor=SYSTEM.because("complaint solved"))

    lifted, suppressed = history_of("suppression", row.pk, SYSTEM)
    assert (lifted.action, lifted.actor, lifted.cause) == ("D", "system:test", "complaint solved")
    assert suppressed.action == "I"
    assert row.digest not in str(lifted.before)
