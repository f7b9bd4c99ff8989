"""Taking back an import, or what somebody did a moment ago: what it made and what it changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError

from qanat.access.public import require_an_admin
from qanat.capture.public import mark_undone, run_to_undo
from qanat.kernel.errors import Conflict, NotFound
from qanat.people.public import Move, move_lifecycles, move_owners, move_statuses, restore_accounts
from qanat.platform.actor import Actor, acting
from qanat.platform.statements import fetch
from qanat.platform.undo import Scope, Undone, done_by, take_back
from qanat.scoring.public import require_drafts, score_people

SCOPE = Scope(
    trashed=(
        "identifier",
        "person",
        "account",
        "opportunity",
        "campaign",
        "task",
        "note",
        "call",
        "meeting",
    ),
    deleted=("person_tag", "list_member", "touch", "external_key"),
    restored=("person", "account", "opportunity", "campaign", "task"),
    reported={"person": frozenset({"lifecycle", "status", "owner_id", "cycle"})},
)


@dataclass(frozen=True, kw_only=True)
class Retraction:
    """What taking an import back did.

    Attributes:
        removed, restored: how many rows by table went to the trash or got their old values back.
        kept: how many rows by table stay, at least in part, because somebody has changed them since.
    """

    run: int
    removed: dict[str, int]
    restored: dict[str, int]
    kept: dict[str, int]


def undo_import(run_id: int, *, actor: Actor, now: datetime) -> Retraction:
    """Take the import back, in one transaction; of sample data also what somebody tried out with it.

    Raises:
        NotAllowed: `actor` may not take imports back.
        NotFound: there is no such import, or it was taken back already.
    """
    run = run_to_undo(run_id, actor=actor)
    # Whoever may take an import back takes back all that it did, also to scores and owners.
    undoer = replace(actor.because(f"undo of {run.cause}"), everything=True, sees=None)
    with acting(undoer):
        undone = take_back(run.cause, replace(SCOPE, touched=run.sample), now=now)
        _put_back(undone, actor=undoer, now=now, reason=f"undo of {run.cause}")
        _keep_accounts_in_use(undone, actor=undoer, now=now)
        score_people(undone.restored.get("person", []), at=now, actor=undoer)
        outcome = {
            "removed": _sizes(undone.removed),
            "restored": _sizes(undone.restored),
            "kept": _sizes(undone.kept),
        }
        mark_undone(run, now=now, outcome=outcome)
    return Retraction(run=run.id, **outcome)


def _keep_accounts_in_use(undone: Undone, *, actor: Actor, now: datetime) -> None:
    """Take companies back out of the trash in which others work who came otherwise."""
    gone = undone.removed.get("account", [])
    text = (
        "SELECT DISTINCT account_id FROM person WHERE account_id = ANY(%s) AND deleted_at IS NULL"
    )
    in_use = {row[0] for row in fetch(text, (gone,))}
    restore_accounts(sorted(in_use), actor=actor, now=now)
    undone.removed["account"] = [each for each in gone if each not in in_use]
    undone.kept.setdefault("account", []).extend(sorted(in_use))


UNDO_WITHIN = timedelta(minutes=15)
RULES = (
    *("routing_pool", "routing_rule", "routing_pool_member", "score_model", "score_rule"),
    *("pipeline", "stage", "lost_reason", "status", "custom_field"),
    *("access_team", "access_membership"),
)
"""Tables of settings: what was changed in them or taken away comes back."""
DEED_SCOPE = replace(
    SCOPE,
    deleted=(
        *(*SCOPE.deleted, "assignment", "stage_visit"),
        *("routing_pool_member", "access_membership"),
    ),
    restored=(
        *(*SCOPE.restored, "identifier", "note", "call", "meeting", "stage_visit"),
        *(*RULES, "access_user", "access_token", "assignment"),
    ),
    revived=("person_tag", "list_member"),
    returned=RULES,
)


def undo_deed(cause: str, *, actor: Actor, now: datetime) -> bool:
    """Take back what the actor did as `cause`; whether something stays because others changed it since.

    Raises:
        NotFound: they did nothing of the kind in the last quarter of an hour.
        Conflict: something else stands in its place, the score model counts by now, or nobody would
            be left who may do everything.
    """
    if not done_by(actor.name, cause, since=now - UNDO_WITHIN):
        raise NotFound("deed", cause)
    try:
        return take_deed_back(cause, actor=actor, now=now)
    except IntegrityError as error:
        raise Conflict("Somebody has taken its place meanwhile, so it stays as it is.") from error


def take_deed_back(cause: str, *, actor: Actor, now: datetime) -> bool:
    """Take back what was done as `cause`, whenever that was; whether something stays, as `undo_deed` says.

    Raises:
        IntegrityError: somebody has taken the place of what is to be there again; nothing was taken back.
    """
    # They were allowed to do it; taking it back asks for no more.
    undoer = replace(actor.because(f"undo of {cause}"), everything=True, sees=None)
    with acting(undoer):
        undone = take_back(cause, DEED_SCOPE, now=now)
        require_drafts(rules=undone.restored["score_rule"], models=undone.restored["score_model"])
        if undone.restored["access_user"]:
            require_an_admin()
        _put_back(undone, actor=undoer, now=now, reason=f"undo of {cause}")
        score_people(undone.restored.get("person", []), at=now, actor=undoer)
    return any(undone.kept.values())


def undo_deeds(causes: Sequence[str], *, actor: Actor, now: datetime) -> bool:
    """Take back several deeds of the actor, newest first; whether something stays because others changed it since.

    Each is a transaction of its own, so that one that cannot be taken back any more keeps no other from it.

    Raises:
        NotFound: they did none of them in the last quarter of an hour.
    """
    found, kept = False, False
    for cause in causes:
        try:
            kept |= undo_deed(cause, actor=actor, now=now)
        except NotFound:
            kept = True
        except Conflict:
            found = kept = True
        else:
            found = True
    if not found:
        raise NotFound("deed", ", ".join(causes))
    return kept


def _put_back(undone: Undone, *, actor: Actor, now: datetime, reason: str) -> None:
    """Give people their old lifecycle, status and owner, as moves that the histories keep."""
    before = undone.reported.get("person", {})

    def moves(column: str) -> list[Move]:
        return [
            Move(person_id=person_id, to=old[column], at=now, reason=reason)
            for person_id, old in before.items()
            if column in old
        ]

    move_lifecycles(moves("lifecycle"), actor=actor, now=now, back=True)
    move_statuses(moves("status"), actor=actor, now=now)
    move_owners(moves("owner_id"), actor=actor, now=now)


def _sizes(ids: dict[str, list[int]]) -> dict[str, int]:
    return {table: len(rows) for table, rows in ids.items() if rows}
