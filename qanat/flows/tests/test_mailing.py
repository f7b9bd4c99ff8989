"""Consent is asked before anything is sent; a real mail server takes what is."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from aiosmtpd.controller import Controller

from qanat.consent.public import ConsentDraft, record_consents
from qanat.flows import mailing
from qanat.flows.public import Letter, write_to
from qanat.kernel.errors import Invalid, NotAllowed
from qanat.people.public import PersonDraft, insert_people
from qanat.platform import outbox
from qanat.platform.actor import Actor, acting, system_actor
from qanat.platform.models import OutboxMessage

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ACTOR = system_actor("test")
LETTER = Letter(key="spring", purpose="marketing", subject="بهار آمد", text="سلام سارا\nHello")


class Postbox:
    """What the mail server received, and how it answers."""

    def __init__(self):
        self.mails = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 aiosmtpd's name
        if self.answer.startswith("250"):
            self.mails.append(envelope)
        return self.answer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postbox(monkeypatch, real_commits):
    box = Postbox()
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings = mailing.config.__class__(
        **{
            **mailing.config.__dict__,
            "mail_url": f"smtp://127.0.0.1:{port}",
            "mail_from": "Nile <news@nile.example.com>",
        }
    )
    monkeypatch.setattr(mailing, "config", settings)
    yield box
    controller.stop()


def person(email="sara@example.com", state="granted"):
    with acting(ACTOR):
        draft = PersonDraft(full_name="Sara", email=email, keys=(("email", email),))
        (person_id,) = insert_people([draft], actor=ACTOR, now=NOW)
        if state:
            consent(person_id, state, NOW)
    return person_id


def consent(person_id, state, at):
    draft = ConsentDraft(
        person_id=person_id,
        channel="email",
        purpose="marketing",
        state=state,
        source="form",
        at=at,
    )
    with acting(ACTOR):
        record_consents([draft], actor=ACTOR, now=at)


def states():
    return list(OutboxMessage.objects.order_by("id").values_list("state", flat=True))


def test_a_letter_reaches_whoever_agreed_once(postbox):
    sara = person()

    for _ in range(2):
        assert write_to([sara], LETTER, actor=ACTOR, now=NOW)[sara].allowed
        outbox.deliver_due(10, now=NOW)

    (mail,) = postbox.mails
    assert mail.rcpt_tos == ["sara@example.com"]
    assert b"Message-ID: <" in mail.content
    assert states() == ["sent"]


@pytest.mark.parametrize(("state", "reason"), [("", "no_consent"), ("withdrawn", "withdrawn")])
def test_nothing_is_emitted_to_whoever_did_not_agree(postbox, state, reason):
    sara = person(state=state)

    verdict = write_to([sara], LETTER, actor=ACTOR, now=NOW)[sara]

    assert (verdict.allowed, verdict.reason) == (False, reason)
    assert states() == []


def test_a_consent_withdrawn_meanwhile_stops_the_letter_and_is_shown(postbox):
    sara = person()
    write_to([sara], LETTER, actor=ACTOR, now=NOW)
    consent(sara, "withdrawn", NOW + timedelta(minutes=1))

    outbox.deliver_due(10, now=NOW + timedelta(minutes=2))

    assert postbox.mails == []
    (failed,) = outbox.failed_messages()
    assert failed.error == "Not sent: withdrawn."


def test_a_server_that_says_later_is_tried_again_and_one_that_refuses_is_not(postbox):
    sara, badr = person(), person("badr@example.com")
    postbox.answer = "451 later"
    write_to([sara], LETTER, actor=ACTOR, now=NOW)
    outbox.deliver_due(10, now=NOW)
    assert states() == ["waiting"]

    postbox.answer = "250 OK"
    outbox.deliver_due(10, now=NOW + timedelta(hours=1))
    postbox.answer = "554 no"
    write_to([badr], LETTER, actor=ACTOR, now=NOW)
    outbox.deliver_due(10, now=NOW + timedelta(hours=1))

    assert states() == ["sent", "failed"]
    assert "554 no" in outbox.failed_messages()[0].error


def test_without_a_mail_server_the_letter_waits_and_says_why(real_commits):
    sara = person()
    write_to([sara], LETTER, actor=ACTOR, now=NOW)

    outbox.deliver_due(10, now=NOW)

    assert "QANAT_MAIL_URL" in OutboxMessage.objects.get().error
    assert states() == ["waiting"]


def test_a_subject_cannot_smuggle_a_header_and_an_empty_one_is_refused(postbox):
    sara = person()
    smuggling = Letter(key="k", purpose="marketing", subject="Hi\nBcc: x@example.com", text="x")
    write_to([sara], smuggling, actor=ACTOR, now=NOW)
    outbox.deliver_due(10, now=NOW)
    assert b"\nBcc:" not in postbox.mails[0].content

    with pytest.raises(Invalid) as refused:
        write_to(
            [sara],
            Letter(key="e", purpose="marketing", subject=" ", text="x"),
            actor=ACTOR,
            now=NOW,
        )
    assert refused.value.faults[0].path == ("subject",)


def test_writing_needs_a_permission(postbox):
    sara = person()
    with pytest.raises(NotAllowed):
        write_to([sara], LETTER, actor=Actor(name="user:9", sees=None), now=NOW)
    assert states() == []
