"""What the audit calls tables and their columns: the one place that names them for people.

A test goes through every table that the audit follows; one without a word fails it.
"""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qanat.web.record.words import CALL_OUTCOMES, MEETING_KINDS, PURPOSES, TASK_KINDS
from qanat.web.settings.views_fields import KINDS
from qanat.web.settings.views_scoring import GROUPS
from qanat.web.settings.views_users import ROLES

Text = str | Promise

SILENT: Final = frozenset({"id", "updated_at", "name_key"})
"""Columns that say nothing which another does not say."""

TABLES: Final[Mapping[str, Text]] = {
    "access_membership": _("Member of a team"),
    "access_team": _("Team"),
    "access_token": _("API token"),
    "access_user": _("User"),
    "account": _("Account"),
    "assignment": _("Assignment"),
    "call": _("Call"),
    "campaign": _("Campaign"),
    "custom_field": _("Field"),
    "external_key": _("Key in another system"),
    "form": _("Form"),
    "form_wording": _("Consent text of a form"),
    "identifier": _("E-mail or phone"),
    "list_member": _("Person on a list"),
    "lost_reason": _("Reason for losing"),
    "meeting": _("Meeting"),
    "note": _("Note"),
    "opportunity": _("Deal"),
    "person": _("Person"),
    "person_tag": _("Tag of a person"),
    "pipeline": _("Pipeline"),
    "routing_pool": _("Pool"),
    "routing_pool_member": _("Member of a pool"),
    "routing_rule": _("Routing rule"),
    "saved_report": _("Saved report"),
    "saved_view": _("Saved view"),
    "score_model": _("Score model"),
    "score_rule": _("Score rule"),
    "stage": _("Stage"),
    "stage_visit": _("Stay in a stage"),
    "static_list": _("List"),
    "status": _("Status"),
    "suppression": _("Address not to be used"),
    "tag": _("Tag"),
    "task": _("Task"),
    "touch": _("Touch"),
}

_COLUMNS: Final[Mapping[str, Text]] = {
    "account_id": _("Account"),
    "activated_at": _("In use since"),
    "active": _("In use"),
    "actor": _("Who"),
    "amount": _("Amount"),
    "asked": _("Filter and columns"),
    "at": _("When"),
    "author_id": _("Author"),
    "budget": _("Budget"),
    "calendar": _("Calendar"),
    "came_at": _("Came in"),
    "campaign": _("Campaign"),
    "campaign_id": _("Campaign"),
    "chance": _("Chance in per cent"),
    "channels": _("Channels"),
    "choice_labels": _("Words of the choices"),
    "choices": _("Choices"),
    "city": _("City"),
    "closed": _("Ends the work"),
    "closed_at": _("Closed"),
    "company": _("Company"),
    "content": _("Content"),
    "converted_at": _("Converted"),
    "cost": _("Cost"),
    "country": _("Country"),
    "created_at": _("Made"),
    "created_by": _("Made by"),
    "criteria": _("Whom it is about"),
    "currency": _("Currency"),
    "custom": _("Fields of your own"),
    "cycle": _("Time that they came in"),
    "default": _("The usual one"),
    "deleted_at": _("Deleted"),
    "density": _("Rows"),
    "digest": _("Address, unreadable"),
    "digits": _("Digits"),
    "direction": _("Direction"),
    "domain": _("Domain"),
    "done_at": _("Done"),
    "due_at": _("Due"),
    "duration_seconds": _("Seconds"),
    "email": _("E-mail"),
    "ends_at": _("Ends"),
    "ends_on": _("Ends"),
    "entered_at": _("Entered"),
    "entered_stage_at": _("In the stage since"),
    "entity": _("Of what"),
    "expected_close_on": _("Expected close"),
    "expected_revenue": _("Expected revenue"),
    "expires_at": _("Valid until"),
    "fallback": _("Takes everybody else"),
    "family_name": _("Family name"),
    "fields": _("Fields"),
    "form_id": _("Form"),
    "full_name": _("Name"),
    "gate": _("What must hold to enter"),
    "given_name": _("Given name"),
    "hot_at": _("Hot from"),
    "indexed": _("Fast to filter by"),
    "industry": _("Industry"),
    "is_active": _("May sign in"),
    "job_title": _("Job title"),
    "key": _("Key"),
    "kind": _("Kind"),
    "labels": _("Name"),
    "landing_page": _("Landing page"),
    "language": _("Language"),
    "languages": _("Languages"),
    "left_at": _("Left"),
    "lifecycle": _("Lifecycle"),
    "lost_reason_id": _("Reason for losing"),
    "medium": _("Medium"),
    "model_id": _("Score model"),
    "mql_at": _("Qualified from"),
    "name": _("Name"),
    "note": _("Note"),
    "opened_at": _("Opened"),
    "opportunity_criteria": _("Who gets a deal"),
    "opportunity_id": _("Deal"),
    "outcome": _("Outcome"),
    "owner_id": _("Owner"),
    "patience_days": _("Days of patience"),
    "person_id": _("Person"),
    "phone": _("Phone"),
    "pipeline_id": _("Pipeline"),
    "place": _("Where"),
    "points": _("Points"),
    "pool_id": _("Pool"),
    "pool_name": _("Pool"),
    "position": _("Place in the order"),
    "prefix": _("Begins with"),
    "privacy_url": _("Privacy policy"),
    "purpose": _("Purpose"),
    "question": _("Question"),
    "reason": _("Reason"),
    "recorded_at": _("Noted"),
    "redirect": _("Goes on to"),
    "referrer": _("Referring page"),
    "report": _("Report"),
    "response": _("Answer"),
    "revoked_at": _("Revoked"),
    "role": _("Role"),
    "row_id": _("Number here"),
    "rule_group": _("Group"),
    "rule_id": _("Routing rule"),
    "rule_name": _("Routing rule"),
    "scopes": _("What it may do"),
    "share": _("Share"),
    "shared": _("For everybody"),
    "shares": _("All shares"),
    "size": _("Employees"),
    "slug": _("Address"),
    "snoozes": _("Times put off"),
    "source": _("Source"),
    "stage_id": _("Stage"),
    "started_at": _("Began"),
    "starts_at": _("Begins"),
    "starts_on": _("Begins"),
    "static_list_id": _("List"),
    "status": _("Status"),
    "subject": _("Subject"),
    "system": _("System"),
    "tag_id": _("Tag"),
    "task_id": _("Task"),
    "team_id": _("Team"),
    "term": _("Search words"),
    "text": _("Text"),
    "texts": _("Texts"),
    "theme": _("Colours"),
    "time_zone": _("Time zone"),
    "title": _("Title"),
    "turn": _("Turn"),
    "unresolved": _("Not found yet"),
    "user_id": _("User"),
    "value": _("Value"),
    "version": _("Version"),
    "warm_at": _("Warm from"),
    "website": _("Web site"),
}
_OF_ONE_TABLE: Final[Mapping[tuple[str, str], Text]] = {
    ("routing_pool_member", "active"): _("Takes leads"),
    ("saved_view", "subject"): _("List"),
    ("stage", "closed"): _("Closed stage"),
}

