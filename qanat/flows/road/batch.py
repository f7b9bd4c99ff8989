"""What travels the road together: arrivals, and the people they turn out to be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qanat.flows.road.payload import Payload
from qanat.flows.road.values import Values
from qanat.kernel.errors import Fault
from qanat.people.public import AccountDraft, PersonDraft
from qanat.platform.actor import Actor
from qanat.platform.models import Submission
from qanat.routing.public import Given
from qanat.scoring.public import ScoreMove


@dataclass(kw_only=True)
class Arrival:
    """One submission on the road.

    Attributes:
        payload: what was told, in its right shape; `values` what it means.
        draft: the person as it would be written; `owner_id` is whom the sender asked for.
        account: the company as it would be written; None when nothing tells of one.
        problems: what the sender should know though the lead was kept.
    """

    submission: Submission
    payload: Payload
    values: Values
    draft: PersonDraft
    account: AccountDraft | None
    problems: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How somebody who was known before stood when the batch came.

    Attributes:
        values: the columns that a draft can fill, as they are.
    """

    lifecycle: str
    status: str
    closed: bool
    cycle: int
    owner_id: int | None
    account_id: int | None
    values: Mapping[str, Any]


@dataclass(kw_only=True)
class Someone:
    """A human being of the batch, who may have come several times.

    Attributes:
        person_id: None until a new one is recorded.
        before: how they stood; None for somebody new.
        account_id: the account they belong to, found or made by `enrich`.
        derived: what follows from what was told; it fills blanks only.
        returned: came in again after having been closed, and so began a new cycle.
        written: what `record` wrote of somebody new.
    """

    arrivals: list[Arrival]
    person_id: int | None = None
    before: Standing | None = None
    account_id: int | None = None
    derived: Mapping[str, str] = field(default_factory=dict)
    returned: bool = False
    written: PersonDraft | None = None

    @property
    def known_id(self) -> int:
        """The id of the person, after `record`."""
        if self.person_id is None:
            raise ValueError("this person is not recorded yet")
        return self.person_id


@dataclass(kw_only=True)
class Batch:
    """Submissions that are processed in one transaction.

    Attributes:
        submissions: those that this process holds.
        currency: the organisation's own.
        scored: whose score changed, and how, after `score`.
        given: who got an owner, after `assign`.
        refused: what is wrong with those that left the road, by submission.
    """

    submissions: Sequence[Submission]
    actor: Actor
    now: datetime
    people: list[Someone] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    currency: str = ""
    scored: Mapping[int, ScoreMove] = field(default_factory=dict)
    given: Mapping[int, Given] = field(default_factory=dict)
    refused: dict[int, tuple[Fault, ...]] = field(default_factory=dict)

    @property
    def ids(self) -> list[int]:
        """The ids of all people of the batch, in order, after `record`."""
        return sorted(someone.known_id for someone in self.people)

    def each(self) -> Iterator[tuple[Someone, Arrival]]:
        """Every arrival with the person it belongs to, in the order in which they came."""
        owner = {id(arrival): someone for someone in self.people for arrival in someone.arrivals}
        for arrival in self.arrivals:
            yield owner[id(arrival)], arrival
