"""The roles, what each may do, and whose records each sees.

Permission names are `area.verb`; each domain lists its own in its `permissions.py`, and a test
holds that every name here is one of them.
"""

from enum import StrEnum


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
