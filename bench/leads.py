"""Leads to send and to import: made from their number, the same in every run."""

from collections.abc import Iterator
from typing import Final

GIVEN: Final = (
    "Amira",
    "Reza",
    "سارة",
    "Omar",
    "مریم",
    "Lena",
    "خالد",
    "Daniel",
    "زهرا",
    "Youssef",
)
FAMILY: Final = ("Haddad", "Karimi", "الزهراني", "Nassar", "رضایی", "Schmidt", "المصري", "Moore")
TITLES: Final = ("Marketing manager", "CEO", "مدير المبيعات", "Engineer", "مدیرعامل", "Buyer", "")
SOURCES: Final = ("web", "google", "referral", "trade show", "linkedin", "partner")
COMPANIES: Final = 20_000
"""As many as the stock has accounts."""


def lead(number: int, *, door: str) -> dict[str, str]:
    """The lead of that number; those of two doors are different people.

    Of four, two come from a company that is known, one from a new one, and one tells of none.
    """
    given, family = GIVEN[number % len(GIVEN)], FAMILY[number // 3 % len(FAMILY)]
    return {
        "name": f"{given} {family}",
        "email": f"{door}.{number}@{_domain(number, door)}",
        "phone": f"+9715{_digits(door)}{number:06d}",
        "job_title": TITLES[number % len(TITLES)],
        "country": ("AE", "SA", "EG", "IR")[number % 4],
        "source": SOURCES[number % len(SOURCES)],
        "medium": "cpc" if number % 3 else "organic",
        "campaign": f"campaign {number % 12 + 1}",
    }


def _domain(number: int, door: str) -> str:
    """Where the e-mail comes from, by which the company is known."""
    known = number * 7919 % COMPANIES + 1
    mixed = (f"company{known}.example.com", f"{door}-{number}.example.com", "gmail.com")
    return (*mixed, mixed[0])[number // 2 % 4]


def leads(first: int, number: int, *, door: str) -> Iterator[dict[str, str]]:
    """So many leads from a number on."""
    return (lead(first + place, door=door) for place in range(number))


def _digits(door: str) -> str:
    """Two digits that keep the telephone numbers of doors apart."""
    return f"{sum(door.encode()) % 100:02d}"
