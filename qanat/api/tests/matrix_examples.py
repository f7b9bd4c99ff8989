"""One sound request for every operation of the API, with what it is about.

`about` tells what happens to whoever does not see the records it names:

- RECORD: 404, as if there were none
- REFERENCE: 422 with the path, since the record is named in the body
- NOBODY: it is about no record of anybody; whoever holds the permission may
- SENDER: only who sent it, or who may see the inbox
- HOLDER: only whose it is, or who may change users
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto
from typing import Any

from qanat.kernel import clock


class About(StrEnum):
    RECORD = auto()
    REFERENCE = auto()
    NOBODY = auto()
    SENDER = auto()
    HOLDER = auto()


@dataclass(frozen=True)
class Named:
    """Something of the target (`T`) or the world (`W`), known when the request is made."""

    whose: str
    name: str


class Whose:
    def __init__(self, whose: str) -> None:
        self.whose = whose

    def __getattr__(self, name: str) -> Named:
        return Named(self.whose, name)


T, W = Whose("t"), Whose("w")


@dataclass(frozen=True)
class Example:
    """`path` and `body` are filled with the target's Belongings as `t` and the world as `w`."""

    method: str
    path: str
    body: Any
    about: About

    def request(self, t: Any, w: Any) -> tuple[str, str, Any]:
        """Method, path and body."""
        return self.method, self.path.format(t=t, w=w), filled(self.body, {"t": t, "w": w})


def filled(value: Any, known: dict[str, Any]) -> Any:
    match value:
        case Named():
            return getattr(known[value.whose], value.name)
        case dict():
            return {key: filled(part, known) for key, part in value.items()}
        case list():
            return [filled(part, known) for part in value]
        case _ if callable(value):
            return value()
        case _:
            return value


def soon() -> str:
    return (clock.now() + timedelta(days=2)).isoformat()


def this_instant() -> str:
    return clock.now().isoformat()


def get(path: str, about: About = About.NOBODY) -> Example:
    return Example("GET", path, None, about)


def send(method: str, path: str, body: Any = None, about: About = About.NOBODY) -> Example:
    return Example(method, path, body, about)


SAUDI = {"field": "person.country", "is": "is", "value": "SA"}
SCORE_RULE = {"name": "Saudi", "group": "explicit", "criteria": SAUDI, "points": 5}
R, REF, SENDER, HOLDER = (
    *(About.RECORD, About.REFERENCE),
    *(About.SENDER, About.HOLDER),
)

