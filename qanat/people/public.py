"""People and accounts: all that other packages may use."""

from qanat.people.asked_choices import USER_BY_EMAIL, USERS, phrase_of
from qanat.people.asked_custom import custom_family
from qanat.people.bulk import (
    CHANGEABLE,
    KeyTaken,
    Policy,
    add_identifiers,
    insert_accounts,
    insert_people,
    lock_people,
    update_people,
)
from qanat.people.drafts import AccountDraft, Changes, Key, PersonDraft
from qanat.people.histories import Move, Moved, move_lifecycles, move_owners, move_statuses
from qanat.people.rules import LIFECYCLES

__all__ = [
    "CHANGEABLE",
    "LIFECYCLES",
    "USERS",
    "USER_BY_EMAIL",
    "AccountDraft",
    "Changes",
    "Key",
    "KeyTaken",
    "Move",
    "Moved",
    "PersonDraft",
    "Policy",
    "add_identifiers",
    "custom_family",
    "insert_accounts",
    "insert_people",
    "lock_people",
    "move_lifecycles",
    "move_owners",
    "move_statuses",
    "phrase_of",
    "update_people",
]
