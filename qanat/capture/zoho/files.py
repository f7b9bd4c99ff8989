"""The files of a Zoho export: which there are, which columns they need, and how a row is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from qanat.capture.reading.rows import Row
from qanat.capture.reading.sheet import open_sheet
from qanat.capture.zoho.fields import Cells
from qanat.capture.zoho.records import (
    ZohoAccount,
    ZohoCall,
    ZohoCampaign,
    ZohoContact,
    ZohoDeal,
    ZohoLead,
    ZohoMeeting,
    ZohoResponse,
    ZohoUser,
)
from qanat.kernel.errors import Fault, Invalid

Record = TypeVar("Record")


@dataclass(frozen=True)
class File(Generic[Record]):
    """One file of the export."""

    name: str
    columns: tuple[str, ...]
    read: Callable[[Cells], Record]


@dataclass(frozen=True)
class Refused:
    """A row that could not be read: where it is and why."""

    file: str
    line: int
    fault: Fault
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Contents(Generic[Record]):
    """What a file holds: the records that could be read, and the rows that could not."""

    records: list[Record]
    refused: list[Refused]


def _user(cells: Cells) -> ZohoUser:
    name = f"{cells.text('First Name')} {cells.text('Last Name')}".strip()
    return ZohoUser(key=cells.needed("USER_ID"), name=name, email=cells.needed("Email"))


def _campaign(cells: Cells) -> ZohoCampaign:
    return ZohoCampaign(
        key=cells.needed("CAMPAIGNID"),
        name=cells.needed("Campaign Name"),
        kind=cells.text("Type"),
        status=cells.text("Status"),
        starts_on=cells.day("Start Date"),
        ends_on=cells.day("End Date"),
        expected_revenue=cells.money("Expected Revenue"),
        budget=cells.money("Budgeted Cost"),
        cost=cells.money("Actual Cost"),
        created_at=cells.instant("Created Time"),
    )


def _account(cells: Cells) -> ZohoAccount:
    key = cells.needed("ACCOUNTID")
    return ZohoAccount(
        key=key,
        name=cells.text("Account Name") or cells.text("Website") or f"Zoho {key}",
        owner=cells.text("Account Owner"),
        kind=cells.text("Account Type"),
        industry=cells.text("Industry"),
        website=cells.text("Website"),
    )


def _lead(cells: Cells) -> ZohoLead:
    return ZohoLead(
        key=cells.needed("LEADID"),
        family_name=cells.text("Last Name"),
        company=cells.text("Company"),
        owner=cells.text("Lead Owner"),
        email=cells.text("Email"),
        phone=cells.text("Mobile"),
        website=cells.text("Website"),
        industry=cells.text("Industry"),
        source=cells.text("Lead Source"),
        status=cells.text("Lead Status"),
        created_at=cells.instant("Created Time"),
        converted=cells.text("CONVERTED").casefold() in {"yes", "true", "1"},
    )


def _contact(cells: Cells) -> ZohoContact:
    return ZohoContact(
        key=cells.needed("CONTACTID"),
        family_name=cells.text("Last Name"),
        owner=cells.text("Contact Owner"),
        account=cells.key("Account Id"),
        email=cells.text("Email"),
        source=cells.text("Lead Source"),
        phone=cells.text("Mobile"),
        created_at=cells.instant("Created Time"),
    )


def _deal(cells: Cells) -> ZohoDeal:
    name, lead, created = (cells.text(c) for c in ("Potential Name", "LEADID", "Created Time"))
    return ZohoDeal(
        key=f"{lead}/{created}/{name}",
        name=cells.needed("Potential Name"),
        owner=cells.text("Potential Owner"),
        lead=cells.key("LEADID"),
        campaign=cells.key("Campaign Id"),
        stage=cells.needed("Stage"),
        kind=cells.text("Type"),
        amount=cells.money("Amount"),
        chance=cells.whole("Probability"),
        created_at=cells.instant("Created Time"),
        closing_at=cells.instant("Closing Date"),
    )


def _call(cells: Cells) -> ZohoCall:
    return ZohoCall(
        key=cells.needed("TASKID"),
        owner=cells.text("Call Owner Id"),
        subject=cells.text("Subject"),
        lead=cells.key("LEADID"),
        contact=cells.key("CONTACTID"),
        account=cells.key("ACCOUNTID"),
        deal=cells.key("POTENTIALID"),
        starts_at=cells.instant("Call Start Time"),
        direction=cells.text("Call Type").casefold(),
        purpose=cells.text("Call Purpose"),
        duration_seconds=cells.whole("Call Duration (in seconds)"),
    )


def _meeting(cells: Cells) -> ZohoMeeting:
    return ZohoMeeting(
        key=cells.needed("EVENTID"),
        owner=cells.text("Event Owner Id"),
        subject=cells.text("Subject"),
        lead=cells.key("LEADID"),
        contact=cells.key("CONTACTID"),
        account=cells.key("ACCOUNTID"),
        deal=cells.key("POTENTIALID"),
        starts_at=cells.instant("Start DateTime"),
        ends_at=cells.instant_or_none("End DateTime"),
    )


def _response(cells: Cells) -> ZohoResponse:
    campaign, name = cells.needed("Campaign Name"), cells.text("Lead Last Name")
    changed = cells.text("Last Modified Time")
    return ZohoResponse(
        key=f"{campaign}/{name}/{cells.text('Status')}/{changed}",
        campaign=campaign,
        family_name=name,
        status=cells.text("Status"),
        at=cells.instant("Last Modified Time"),
    )


USERS = File("Users.csv", ("USER_ID", "Last Name", "Email"), _user)
CAMPAIGNS = File("Campaigns.csv", ("CAMPAIGNID", "Campaign Name", "Actual Cost"), _campaign)
ACCOUNTS = File("Accounts.csv", ("ACCOUNTID", "Account Name"), _account)
LEADS = File("Leads.csv", ("LEADID", "Last Name", "Email", "Created Time"), _lead)
CONTACTS = File("Contacts.csv", ("CONTACTID", "Email", "Created Time"), _contact)
DEALS = File(
    "Potentials.csv", ("Potential Name", "LEADID", "Stage", "Created Time", "Closing Date"), _deal
)
CALLS = File("Calls.csv", ("TASKID", "Call Start Time"), _call)
MEETINGS = File("Events.csv", ("EVENTID", "Start DateTime"), _meeting)
RESPONSES = File("Campaign_Lead_Status.csv", ("Campaign Name", "Lead Last Name"), _response)


def read_file(
    folder: Path, file: File[Record], *, zone: ZoneInfo, currency: str
) -> Contents[Record]:
    """The records of one file of the export; none when the export does not have the file.

    Raises:
        Invalid: a column that the file needs is missing.
    """
    path = folder / file.name
    if not path.exists():
        return Contents([], [])
    sheet = open_sheet(path)
    missing = [column for column in file.columns if column not in sheet.columns]
    if missing:
        raise Invalid(
            f"{file.name} has no column {', '.join(missing)}.", (file.name,), code="missing_column"
        )
    contents: Contents[Record] = Contents([], [])
    for row in sheet.rows:
        cells = Cells(dict(zip(sheet.columns, row.cells, strict=False)), zone, currency)
        try:
            contents.records.append(_read(file, row, cells))
        except Invalid as error:
            contents.refused.append(Refused(file.name, row.number, error.faults[0], row.cells))
    return contents


def _read(file: File[Record], row: Row, cells: Cells) -> Record:
    if row.fault:
        raise Invalid(row.fault, code="unreadable_row")
    return file.read(cells)


def left_out(folder: Path) -> Iterator[str]:
    """The names of CSV files in the folder that have no place in Qanat."""
    ours = {
        one.name
        for one in (USERS, CAMPAIGNS, ACCOUNTS, LEADS, CONTACTS, DEALS, CALLS, MEETINGS, RESPONSES)
    }
    return (path.name for path in sorted(folder.glob("*.csv")) if path.name not in ours)
