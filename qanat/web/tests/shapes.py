"""Every shape of page there is, as the quality tests and `make screenshots` open it.

`{person}`, `{account}`, `{deal}` and `{draft}` (of an import) are those of `conftest.make_records`.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Shape:
    """One page.

    Attributes:
        who: whose page it is, of `conftest.PEOPLE` or `admin`.
        click: what is pressed once it is open, one after the other.
    """

    name: str
    path: str
    who: str = "admin"
    click: tuple[str, ...] = ()


SHAPES: Final = (
    Shape("inbox", "/inbox/", "owner"),
    Shape("inbox-record", "/inbox/", "owner", click=(".wait__name",)),
    Shape("leads", "/leads/"),
    Shape("leads-panel", "/leads/", click=("a.table__lead",)),
    Shape("leads-chosen", "/leads/", click=("tbody .check",)),
    Shape("leads-columns", "/leads/", click=('[popovertarget="list-more"]',)),
    Shape("leads-none", "/leads/?q=nobody-of-this-name"),
    Shape("accounts", "/accounts/"),
    Shape("deals", "/deals/"),
    Shape("files", "/files/"),
    Shape("tasks", "/tasks/?view=open"),
    Shape("person", "/people/{person}/"),
    Shape("person-why", "/people/{person}/", click=('[popovertarget="why-score"]',)),
    Shape("person-call", "/people/{person}/", click=('[data-compose="call"]',)),
    Shape("person-convert", "/people/{person}/", click=('[hx-get$="/convert/"]',)),
    Shape("deal", "/deals/{deal}/"),
    Shape("deal-lost", "/deals/{deal}/", click=('[hx-get$="/lost/"]',)),
    Shape("account", "/accounts/{account}/"),
    Shape("person-new", "/leads/", click=("[data-key=KeyC]",)),
    Shape("board", "/board/"),
    Shape("notices", "/notices/", "owner"),
    Shape("bell", "/tasks/?view=open", "owner", click=(".bell",)),
    Shape("dashboard", "/dashboard/"),
    Shape("dashboard-mine", "/dashboard/", "owner"),
    Shape("reports", "/reports/"),
    Shape("report-funnel", "/reports/funnel/"),
    Shape("report-sources", "/reports/sources/"),
    Shape("scoring", "/settings/scoring/"),
    Shape("routing", "/settings/routing/"),
    Shape("pipelines", "/settings/pipelines/"),
    Shape("fields", "/settings/fields/"),
    Shape("profile", "/me/profile/"),
    Shape("sign-in-ways", "/me/account/"),
    Shape("settings", "/settings/"),
    Shape("users", "/settings/users/"),
    Shape("user-new", "/settings/users/", click=("[data-key=KeyC]",)),
    Shape("teams", "/settings/teams/"),
    Shape("tokens", "/settings/tokens/"),
    Shape("token-new", "/settings/tokens/", click=("[data-key=KeyC]",)),
    Shape("trash", "/settings/trash/"),
    Shape("audit", "/settings/audit/"),
    Shape("parked", "/settings/parked/"),
    Shape("health", "/settings/health/"),
    Shape("forms", "/forms/"),
    Shape("form-new", "/forms/", click=("[data-key=KeyC]",)),
    Shape("imports", "/imports/"),
    Shape("import-new", "/imports/new/"),
    Shape("import-columns", "/imports/{draft}/columns/"),
    Shape("import-preview", "/imports/{draft}/preview/"),
    Shape("inbox-first-steps", "/inbox/"),
    Shape("start", "/start/"),
    Shape("start-team", "/start/team/"),
    Shape("start-pipeline", "/start/pipeline/"),
    Shape("start-begin", "/start/begin/"),
    Shape("command", "/me/profile/", click=("[data-command]",)),
    Shape("gallery", "/gallery/"),
)