EXAMPLES: dict[str, Example] = {
    # leads
    "add_leads": send("POST", "/leads", {"full_name": "New Lead", "email": "new@example.com"}),
    "show_submission": get("/submissions/{t.submission}", SENDER),
    # people
    "list_people": get("/people"),
    "count_people": get("/people/count"),
    "create_person": send("POST", "/people", {"full_name": "Somebody"}),
    "show_person": get("/people/{t.person}", R),
    "change_person": send("PATCH", "/people/{t.person}", {"city": "Jeddah"}, R),
    "delete_person": send("DELETE", "/people/{t.person}", None, R),
    "restore_person": send("POST", "/people/{t.trashed_person}/restore", None, R),
    "set_status": send("PUT", "/people/{t.fresh_person}/status", {"status": "contacted"}, R),
    "set_lifecycle": send("PUT", "/people/{t.person}/lifecycle", {"lifecycle": "customer"}, R),
    "set_owner": send("PUT", "/people/{t.person}/owner", {"owner_id": W.seller}, R),
    "show_score_history": get("/people/{t.person}/score/history", R),
    "convert_person": send("POST", "/people/{t.fresh_person}/convert", {}, R),
    "list_events": get("/people/{t.person}/events", R),
    "add_events": send(
        "POST",
        "/events",
        {"events": [{"kind": "page_view", "person_id": T.person}]},
        REF,
    ),
    "list_consents": get("/people/{t.person}/consents", R),
    "record_consent": send(
        "POST",
        "/people/{t.person}/consents",
        {
            "channel": "phone",
            "purpose": "marketing",
            "state": "granted",
            "source": "call",
        },
        R,
    ),
    "list_tags": get("/tags"),
    "tag_people": send("POST", "/tags", {"person_ids": [T.person], "add": ["VIP"]}, R),
    "list_lists": get("/lists"),
    "create_list": send("POST", "/lists", {"name": "Another"}),
    "delete_list": send("DELETE", "/lists/{w.list}"),
    "add_to_list": send("POST", "/lists/{w.list}/people", {"person_ids": [T.fresh_person]}, R),
    "remove_from_list": send(
        "POST", "/lists/{w.list}/people/remove", {"person_ids": [T.person]}, R
    ),
    # accounts
    "list_accounts": get("/accounts"),
    "create_account": send("POST", "/accounts", {"name": "Another"}),
    "show_account": get("/accounts/{t.account}", R),
    "change_account": send("PATCH", "/accounts/{t.account}", {"city": "Jeddah"}, R),
    "delete_account": send("DELETE", "/accounts/{t.account}", None, R),
    "restore_account": send("POST", "/accounts/{t.trashed_account}/restore", None, R),
    # opportunities
    "list_opportunities": get("/opportunities"),
    "create_opportunity": send(
        "POST", "/opportunities", {"name": "Sale", "person_id": T.person}, REF
    ),
    "show_opportunity": get("/opportunities/{t.opportunity}", R),
    "change_opportunity": send("PATCH", "/opportunities/{t.opportunity}", {"amount": "5"}, R),
    "delete_opportunity": send("DELETE", "/opportunities/{t.opportunity}", None, R),
    "restore_opportunity": send("POST", "/opportunities/{t.trashed_opportunity}/restore", None, R),
    "move_opportunity": send(
        "POST", "/opportunities/{t.opportunity}/move", {"stage_id": W.second_stage}, R
    ),
    "win_opportunity": send("POST", "/opportunities/{t.opportunity}/win", {"amount": "5"}, R),
    "lose_opportunity": send(
        "POST", "/opportunities/{t.opportunity}/lose", {"reason": W.reason}, R
    ),
    "reopen_opportunity": send("POST", "/opportunities/{t.lost_opportunity}/reopen", {}, R),
    "list_stage_visits": get("/opportunities/{t.opportunity}/visits", R),
    "list_pipelines": get("/pipelines"),
    "show_board": get("/pipelines/{w.pipeline}/board"),
    "list_lost_reasons": get("/lost-reasons"),
    "create_lost_reason": send("POST", "/lost-reasons", {"label": {"en": "Too late"}}),
    "rename_lost_reason": send("PUT", "/lost-reasons/{w.reason}/label", {"label": {"en": "No"}}),
    "delete_lost_reason": send("DELETE", "/lost-reasons/{w.reason}"),
    "create_pipeline": send("POST", "/pipelines", {"label": {"en": "Renewals"}}),
    "rename_pipeline": send("PUT", "/pipelines/{w.pipeline}/label", {"label": {"en": "Sales"}}),
    "make_pipeline_default": send("POST", "/pipelines/{w.spare_pipeline}/default"),
    "set_opportunity_criteria": send(
        "PUT", "/pipelines/{w.pipeline}/opportunity-criteria", {"criteria": SAUDI}
    ),
    "delete_pipeline": send("DELETE", "/pipelines/{w.spare_pipeline}"),
    "create_stage": send("POST", "/pipelines/{w.pipeline}/stages", {"label": {"en": "Trial"}}),
    "reorder_stages": send("PUT", "/pipelines/{w.pipeline}/stages/order", {"stage_ids": W.stages}),
    "change_stage": send("PATCH", "/stages/{w.second_stage}", {"chance": 35}),
    "delete_stage": send("DELETE", "/stages/{w.second_stage}"),
    # what was imported, and what is in the trash
    "list_imports": get("/imports"),
    "start_import": send("POST", "/imports?name=new.csv", b"Name,E-mail\nNew,n@example.com\n"),
    "show_import": get("/imports/{t.import_run}", R),
    "show_refused_rows": get("/imports/{t.import_run}/refused", R),
    "undo_import": send("POST", "/imports/{t.import_run}/undo", None, R),
    "list_trashed_people": get("/trash/people"),
    "list_trashed_accounts": get("/trash/accounts"),
    "list_trashed_opportunities": get("/trash/opportunities"),
    # work
    "list_tasks": get("/tasks"),
    "plan_task": send(
        "POST",
        "/tasks",
        {"title": "Call", "due_at": soon, "person_id": T.person},
        REF,
    ),
    "change_task": send("PATCH", "/tasks/{t.task}", {"title": "Call again"}, R),
    "finish_task": send("POST", "/tasks/{t.task}/finish", {"outcome": "done"}, R),
    "snooze_task": send("POST", "/tasks/{t.task}/snooze", {"until": soon}, R),
    "delete_task": send("DELETE", "/tasks/{t.task}", None, R),
    "list_calls": get("/people/{t.person}/calls", R),
    "log_call": send(
        "POST",
        "/calls",
        {
            "direction": "outbound",
            "outcome": "busy",
            "started_at": this_instant,
            "person_id": T.person,
        },
        REF,
    ),
    "list_meetings": get("/people/{t.person}/meetings", R),
    "add_meeting": send("POST", "/meetings", {"starts_at": soon, "person_id": T.person}, REF),
    "finish_meeting": send("POST", "/meetings/{t.meeting}/finish", {"outcome": "cancelled"}, R),
    "list_notes": get("/people/{t.person}/notes", R),
    "add_note": send("POST", "/notes", {"text": "Mornings.", "person_id": T.person}, REF),
    "delete_note": send("DELETE", "/notes/{t.note}", None, R),
    # campaigns, criteria, reports
    "list_campaigns": get("/campaigns"),
    "change_campaign": send("PATCH", "/campaigns/{w.campaign}", {"cost": "7"}),
    "count_criteria": send("POST", "/criteria/count", {"criteria": SAUDI}),
    "describe_criteria": send("POST", "/criteria/describe", {"criteria": SAUDI}),
    "explain_criteria": send(
        "POST", "/criteria/explain", {"criteria": SAUDI, "person_ids": [T.person]}, R
    ),
    "list_reports": get("/reports"),
    "show_report": get("/reports/sources"),
    # scoring
    "list_score_models": get("/score/models"),
    "create_score_model": send("POST", "/score/models", {"name": "Next", "copy_of": W.model}),
    "delete_score_model": send("DELETE", "/score/models/{w.draft}"),
    "set_thresholds": send(
        "PUT", "/score/models/{w.draft}/thresholds", {"warm_at": 30, "hot_at": 60, "mql_at": 50}
    ),
    "preview_score_model": get("/score/models/{w.draft}/preview"),
    "activate_score_model": send("POST", "/score/models/{w.draft}/activate"),
    "list_score_rules": get("/score/models/{w.model}/rules"),
    "add_score_rule": send("POST", "/score/models/{w.draft}/rules", SCORE_RULE),
    "change_score_rule": send("PUT", "/score/rules/{w.draft_rule}", SCORE_RULE),
    "delete_score_rule": send("DELETE", "/score/rules/{w.draft_rule}"),
    # routing
    "list_pools": get("/routing/pools"),
    "create_pool": send("POST", "/routing/pools", {"name": "West"}),
    "delete_pool": send("DELETE", "/routing/pools/{w.spare_pool}"),
    "set_fallback": send("PUT", "/routing/pools/{w.pool}/fallback"),
    "add_pool_member": send("POST", "/routing/pools/{w.pool}/members/{w.second_admin}", {}),
    "change_pool_member": send("PUT", "/routing/pools/{w.pool}/members/{w.victim}", {"share": 3}),
    "remove_pool_member": send("DELETE", "/routing/pools/{w.pool}/members/{w.victim}"),
    "list_routing_rules": get("/routing/rules"),
    "create_routing_rule": send(
        "POST", "/routing/rules", {"name": "Saudi", "criteria": SAUDI, "pool_id": W.pool}
    ),
    "change_routing_rule": send("PATCH", "/routing/rules/{w.rule}", {"active": False}),
    "move_routing_rule": send("PUT", "/routing/rules/{w.rule}/position", {"position": 1}),
    "delete_routing_rule": send("DELETE", "/routing/rules/{w.rule}"),
    "show_unowned": get("/routing/unowned"),
    "hand_on": send("POST", "/routing/hand-on", {"user_id": W.hander}),
    # settings
    "list_fields": get("/fields/person"),
    "define_field": send(
        "POST", "/fields/person", {"key": "budget", "kind": "number", "labels": {"en": "Budget"}}
    ),
    "change_field": send("PATCH", "/fields/person/size", {"labels": {"en": "How big"}}),
    "delete_field": send("DELETE", "/fields/person/size"),
    "list_statuses": get("/statuses"),
    "create_status": send("POST", "/statuses", {"key": "resting", "labels": {"en": "Resting"}}),
    "change_status": send("PATCH", "/statuses/waiting", {"labels": {"en": "Waits"}}),
    "set_status_gate": send("PUT", "/statuses/waiting/gate", {"gate": SAUDI}),
    "delete_status": send("DELETE", "/statuses/waiting"),
    # inbox
    "list_parked": get("/inbox/parked"),
    "mend_submission": send(
        "PATCH", "/inbox/submissions/{w.parked}", {"changes": {"email": "a@example.com"}}
    ),
    "replay_submissions": send("POST", "/inbox/replay", {"ids": [W.parked]}),
    "drop_submissions": send("POST", "/inbox/drop", {"ids": [W.parked]}),
    # users and tokens
    "show_me": get("/me"),
    "change_me": send("PATCH", "/me", {"name": "Me"}),
    "change_user": send("PATCH", "/users/{w.victim}", {"language": "ar"}),
    "remove_second_step": send("DELETE", "/users/{w.victim}/second-step"),
    "list_users": get("/users"),
    "create_user": send("POST", "/users", {"email": "made@example.com", "role": "manager"}),
    "show_user": get("/users/{w.victim}"),
    "change_role": send("PUT", "/users/{w.victim}/role", {"role": "manager"}),
    "change_password": send(
        "PUT",
        "/users/{w.victim}/password",
        {"password": "a-long-and-rare-pass-phrase"},
    ),
    "deactivate_user": send("POST", "/users/{w.victim}/deactivate"),
    "activate_user": send("POST", "/users/{w.victim}/activate"),
    "list_teams": get("/teams"),
    "create_team": send("POST", "/teams", {"name": "West"}),
    "show_team": get("/teams/{w.team}"),
    "add_member": send("PUT", "/teams/{w.team}/members/{w.victim}"),
    "remove_member": send("DELETE", "/teams/{w.team}/members/{w.victim}"),
    "list_tokens": get("/tokens"),
    "issue_token": send("POST", "/tokens", {"name": "more", "scopes": ["people.view"]}),
    "revoke_token": send("DELETE", "/tokens/{t.token}", None, HOLDER),
}
