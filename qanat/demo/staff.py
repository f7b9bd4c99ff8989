"""Who works at the demo company: users in teams, and how they sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from qanat.access.public import RoleName, add_member, create_team, create_user
from qanat.demo.vocabulary import own_word
from qanat.demo.workdays import TIME_ZONE
from qanat.platform.actor import Actor

ORGANISATION: Final = "Rawabi Systems"
DOMAIN: Final = "rawabi.example"
PASSWORD: Final = "qanat-demo-company"  # noqa: S105 shown to everybody, for a company that is made up

GULF: Final = "Gulf and Arab countries"
PERSIA: Final = "Iran and Afghanistan"
ABROAD: Final = "Key accounts and abroad"


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody who works there."""

    first_name: str
    name: str
    role: RoleName
    language: str
    teams: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address with which they sign in."""
        return f"{self.first_name}@{DOMAIN}"


def _representative(first_name: str, name: str, language: str, team: str) -> Member:
    return Member(
        first_name=first_name,
        name=name,
        role=RoleName.REPRESENTATIVE,
        language=language,
        teams=(team,),
    )


ADMIN: Final = Member(first_name="noura", name="Noura Al-Fahad", role=RoleName.ADMIN, language="en")
STAFF: Final = (
    Member(
        first_name="khalid",
        name="خالد المنصور",
        role=RoleName.MANAGER,
        language="ar",
        teams=(GULF, PERSIA),
    ),
    Member(
        first_name="helen",
        name="Helen Brooks",
        role=RoleName.MANAGER,
        language="en",
        teams=(ABROAD,),
    ),
    _representative("sara", "سارة الحربي", "ar", GULF),
    _representative("fahad", "فهد الشمري", "ar", GULF),
    _representative("mona", "منى البدر", "ar", GULF),
    _representative("arash", "آرش رستمی", "fa", PERSIA),
    _representative("shirin", "شیرین کاویانی", "fa", PERSIA),
    _representative("daniel", "Daniel Weber", "en", ABROAD),
    _representative("priya", "Priya Nair", "en", ABROAD),
    _representative("omar", "Omar Haddad", "en", ABROAD),
    Member(first_name="lina", name="لينا خوري", role=RoleName.MARKETER, language="ar"),
    Member(first_name="kian", name="کیان سپهری", role=RoleName.MARKETER, language="fa"),
    Member(first_name="peter", name="Peter Lang", role=RoleName.READ_ONLY, language="en"),
)
TEAMS: Final = (GULF, PERSIA, ABROAD)


def employ(
    staff: Sequence[Member], *, language: str, actor: Actor, now: datetime
) -> dict[str, int]:
    """The ids of the users by first name, made together with their teams, which `language` names.

    Most of the time goes into hashing the passwords, 0.3 s each.
    """
    team_ids = {team: create_team(own_word(team, language), actor=actor).id for team in TEAMS}
    user_ids = {}
    for member in staff:
        user = create_user(
            email=member.email,
            name=member.name,
            role=member.role,
            password=PASSWORD,
            language=member.language,
            time_zone=TIME_ZONE,
            actor=actor,
            now=now,
        )
        user_ids[member.first_name] = user.id
        for team in member.teams:
            add_member(team_ids[team], user.id, actor=actor)
    return user_ids
