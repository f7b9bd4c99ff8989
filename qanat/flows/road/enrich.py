"""Work out what was not said: the account somebody belongs to, and where they are.

Before `record`, so that each person is written once. What is worked out only fills blanks.
"""

from collections.abc import Sequence
from functools import lru_cache

from babel.core import get_global
from babel.languages import get_official_languages

from qanat.flows.road.batch import Batch, Someone
from qanat.kernel.phone import country_of_phone
from qanat.kernel.text import matching_key
from qanat.people.public import (
    AccountDraft,
    Changes,
    accounts_claimed,
    find_accounts,
    insert_accounts,
    update_accounts,
)


def enrich(batch: Batch) -> Batch:
    """Give people their account, country, language and time zone, where it can be told."""
    _find_accounts(batch)
    for someone in batch.people:
        someone.derived = _derived(someone)
    return batch


def _find_accounts(batch: Batch) -> None:
    """The account of each person who has none: one query, and three more when some are new."""
    looking = [
        (someone, account)
        for someone in batch.people
        if someone.account_id is None and (account := _account_of(someone))
    ]
    wanted = [(account.name, account.domain) for _, account in looking]
    found = find_accounts(wanted)
    missing = [
        draft for (_, draft), account_id in zip(looking, found, strict=True) if account_id is None
    ]
    if missing:
        _make_accounts(missing, batch)
        found = find_accounts(wanted)
    for (someone, _), account_id in zip(looking, found, strict=True):
        someone.account_id = account_id
    _fill_accounts(batch)


def _account_of(someone: Someone) -> AccountDraft | None:
    return next((one.account for one in someone.arrivals if one.account is not None), None)


def _make_accounts(drafts: Sequence[AccountDraft], batch: Batch) -> None:
    """Make those accounts that still are not there, each once, whoever else makes them just now."""
    keys = {key for draft in drafts for key in (draft.domain, matching_key(draft.name)) if key}
    with accounts_claimed(keys):
        there = find_accounts([(draft.name, draft.domain) for draft in drafts])
        new: dict[str, AccountDraft] = {}
        for draft, account_id in zip(drafts, there, strict=True):
            name, domain = matching_key(draft.name), draft.domain
            if account_id is None and not {name, domain or name} & new.keys():
                new |= {name: draft, domain or name: draft}
        made = {id(draft): draft for draft in new.values()}
        insert_accounts(list(made.values()), now=batch.now)


def _fill_accounts(batch: Batch) -> None:
    """What is said about an account fills its blanks; two statements, none when nothing is said."""
    changes = [
        Changes(id=someone.account_id, values=told)
        for someone in batch.people
        if someone.account_id is not None
        for arrival in someone.arrivals
        if (told := arrival.values.account_told)
    ]
    update_accounts(changes, policy="fill", now=batch.now)


def _derived(someone: Someone) -> dict[str, str]:
    """What follows from the phone, and from the country where it follows from that alone."""
    drafts = [arrival.draft for arrival in someone.arrivals]
    told = next((draft.country for draft in drafts if draft.country), "")
    known = str(someone.before.values["country"]) if someone.before else ""
    phone = next((draft.phone for draft in drafts if draft.phone), "")
    dialled = (country_of_phone(phone.partition(" ext. ")[0]) or "") if phone else ""
    country = known or told or dialled
    language, time_zone = _habits(country)
    values = {"country": country, "language": language, "time_zone": time_zone}
    return {name: value for name, value in values.items() if value}


@lru_cache(maxsize=300)
def _habits(country: str) -> tuple[str, str]:
    """The language and the time zone of a country that has one of each; else empty."""
    languages = get_official_languages(country) if country else ()
    zones = get_global("territory_zones").get(country, [])
    language = languages[0] if len(languages) == 1 and len(languages[0]) == 2 else ""  # noqa: PLR2004 letters
    return language, zones[0] if len(zones) == 1 else ""
