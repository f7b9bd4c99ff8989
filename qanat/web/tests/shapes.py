"""Every shape of page there is, as the quality tests and `make screenshots` open it.

`{person}`, `{account}`, `{deal}`, `{form}`, `{run}` stand for the first of each that the reader sees.
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
    Shape("profile", "/me/profile/"),
    Shape("account", "/me/account/"),
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
    Shape("command", "/me/profile/", click=("[data-command]",)),
    Shape("gallery", "/gallery/"),
)
