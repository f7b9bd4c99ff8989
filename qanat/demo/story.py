"""What becomes of a lead, told as plain values: the shape of the plan.

Moments are nominal: those of today may lie later than now, and are squeezed when they are acted out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from qanat.demo.cast import Profile
from qanat.demo.channels import CampaignPlan, Channel


class Fate(StrEnum):
    """How far somebody gets, the first time or the second."""

    IGNORED = "ignored"
    TRIED = "tried"
    UNFIT = "unfit"
    QUALIFIED = "qualified"
    DEAL = "deal"


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """Somebody comes in as a lead.

    Attributes:
        handed_out_at: when it gets an owner, who can work on it from then on.
        door: what it came through, such as `form:contact`.
        product: what they are interested in, by its key.
    """

    at: datetime
    handed_out_at: datetime
    channel: Channel
    campaign: CampaignPlan
    door: str
    landing_page: str = ""
    message: str = ""
    product: str = ""
    tags: tuple[str, ...] = ()
    subscribes: bool = False


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something the lead does or gets, for the timeline."""

    kind: str
    at: datetime
    properties: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PlannedCall:
    """A telephone call that took place; `outcome` as in the domain of work."""

    at: datetime
    outcome: str
    seconds: int
    subject: str
    purpose: str
    direction: str = "outbound"
    about_deal: bool = False
    fulfils_task: bool = False


@dataclass(frozen=True, kw_only=True)
class PlannedMeeting:
    """A meeting, held or to come; without an outcome it is to come."""

    starts_at: datetime
    minutes: int
    kind: str
    outcome: str
    subject: str
    place: str


@dataclass(frozen=True, kw_only=True)
class PlannedTask:
    """Something to do; open without `done_at`."""

    title: str
    kind: str
    due_at: datetime
    done_at: datetime | None = None
    outcome: str = ""
    about_deal: bool = False


@dataclass(frozen=True, kw_only=True)
class FirstAnswer:
    """What ended the task that every new lead brings: a call, or only an e-mail."""

    at: datetime
    outcome: str
    by_call: bool


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A note of the owner."""

    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """To another status or lifecycle, and why."""

    to: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Deal:
    """An opportunity on its way through the stages.

    Attributes:
        entered: the key of each open stage it has been in, and when it entered.
        outcome: open, won or lost; `closed_at` is None while open.
    """

    name: str
    product: str
    amount: int
    years: int
    entered: tuple[tuple[str, datetime], ...]
    expected_close_on: date
    outcome: str = "open"
    closed_at: datetime | None = None
    lost_reason: str = ""

    @property
    def opened_at(self) -> datetime:
        """When it entered its first stage."""
        return self.entered[0][1]


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One time that somebody came in, and all that followed from it.

    Attributes:
        answer: None while nobody answered.
    """

    arrival: Arrival
    fate: Fate
    calls: tuple[PlannedCall, ...] = ()
    meetings: tuple[PlannedMeeting, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    remarks: tuple[Remark, ...] = ()
    statuses: tuple[Step, ...] = ()
    lifecycles: tuple[Step, ...] = ()
    deal: Deal | None = None
    answer: FirstAnswer | None = None

    @property
    def status(self) -> str:
        """The status it ends in, so far."""
        return self.statuses[-1].to if self.statuses else "open"


@dataclass(frozen=True, kw_only=True)
class Journey:
    """One lead with all that happened; a second chapter when they came in again."""

    number: int
    profile: Profile
    chapters: tuple[Chapter, ...]
    happenings: tuple[Happening, ...]
    interest: float
