"""The steps of bringing a Zoho export over, in the order in which records refer to each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from qanat.access.public import first_admin_id
from qanat.capture.public import fingerprint_of, left_out, running
from qanat.flows.noticing import tell_owners_of_import
from qanat.flows.zoho.activities import move_calls, move_meetings, move_responses
from qanat.flows.zoho.moving import Moving
from qanat.flows.zoho.organisation import move_campaigns, move_users
from qanat.flows.zoho.people import move_accounts, move_contacts, move_leads
from qanat.flows.zoho.sales import move_deals
from qanat.kernel.countries import known_country
from qanat.kernel.errors import Invalid
from qanat.platform.actor import Actor, acting
from qanat.platform.organisation import the_organisation
from qanat.routing.public import assign_people, keep_owners
from qanat.scoring.public import score_people

STEPS: tuple[Callable[[Moving], None], ...] = (
    move_users,
    move_campaigns,
    move_accounts,
    move_leads,
    move_contacts,
    move_deals,
    move_calls,
    move_meetings,
    move_responses,
)


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What became of an export.

    Attributes:
        counts: by kind, read and new; what is kept but could not be linked; refused rows.
        left_out: files of the folder that have no place in Qanat.
    """

    run: int
    counts: Mapping[str, int]
    refused_path: str
    left_out: tuple[str, ...]


def import_zoho(
    folder: Path,
    *,
    actor: Actor,
    now: datetime,
    advance: Callable[[int], None],
    country: str = "",
) -> Brought:
    """Bring the export in `folder` over, all of it in one transaction; again it changes nothing.

    `country` is where its phones without a country code are dialled, if not in the organisation's.

    Raises:
        NotAllowed: `actor` may not import.
        Invalid: the folder is none, has no leads, or a file lacks a column; nothing was imported.
    """
    actor.require("imports.add")
    if not (folder / "Leads.csv").exists():
        raise Invalid(
            f"{folder} is not a Zoho export: it has no Leads.csv.", ("folder",), code="no_export"
        )
    dialled_in = known_country(country)
    files = sorted(folder.glob("*.csv"))
    fingerprint = fingerprint_of(files, mapping={})
    organisation = the_organisation()
    with running(
        "zoho", folder.name, fingerprint=fingerprint, mapping={}, actor=actor, now=now
    ) as run:
        mover = actor.because(run.cause)
        moving = Moving(
            folder=folder,
            actor=mover,
            run=run,
            now=now,
            zone=ZoneInfo(organisation.time_zone),
            currency=organisation.currency,
            country=dialled_in or organisation.country,
            advance=advance,
            somebody=first_admin_id(),
        )
        with acting(mover):
            for step in STEPS:
                step(moving)
            _settle(moving)
        run.counts.update(moving.counts)
    tell_owners_of_import(run.id, actor=actor, now=now)
    return Brought(
        run=run.id,
        counts=dict(run.counts),
        refused_path=str(run.refused_path or ""),
        left_out=tuple(left_out(folder)),
    )


def _settle(moving: Moving) -> None:
    """Score everybody who came, say why owners are who they are, and find owners for the rest."""
    ids = sorted(moving.touched)
    keep_owners(moving.owners, at=moving.now, actor=moving.actor, note="as in Zoho")
    assign_people(ids, at=moving.now, actor=moving.actor)
    score_people(ids, at=moving.now, actor=moving.actor)
