"""The roles, what each may do, and whose records each sees.

Permission names are `area.verb`; each domain lists its own in its `permissions.py`, and a test
holds that every name here is one of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from qanat.platform.permissions import PERMISSIONS


class RoleName(StrEnum):
    """The built-in roles."""

    ADMIN = "admin"
    MANAGER = "manager"
    REPRESENTATIVE = "representative"
    MARKETER = "marketer"
    READ_ONLY = "read_only"


class Reach(StrEnum):
    """Whose records a role sees: one's own, those of one's teams, or all."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


@dataclass(frozen=True)
class Role:
    """What a role may do and whose records it sees.

    Attributes:
        permissions: names; None for all there are.
    """

    reach: Reach
    permissions: frozenset[str] | None


def _all_of(area: str, *verbs: str) -> set[str]:
    return {f"{area}.{verb}" for verb in verbs}


_VIEWED = [
    *("people", "accounts", "opportunities", "pipeline", "tasks", "events"),
    *("campaigns", "consent", "scoring", "routing", "reports"),
]
_VIEWING = {f"{area}.view" for area in _VIEWED}
_OWN_TOKENS = _all_of("tokens", "view", "add", "delete")
_SELLING = (
    _VIEWING
    | _OWN_TOKENS
    | _all_of("people", "add", "change")
    | _all_of("accounts", "add", "change")
    | _all_of("opportunities", "add", "change")
    | _all_of("tasks", "view", "add", "change", "delete")
    | {"people.mail", "events.add", "consent.change", "users.view"}
)

ROLES: dict[RoleName, Role] = {
    RoleName.ADMIN: Role(Reach.ALL, None),
    RoleName.MANAGER: Role(
        Reach.TEAM,
        frozenset(
            _SELLING
            | {"people.delete", "accounts.delete", "opportunities.delete", "routing.assign"}
            | {"views.share", "lists.export", "reports.share", "forms.view"}
            | _all_of("imports", "view", "add", "delete")
        ),
    ),
    RoleName.REPRESENTATIVE: Role(Reach.OWN, frozenset(_SELLING)),
    RoleName.MARKETER: Role(
        Reach.ALL,
        frozenset(
            _VIEWING
            | _OWN_TOKENS
            | _all_of("people", "add", "change")
            | _all_of("accounts", "add", "change")
            | _all_of("imports", "view", "add")
            | _all_of("forms", "view", "change")
            | {
                "people.mail",
                "events.add",
                "campaigns.change",
                "consent.change",
                "scoring.change",
                "users.view",
                "views.share",
                "lists.export",
                "reports.share",
            }
        ),
    ),
    RoleName.READ_ONLY: Role(Reach.ALL, frozenset(_VIEWING)),
}


def permissions_of(role: RoleName) -> frozenset[str]:
    """Names of all that `role` may do."""
    named = ROLES[role].permissions
    return frozenset(PERMISSIONS.names()) if named is None else named
