"""The records of a Zoho export, as they are in its files, with types.

Keys are Zoho's own and tell which records belong together; an empty key names nobody.
"""

from dataclasses import dataclass
from datetime import date, datetime

from qanat.kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class ZohoUser:
    """Somebody who works with Zoho."""

    key: str
    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class ZohoCampaign:
    """A campaign with what was planned and spent."""

    key: str
    name: str
    kind: str
    status: str
    starts_on: date | None
    ends_on: date | None
    expected_revenue: Money | None
    budget: Money | None
    cost: Money | None
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class ZohoAccount:
    """A company."""

    key: str
    name: str
    owner: str
    kind: str
    industry: str
    website: str


@dataclass(frozen=True, kw_only=True)
class ZohoLead:
    """A lead, converted or not."""

    key: str
    family_name: str
    company: str
    owner: str
    email: str
    phone: str
    website: str
    industry: str
    source: str
    status: str
    created_at: datetime
    converted: bool


@dataclass(frozen=True, kw_only=True)
class ZohoContact:
    """A contact of a company."""

    key: str
    family_name: str
    owner: str
    account: str
    email: str
    source: str
    phone: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class ZohoDeal:
    """A deal. The export has no key for deals; lead, name and time of creation tell them apart."""

    key: str
    name: str
    owner: str
    lead: str
    campaign: str
    stage: str
    kind: str
    amount: Money | None
    chance: int | None
    created_at: datetime
    closing_at: datetime


@dataclass(frozen=True, kw_only=True)
class ZohoActivity:
    """What calls and meetings have in common."""

    key: str
    owner: str
    subject: str
    lead: str
    contact: str
    account: str
    deal: str
    starts_at: datetime

    @property
    def names_nobody(self) -> bool:
        """Whether it has no key of any record."""
        return not (self.lead or self.contact or self.account or self.deal)


@dataclass(frozen=True, kw_only=True)
class ZohoCall(ZohoActivity):
    """A telephone call."""

    direction: str
    purpose: str
    duration_seconds: int | None


@dataclass(frozen=True, kw_only=True)
class ZohoMeeting(ZohoActivity):
    """A meeting."""

    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ZohoResponse:
    """How a lead answered a campaign; the export names the lead by family name only."""

    key: str
    campaign: str
    family_name: str
    status: str
    at: datetime
