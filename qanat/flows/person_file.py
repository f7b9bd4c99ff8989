"""All that is known of one person, from every domain: what the record page, API and command show."""

from dataclasses import dataclass
from datetime import datetime

from qanat.people.public import PersonCard, person_card
from qanat.platform.actor import Actor
from qanat.routing.public import OwnerReason, owner_reason
from qanat.scoring.public import ExplanationLine, ScoreCard, explanation, score_of
from qanat.timeline.public import timeline_count
from qanat.work.public import NextStep, next_steps_of_people


@dataclass(frozen=True, kw_only=True)
class PersonFile:
    """One person with score, owner's reason and next step.

    Attributes:
        score: None when the person was never scored.
        explanation: the rules that held; their points add up to the total.
        timeline_count: counted up to `people.COUNT_CAP`.
        next_step: None when nothing is planned.
    """

    person: PersonCard
    score: ScoreCard | None
    explanation: list[ExplanationLine]
    owner_reason: OwnerReason
    timeline_count: int
    next_step: NextStep | None


def person_file(person_id: int, *, actor: Actor, now: datetime) -> PersonFile:
    """The file of a person; a fixed number of queries.

    Raises:
        NotFound: there is no such person that the actor may see.
        NotAllowed: the actor may not see people, scores, owners, events or tasks.
    """
    card = person_card(person_id, actor)
    score = score_of(person_id, actor)
    return PersonFile(
        person=card,
        score=score,
        explanation=explanation(person_id, actor) if score else [],
        owner_reason=owner_reason(person_id, actor),
        timeline_count=timeline_count(person_id, actor),
        next_step=next_steps_of_people([person_id], actor=actor, now=now).get(person_id),
    )
