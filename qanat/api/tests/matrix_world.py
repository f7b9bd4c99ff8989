"""Two of everything: records of the one who asks, and of a stranger, each with a canary.

Whatever the stranger's records say holds CANARY, so that a single search through an answer tells
whether something leaked.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from qanat.capture.models import ImportFile, ImportRun
from qanat.consent.public import ConsentDraft, record_consents
from qanat.flows.public import lose, open_opportunity
from qanat.kernel import clock
from qanat.people.public import (
    create_account,
    create_person,
    delete_accounts,
    delete_people,
)
from qanat.pipeline.public import delete_opportunity, lost_reasons
from qanat.platform.actor import Actor, system_actor
from qanat.platform.inbox import receive
from qanat.scoring.public import score_people
from qanat.timeline.public import EventDraft, append_events
from qanat.work.public import (
    CallDraft,
    MeetingDraft,
    Subject,
    TaskDraft,
    add_note,
    log_call,
    plan_meeting,
    plan_task,
)

CANARY = "zyxcanary"
SYSTEM = system_actor("test")


@dataclass(frozen=True, kw_only=True)
class Belongings:
    """Ids of the records of one user."""

    user_id: int
    person: int
    fresh_person: int
    trashed_person: int
    account: int
    trashed_account: int
    opportunity: int
    lost_opportunity: int
    trashed_opportunity: int
    task: int
    meeting: int
    note: int
    submission: int
    import_run: int


def belongings(user_id: int, word: str, *, sent_by: str = "") -> Belongings:
    """Records of the user, each of which says `word` somewhere; `sent_by` sent the submission."""
    now = clock.now()
    owner = replace(SYSTEM, name=f"user:{user_id}", user_id=user_id)

    def person(part: str) -> int:
        values = {
            "full_name": f"{word} {part} {user_id}",
            "email": f"{word}.{part}.{user_id}@example.com",
            "company": f"{word} company",
        }
        return create_person(values, owner_id=user_id, actor=owner, now=now)

    def opportunity(part: str, **more: int) -> int:
        opened = open_opportunity(
            {"name": f"{word} {part}", "owner_id": user_id, **more}, actor=owner, now=now
        )
        return opened.opportunity_id

    people = {part: person(part) for part in ("main", "fresh", "trashed")}
    accounts = {
        part: create_account(
            {"name": f"{word} {part} {user_id}"}, owner_id=user_id, actor=owner, now=now
        )
        for part in ("main", "trashed")
    }
    sales = {
        part: opportunity(part, person_id=people["main"]) for part in ("main", "lost", "trashed")
    }
    reason = lost_reasons(actor=owner)[0][0]
    lose(sales["lost"], reason=reason, actor=owner, now=now)
    delete_people([people["trashed"]], actor=owner, now=now)
    delete_accounts([accounts["trashed"]], actor=owner, now=now)
    delete_opportunity(sales["trashed"], actor=owner, now=now)
    return Belongings(
        user_id=user_id,
        person=people["main"],
        fresh_person=people["fresh"],
        trashed_person=people["trashed"],
        account=accounts["main"],
        trashed_account=accounts["trashed"],
        opportunity=sales["main"],
        lost_opportunity=sales["lost"],
        trashed_opportunity=sales["trashed"],
        **_around(people["main"], owner, word),
        submission=_submission(word, sent_by or owner.name),
        import_run=_import_run(word, user_id),
    )


def _around(person_id: int, owner: Actor, word: str) -> dict[str, int]:
    """What belongs to a person: task, meeting, note, and in passing an event, consent, call."""
    now = clock.now()
    soon = now + timedelta(days=1)
    event = EventDraft(
        kind="page_view", at=now, person_id=person_id, properties={"url": f"/{word}"}
    )
    append_events([event], now=now)
    consent = ConsentDraft(
        person_id=person_id,
        channel="email",
        purpose="marketing",
        state="granted",
        source="test",
        at=now,
        wording=f"{word} may write to me",
    )
    record_consents([consent], actor=owner, now=now)
    call = CallDraft(
        direction="outbound",
        outcome="answered",
        started_at=now - timedelta(minutes=5),
        subject=f"{word} call",
        person_id=person_id,
    )
    log_call(call, actor=owner, now=now)
    task = TaskDraft(title=f"{word} task", due_at=soon, person_id=person_id)
    meeting = MeetingDraft(starts_at=soon, subject=f"{word} meeting", person_id=person_id)
    score_people([person_id], at=now, actor=SYSTEM)
    return {
        "task": plan_task(task, actor=owner, now=now),
        "meeting": plan_meeting(meeting, actor=owner, now=now).id,
        "note": add_note(f"{word} note", about=Subject(person_id=person_id), actor=owner, now=now),
    }


def _import_run(word: str, user_id: int) -> int:
    """An import that refused a row."""
    run = ImportRun.objects.create(
        kind="leads",
        name=f"{word}.csv",
        fingerprint=f"{word}:{user_id}",
        state=ImportRun.State.DONE,
        started_by_id=user_id,
    )
    refused = f"Qanat line,Qanat where,Qanat why,E-mail\n2,E-mail,,{word}\n"
    ImportFile.objects.create(run=run, part=ImportFile.Part.REFUSED, content=refused.encode())
    return run.pk


def _submission(word: str, sent_by: str) -> int:
    received = receive(
        "api:test",
        [{"full_name": f"{word} submission"}],
        key=f"{word}:{sent_by}",
        sent_by=sent_by,
        now=clock.now(),
    )
    return received.submissions[0].pk
