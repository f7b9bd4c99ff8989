"""Finding people and accounts by any part of a name, an e-mail address or a phone.

Each word must be found; the trigram indexes answer words of three letters and more, and shorter
ones only as the beginning of a name.
"""

from typing import Final

from qanat.kernel.sql import Sql, joined
from qanat.kernel.text import ascii_digits, matching_key
from qanat.people.account_queries import AccountRow, list_accounts
from qanat.people.queries import PersonRow, list_people
from qanat.platform.actor import Actor

MOST_FOUND: Final = 50
LONGEST_SEARCH: Final = 200
TRIGRAM: Final = 3
FEWEST_DIGITS: Final = 4


def search_people(actor: Actor, text: str, *, limit: int = 20) -> list[PersonRow]:
    """People that the actor may see with `text` in their name, e-mail or phone, the newest first."""
    condition = people_search(text)
    return list_people(actor, condition, limit=min(limit, MOST_FOUND)) if condition else []


def people_search(text: str) -> Sql | None:
    """The search as a condition over `person p`; None when there is nothing to search for."""
    words = _words(text)
    if not words:
        return None
    by_name = joined(" AND ", [_name_has("p.name_key", word) for word in words])
    by_key = _key_has(text)
    if by_key is None:
        return by_name
    # One index each; an OR over two tables would read every person.
    return joined(
        "",
        [
            Sql("p.id IN (SELECT p.id FROM person p WHERE "),
            by_name,
            Sql(" UNION SELECT person_id FROM identifier i WHERE i.deleted_at IS NULL AND "),
            by_key,
            Sql(")"),
        ],
    )


def search_accounts(actor: Actor, text: str, *, limit: int = 20) -> list[AccountRow]:
    """Accounts that the actor may see with `text` in their name, the newest first."""
    condition = accounts_search(text)
    return list_accounts(actor, condition, limit=min(limit, MOST_FOUND)) if condition else []


def accounts_search(text: str) -> Sql | None:
    """The search as a condition over `account a`; None when there is nothing to search for."""
    words = _words(text)
    return joined(" AND ", [_name_has("a.name_key", word) for word in words]) if words else None


def _words(text: str) -> list[str]:
    return matching_key(text[:LONGEST_SEARCH].replace("\0", "")).split()


def _name_has(column: str, word: str) -> Sql:
    escaped = _escaped(word)
    if len(word) < TRIGRAM:
        return Sql(f"{column} LIKE %s", (f"{escaped}%",))
    return Sql(f"{column} LIKE %s", (f"%{escaped}%",))


def _key_has(text: str) -> Sql | None:
    """The condition over `identifier i`: a part of an e-mail address, or digits of a phone."""
    typed = ascii_digits(text[:LONGEST_SEARCH]).strip().lower()
    digits = "".join(letter for letter in typed if letter.isdigit()).removeprefix("00").lstrip("0")
    if len(digits) >= FEWEST_DIGITS and not any(letter.isalpha() for letter in typed):
        return Sql("i.kind = 'phone' AND i.value LIKE %s", (f"%{digits}%",))
    if len(typed) >= TRIGRAM and " " not in typed and typed.isascii():
        return Sql("i.kind = 'email' AND i.value LIKE %s", (f"%{_escaped(typed)}%",))
    return None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
