"""Accounts, leads and contacts. A lead and a contact with one e-mail are one person."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from qanat.capture.public import ACCOUNTS, CONTACTS, LEADS, ZohoContact, ZohoLead
from qanat.flows.zoho.moving import Moving, unique
from qanat.identity.public import match
from qanat.people.public import (
    AccountDraft,
    Changes,
    Move,
    PersonDraft,
    insert_accounts,
    insert_people,
    move_statuses,
    person_draft,
    read_person,
    update_people,
)
from qanat.timeline.public import TouchDraft, record_touches

STATUSES = {
    "not contacted": "open",
    "attempted to contact": "open",
    "contacted": "contacted",
    "contact in future": "nurture",
    "pre qualified": "qualified",
    "qualified": "qualified",
    "lost lead": "unqualified",
    "junk lead": "unqualified",
    "not qualified": "unqualified",
}
"""Our status by theirs; any other is open."""


def move_accounts(moving: Moving) -> None:
    """Accounts, each its own even where names are the same, since their keys differ."""
    accounts = moving.read(ACCOUNTS, "account", key=lambda account: account.key)
    by_key = unique(accounts, lambda account: account.key)
    drafts = [
        AccountDraft(
            name=one.name,
            website=one.website,
            domain=_domain(one.website),
            industry=one.industry,
            kind=one.kind,
            owner_id=moving.owner(one.owner),
        )
        for one in by_key.values()
    ]
    ids = insert_accounts(drafts, now=moving.now)
    moving.wrote("account", dict(zip(by_key, ids, strict=True)))


def _domain(website: str) -> str:
    address = website.lower().removeprefix("https://").removeprefix("http://")
    return address.removeprefix("www.").partition("/")[0]


def move_leads(moving: Moving) -> None:
    """Leads with the date they came, their owner, source and status."""
    leads = unique(moving.read(LEADS, "lead", key=lambda lead: lead.key), lambda lead: lead.key)
    people = _write_people("lead", {key: _lead(one, moving) for key, one in leads.items()}, moving)
    record_touches(
        [
            TouchDraft(person_id=people[key], at=lead.created_at, source=lead.source)
            for key, lead in leads.items()
        ]
    )
    move_statuses(
        [
            Move(
                person_id=people[key],
                to=_status(lead),
                at=lead.created_at,
                reason=f"{lead.status} in Zoho",
            )
            for key, lead in leads.items()
        ],
        actor=moving.actor,
        now=moving.now,
    )
    update_people(
        [
            Changes(id=people[key], values={"converted_at": lead.created_at})
            for key, lead in leads.items()
            if lead.converted
        ],
        now=moving.now,
    )


def _status(lead: ZohoLead) -> str:
    return "qualified" if lead.converted else STATUSES.get(lead.status.casefold(), "open")


def _lead(lead: ZohoLead, moving: Moving) -> PersonDraft:
    told = {
        "family_name": lead.family_name,
        "email": lead.email,
        "phone": lead.phone,
        "company": lead.company,
        "website": lead.website,
        "industry": lead.industry,
        "source": lead.source,
    }
    return _draft(told, lead.created_at, moving.owner(lead.owner), moving)


def move_contacts(moving: Moving) -> None:
    """Contacts: those who are people here already get their account, others come as they are."""
    contacts = unique(
        moving.read(CONTACTS, "contact", key=lambda contact: contact.key),
        lambda contact: contact.key,
    )
    drafts = {key: _contact(contact, moving) for key, contact in contacts.items()}
    people = _write_people("contact", drafts, moving)
    update_people(
        [
            Changes(id=people[key], values={"account_id": account, "converted_at": one.created_at})
            for key, one in contacts.items()
            if (account := moving.row("account", one.account))
        ],
        now=moving.now,
    )


def _contact(contact: ZohoContact, moving: Moving) -> PersonDraft:
    told = {
        "family_name": contact.family_name,
        "email": contact.email,
        "phone": contact.phone,
        "source": contact.source,
    }
    return _draft(told, contact.created_at, moving.owner(contact.owner), moving)


def _draft(
    told: dict[str, str], came_at: datetime, owner_id: int | None, moving: Moving
) -> PersonDraft:
    """A person as told; what cannot be read as what it should be is kept as it was written."""
    entry = read_person(told, country=moving.country or None, now=moving.now)
    wrong = {str(fault.path[0]) for fault in entry.faults}
    moving.counts["kept_as_written"] += len(wrong)
    readable = replace(entry, faults=())
    if not readable.keys and not told["family_name"]:
        readable = replace(readable, values={**readable.values, "full_name": "?"})
    as_written: dict[str, Any] = {field: told[field] for field in wrong}
    return replace(person_draft(readable, came_at=came_at, owner_id=owner_id), **as_written)


def _write_people(kind: str, drafts: dict[str, PersonDraft], moving: Moving) -> dict[str, int]:
    """The person of each key: whoever has its identifiers, or somebody new."""
    settled = dict(zip(drafts, match([draft.keys for draft in drafts.values()]), strict=True))
    fresh: dict[int, PersonDraft] = {}
    for key, found in settled.items():
        if found.person_id is None and found.group not in fresh:
            taken = {(clash.kind, clash.value) for clash in found.clashes}
            mine = tuple(one for one in drafts[key].keys if one not in taken)
            fresh[found.group] = replace(drafts[key], keys=mine)
    nobodys = [replace(draft, owner_id=None) for draft in fresh.values()]
    ids = insert_people(nobodys, actor=moving.actor, now=moving.now)
    moving.owners |= {
        person_id: draft.owner_id
        for person_id, draft in zip(ids, fresh.values(), strict=True)
        if draft.owner_id
    }
    of_group = dict(zip(fresh, ids, strict=True))
    people = {key: found.person_id or of_group[found.group] for key, found in settled.items()}
    moving.wrote(kind, people, new=len(fresh))
    moving.touched |= set(people.values())
    return people
