"""Whose export a file is, by columns that only that system writes; and what its own names mean.

The column names are those that the systems write into their files of contacts and leads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from qanat.capture.columns import REPEATED, SKIP, column_key


@dataclass(frozen=True, kw_only=True)
class System:
    """A system whose files are known.

    Attributes:
        marks: column names that it writes; when all of one group are there, the file is its.
        fields: the field of columns whose names alone would not tell, or would tell wrongly.
    """

    name: str
    marks: tuple[frozenset[str], ...]
    fields: dict[str, str]


def _marks(*groups: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(column_key, group.split(" | "))) for group in groups)


SYSTEMS: Final = (
    System(
        name="Zoho CRM",
        marks=_marks("Record Id | Lead Owner | Lead Source", "Record Id | Contact Owner | Account Name"),
        fields={
            "Record Id": SKIP, "Lead Owner": SKIP, "Contact Owner": SKIP, "Lead Status": SKIP,
            "Tag": "tags", "Designation": "job_title", "Secondary Email": "email",
            "No. of Employees": "account.size", "Created Time": "came_at", "Rating": SKIP,
        },
    ),
    System(
        name="HubSpot",
        marks=_marks("Record ID | Lifecycle Stage | Contact owner", "Record ID | Marketing contact status", "Contact ID | Lifecycle Stage"),
        fields={
            "Record ID": SKIP, "Contact owner": SKIP, "Lead Status": SKIP, "Create Date": "came_at",
            "Associated Company": "company", "Original Source": "source", "Lifecycle Stage": SKIP,
        },
    ),
    System(
        name="Salesforce",
        marks=_marks("FirstName | LastName | LeadSource | OwnerId", "FirstName | LastName | OwnerId", "Lead ID | Lead Owner | Company / Account"),
        fields={
            "Id": SKIP, "OwnerId": SKIP, "Owner": SKIP, "Lead Owner": SKIP, "Status": SKIP, "Lead Status": SKIP,
            "Company / Account": "company", "CreatedDate": "came_at", "NumberOfEmployees": "account.size",
            "Rating": SKIP,
        },
    ),
    System(
        name="Google Contacts",
        marks=_marks("E-mail 1 - Value | Phone 1 - Value", "E-mail 1 - Value | Given Name", "E-mail 1 - Value | First Name"),
        fields={
            **{f"E-mail {n} - Value": "email" for n in range(1, 6)},
            **{f"Phone {n} - Value": "phone" for n in range(1, 6)},
            "Organization Name": "company", "Organization Title": "job_title",
            "Organization 1 - Name": "company", "Organization 1 - Title": "job_title",
            "Website 1 - Value": "website", "Address 1 - City": "city", "Address 1 - Country": "country",
            "Labels": "tags", "Group Membership": "tags", "Notes": "message", "Birthday": SKIP,
        },
    ),
    System(
        name="Outlook",
        marks=_marks("E-mail Address | E-mail Display Name", "E-mail Address | Business Phone | Home Phone"),
        fields={
            "Business City": "city", "Business Country/Region": "country", "Categories": "tags",
            "Business Phone": "phone", "Business Phone 2": "phone", "Home Phone": "phone",
            "Mobile Phone": "mobile", "E-mail 2 Address": "email", "E-mail 3 Address": "email",
            "Web Page": "website", "Language": SKIP,
        },
    ),
)  # fmt: skip


def system_of(columns: Sequence[str]) -> System | None:
    """The system that wrote a file with these columns; None for no known one."""
    there = {column_key(name) for name in columns}
    for system in SYSTEMS:
        if any(marks <= there for marks in system.marks):
            return system
    return None


def guessed(columns: Sequence[str], known: dict[str, str]) -> dict[str, str]:
    """A field for every column: as its system means it, else by its name, else none.

    `known` is the field by the key of a name. Of two columns that would fill the same field the first does.
    """
    system = system_of(columns)
    meant = {column_key(name): field for name, field in system.fields.items()} if system else {}
    found: dict[str, str] = {}
    for name in columns:
        field = meant.get(column_key(name)) or known.get(column_key(name), SKIP)
        taken = field in found.values() and field not in REPEATED
        found.setdefault(name, SKIP if taken else field)
    return found
