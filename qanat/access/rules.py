"""What follows from a role, a team and a token's scopes, without looking at the database."""

from collections.abc import Iterable

from qanat.access.roles import ROLES, Reach, RoleName

EVERYTHING = "*"


def granted(held: frozenset[str], scopes: Iterable[str]) -> frozenset[str]:
    """What a token with `scopes` may do when its user holds `held`; `*` is all of it."""
    wanted = frozenset(scopes)
    return held if EVERYTHING in wanted else held & wanted


def sees(role: RoleName, user_id: int, colleagues: Iterable[int]) -> frozenset[int] | None:
    """Ids of the users whose records are visible; None for all records, owned or not.

    `colleagues` are the members of the user's teams; they count only in roles that see the team.
    """
    match ROLES[role].reach:
        case Reach.ALL:
            return None
        case Reach.TEAM:
            return frozenset(colleagues) | {user_id}
        case Reach.OWN:
            return frozenset({user_id})


def unknown_scopes(scopes: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The scopes that name no permission, in the order given."""
    names = {*known, EVERYTHING}
    return tuple(scope for scope in scopes if scope not in names)
