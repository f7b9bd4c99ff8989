"""The leads of the plan come in, through the same door and intake as real ones, round by round."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from qanat.demo import wording
from qanat.demo.campaigns import campaign_name
from qanat.demo.cast import Profile
from qanat.demo.story import Arrival, Chapter, Journey
from qanat.demo.vocabulary import own_word
from qanat.demo.workdays import squeezed
from qanat.flows.public import process
from qanat.platform import inbox
from qanat.platform.inbox import Sending
from qanat.platform.models import Submission
from qanat.platform.statements import fetch

CLAIM: Final = "demo"
FRESH_STATISTICS_EVERY: Final = 300
"""Leads after which the planner looks at the tables again. Without it, since all is one transaction
that begins with empty ones, it reads them from end to end, and 5,000 leads take three times as long."""

_STATISTICS: Final = (
    "ANALYZE person, identifier, account, event, touch, task, score, assignment, inbox_submission,"
    " owner_change, status_change, lifecycle_change, consent_entry, consent_state, person_tag"
)


@dataclass(frozen=True, kw_only=True)
class Host:
    """Somebody else's installation that the leads come to, which has no fields of the demo company.

    Attributes:
        door: what all of them come through.
        owner: the e-mail address of whoever gets them.
        watch: tells the time as it passes. Other processes look there, and take over what somebody
            claimed too long ago.
    """

    door: str
    owner: str
    watch: Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A chapter of a journey, with who it is about in Qanat."""

    journey: Journey
    chapter: Chapter
    person_id: int
    account_id: int | None
    owner_id: int


def bring_in(
    cast: Sequence[tuple[Journey, Chapter]],
    *,
    key: str,
    language: str,
    now: datetime,
    advance: Callable[[int], None],
    host: Host | None = None,
) -> list[Scene]:
    """Take the arrivals through the intake, as of when they were handed out; who they turned out to be.

    `language` is that of the company, in which its sources and industries are named.

    Raises:
        RuntimeError: the intake refused one, which the plan should not have in it.
    """
    ordered = sorted(cast, key=lambda pair: (pair[1].arrival.handed_out_at, pair[1].arrival.at))
    people: list[int] = []
    known = 0
    fetch(_STATISTICS)
    for handed_out_at, pairs in groupby(ordered, key=lambda pair: pair[1].arrival.handed_out_at):
        together = list(pairs)
        at = squeezed(handed_out_at, now=now)
        payloads = [
            _payload(journey, chapter, language=language, now=now, host=host)
            for journey, chapter in together
        ]
        sent = f"{key}:{handed_out_at:%Y%m%d%H%M}"
        people += _take_in(together, payloads, key=sent, at=at, host=host)
        advance(len(together))
        if len(people) - known >= FRESH_STATISTICS_EVERY:
            known = len(people)
            fetch(_STATISTICS)
    standing = _standing(people)
    return [
        Scene(
            journey=journey,
            chapter=chapter,
            person_id=person_id,
            account_id=standing[person_id][0],
            owner_id=standing[person_id][1],
        )
        for (journey, chapter), person_id in zip(ordered, people, strict=True)
    ]


def _take_in(
    pairs: Sequence[tuple[Journey, Chapter]],
    payloads: Sequence[dict[str, Any]],
    *,
    key: str,
    at: datetime,
    host: Host | None,
) -> Iterator[int]:
    """The people that the arrivals of a round became, in their order."""
    sendings = [
        Sending(
            door=host.door if host else chapter.arrival.door,
            key=f"{key}:{journey.number}",
            sent_by="system:demo",
            payloads=[payload],
        )
        for (journey, chapter), payload in zip(pairs, payloads, strict=True)
    ]
    received = inbox.receive_all(sendings, now=host.watch() if host else at, claim=CLAIM)
    submissions = [one for each in received for one in each.submissions]
    process(submissions, now=at, told=True)
    rows: dict[int, int] = dict(
        fetch(
            "SELECT id, person_id FROM inbox_submission WHERE id = ANY(%s) AND state = %s",
            ([one.pk for one in submissions], Submission.State.DONE.value),
        )
    )
    if len(rows) != len(pairs):
        raise RuntimeError("the intake refused a lead of the demo company")
    return (rows[one.pk] for one in submissions)


def _payload(
    journey: Journey, chapter: Chapter, *, language: str, now: datetime, host: Host | None
) -> dict[str, Any]:
    lead = lead_of(journey.profile, chapter.arrival, language=language, now=now)
    if host is None:
        return lead
    del lead["custom"]
    account = {name: value for name, value in lead.get("account", {}).items() if name != "custom"}
    return lead | ({"account": account} if account else {}) | {"owner": host.owner}


def lead_of(profile: Profile, arrival: Arrival, *, language: str, now: datetime) -> dict[str, Any]:
    """The lead as a form or an import would send it; what is not known is left out."""
    employer, channel = profile.employer, arrival.channel
    told = {
        "given_name": profile.given_name,
        "family_name": profile.family_name,
        "email": profile.email,
        "phone": profile.phone,
        "job_title": profile.job_title,
        "company": profile.company,
        "industry": own_word(employer.industry, language) if employer else "",
        "country": profile.city.country,
        "city": profile.city.name,
        "language": profile.language,
        "time_zone": profile.city.time_zone,
        "source": own_word(channel.source, language),
        "medium": channel.medium,
        "campaign": campaign_name(arrival.campaign, language),
        "landing_page": arrival.landing_page,
        "referrer": channel.referrer,
        "direction": channel.direction,
        "came_at": squeezed(arrival.at, now=now).isoformat(),
        "message": arrival.message,
        "custom": {"product": wording.product_name(arrival.product, language)},
        "tags": [own_word(tag, language) for tag in arrival.tags],
        "consents": [_consent(profile.language)] if arrival.subscribes else [],
        "account": _account(profile, language),
    }
    return {name: value for name, value in told.items() if value}


def _account(profile: Profile, language: str) -> dict[str, Any]:
    employer = profile.employer
    if employer is None:
        return {}
    return {
        "name": employer.name,
        "domain": employer.domain,
        "website": f"https://{employer.domain}/",
        "industry": own_word(employer.industry, language),
        "size": employer.size,
        "custom": {"branches": employer.branches},
        "country": employer.city.country,
        "city": employer.city.name,
    }


def _consent(language: str) -> dict[str, Any]:
    return {
        "channel": "email",
        "purpose": "marketing",
        "state": "granted",
        "wording": wording.CONSENT.in_language(language),
        "language": language,
        "evidence": {"form": "contact", "version": 3},
    }


def _standing(people: Sequence[int]) -> dict[int, tuple[int | None, int]]:
    """The account and the owner of each person."""
    rows = fetch(
        "SELECT id, account_id, owner_id FROM person WHERE id = ANY(%s)", (sorted(set(people)),)
    )
    return {person_id: (account_id, owner_id) for person_id, account_id, owner_id in rows}
