"""What the API says of people."""

from datetime import datetime
from typing import Any

from ninja import Schema

from qanat.flows.public import PersonFile


class PersonOut(Schema):
    """A person as lists show them."""

    id: int
    full_name: str
    email: str
    phone: str
    job_title: str
    company: str
    account_id: int | None
    country: str
    lifecycle: str
    status: str
    owner_id: int | None
    owner_name: str
    source: str
    score: int | None
    band: str
    came_at: datetime
    converted_at: datetime | None


class ScoreLineOut(Schema):
    """What one rule did for the score."""

    rule: str
    group: str
    side: str
    points: int
    sentence: str


class PersonScoreOut(Schema):
    """How ready to buy, and why: the points of the explanation add up to the total."""

    fit: int
    engagement: int
    total: int
    band: str
    scored_at: datetime
    explanation: list[ScoreLineOut]


class OwnerReasonOut(Schema):
    """Why this person has this owner."""

    kind: str
    params: dict[str, Any]
    sentence: str


class NextStepOut(Schema):
    """What is planned next."""

    what: str
    id: int
    kind: str
    title: str
    at: datetime
    owner_id: int | None
    overdue: bool


class PersonCardOut(Schema):
    """The record of a person."""

    id: int
    given_name: str
    family_name: str
    full_name: str
    email: str
    phone: str
    job_title: str
    company: str
    industry: str
    website: str
    country: str
    city: str
    language: str
    time_zone: str
    lifecycle: str
    status: str
    cycle: int
    source: str
    medium: str
    custom: dict[str, Any]
    came_at: datetime
    created_at: datetime
    updated_at: datetime
    converted_at: datetime | None
    account: dict[str, Any] | None
    owner: dict[str, Any] | None
    identifiers: list[dict[str, Any]]
    tags: list[str]
    lists: list[dict[str, Any]]
    consents: list[dict[str, Any]]
    first_touch: dict[str, Any] | None
    last_touch: dict[str, Any] | None
    touches: int


class PersonFileOut(Schema):
    """All that is known of a person."""

    person: PersonCardOut
    score: PersonScoreOut | None
    owner_reason: OwnerReasonOut
    timeline_count: int
    next_step: NextStepOut | None


class ScoreStepOut(Schema):
    """One change of the total."""

    at: datetime
    before: int | None
    after: int
    band: str


def file_out(file: PersonFile, language: str) -> dict[str, Any]:
    """The file with its sentences in one language."""
    score = file.score
    return {
        "person": file.person,
        "score": score
        and {
            "fit": score.fit,
            "engagement": score.engagement,
            "total": score.total,
            "band": score.band,
            "scored_at": score.scored_at,
            "explanation": file.explanation,
        },
        "owner_reason": {
            "kind": file.owner_reason.kind,
            "params": file.owner_reason.params,
            "sentence": file.owner_reason.sentence.in_language(language),
        },
        "timeline_count": file.timeline_count,
        "next_step": file.next_step,
    }