_DIRECTIONS: Final = {"inbound": _("from them"), "outbound": _("from us")}
VALUES: Final[Mapping[tuple[str, str], Mapping[str, Text]]] = {
    ("access_user", "role"): {str(role): said[0] for role, said in ROLES.items()},
    ("access_user", "calendar"): {
        "gregorian": _("Gregorian"),
        "jalali": _("Jalali"),
        "hijri": _("Hijri"),
    },
    ("access_user", "digits"): {
        "auto": _("As the language has them"),
        "latin": "123",
        "arabic": "١٢٣",
        "persian": "۱۲۳",
    },
    ("access_user", "theme"): {
        "system": _("As the device"),
        "light": _("Light"),
        "dark": _("Dark"),
    },
    ("access_user", "density"): {"compact": _("Compact"), "roomy": _("Roomy")},
    ("assignment", "reason"): {
        "rule": _("a rule"),
        "fallback": _("no rule held"),
        "account": _("the owner of the account"),
        "manual": _("by hand"),
        "import": _("an import"),
    },
    ("call", "direction"): _DIRECTIONS,
    ("call", "outcome"): CALL_OUTCOMES,
    ("custom_field", "entity"): {
        "person": _("Person"),
        "account": _("Account"),
        "opportunity": _("Deal"),
    },
    ("custom_field", "kind"): KINDS,
    ("form_wording", "purpose"): PURPOSES,
    ("identifier", "kind"): {"email": _("E-mail"), "phone": _("Phone")},
    ("suppression", "kind"): {"email": _("E-mail"), "phone": _("Phone")},
    ("meeting", "kind"): MEETING_KINDS,
    ("meeting", "outcome"): {
        "held": _("held"),
        "no_show": _("did not come"),
        "cancelled": _("called off"),
    },
    ("opportunity", "outcome"): {"open": _("open"), "won": _("won"), "lost": _("lost")},
    ("saved_view", "subject"): {
        "people": _("People"),
        "accounts": _("Accounts"),
        "deals": _("Deals"),
        "tasks": _("Tasks"),
    },
    ("score_rule", "rule_group"): {str(group): said[0] for group, said in GROUPS.items()},
    ("stage_visit", "outcome"): {"open": _("open"), "won": _("won"), "lost": _("lost")},
    ("task", "kind"): TASK_KINDS,
    ("touch", "direction"): _DIRECTIONS,
}
"""What the values of closed sets are called, by table and column."""


def table_word(table: str) -> Text:
    """What a row of the table is called; its own name where nobody named it."""
    return TABLES.get(table, table)


def column_word(table: str, column: str) -> Text:
    """What the column is called; its own name where nobody named it."""
    return _OF_ONE_TABLE.get((table, column)) or _COLUMNS.get(column, column)


def is_named(table: str, column: str) -> bool:
    """Whether the column has a word, or needs none."""
    return column in SILENT or column in _COLUMNS or (table, column) in _OF_ONE_TABLE
