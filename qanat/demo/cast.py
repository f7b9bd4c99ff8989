"""Who the leads are: people with names, addresses and work in three languages.

Nobody in it exists: domains end in `.example`, and the telephone numbers are of possible length but
of ranges that no operator gives out.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

from qanat.demo.chance import drawn, happens, how_many
from qanat.demo.vocabulary import (
    City,
    Industry,
    Word,
    cities,
    industries,
    names,
    phone_plans,
    titles,
)

LANGUAGE_WEIGHTS: Final = {"ar": 52, "fa": 24, "en": 24}
PRIVATE_DOMAINS: Final = ("mail.example", "post.example", "inbox.example")
"""Known to the kernel as domains that tell no employer."""

LEVEL_WEIGHTS: Final = {"chief": 16, "director": 24, "manager": 26, "specialist": 24, "junior": 10}
SIZES: Final = ((2, 10, 24), (11, 50, 30), (51, 200, 23), (201, 1000, 15), (1001, 8000, 8))
"""How big companies are: from, to, and of a hundred how many."""

EMPLOYED: Final = 0.86
SAME_COMPANY: Final = 0.34
HAS_EMAIL: Final = 0.93
HAS_PHONE: Final = 0.82
KEEPS_WORK_EMAIL: Final = 0.8


@dataclass(frozen=True, kw_only=True)
class Employer:
    """A company that leads work for."""

    name: str
    domain: str
    industry: str
    size: int
    branches: int
    city: City


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A lead as they would describe themselves.

    Attributes:
        employer: None for private people.
        level: of the job title; empty without one.
    """

    given_name: str
    family_name: str
    language: str
    email: str
    phone: str
    job_title: str
    level: str
    employer: Employer | None
    city: City

    @property
    def full_name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def company(self) -> str:
        """The name of the company; empty for private people."""
        return self.employer.name if self.employer else ""


class Cast:
    """Makes up one lead after the other, no two with the same address or number."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()
        self._employers: dict[str, list[Employer]] = {language: [] for language in LANGUAGE_WEIGHTS}

    def next_profile(self) -> Profile:
        """Somebody new, who may work where others do."""
        rng = self._rng
        language = drawn(LANGUAGE_WEIGHTS, rng)
        given = rng.choice(names("given", language))
        family = rng.choice(names("family", language))
        employer = self._employer(language) if happens(EMPLOYED, rng) else None
        city = employer.city if employer else _weighted(rng, cities(language))
        level = drawn(LEVEL_WEIGHTS, rng) if employer else ""
        email = self._email(given, family, employer) if happens(HAS_EMAIL, rng) else ""
        return Profile(
            given_name=given.text,
            family_name=family.text,
            language=language,
            email=email,
            phone=self._phone(city) if not email or happens(HAS_PHONE, rng) else "",
            job_title=rng.choice(titles(level)).texts[language] if level else "",
            level=level,
            employer=employer,
            city=city,
        )

    def _employer(self, language: str) -> Employer:
        known = self._employers[language]
        if known and happens(SAME_COMPANY, self._rng):
            return self._rng.choice(known)
        employer = self._new_employer(language)
        known.append(employer)
        return employer

    def _new_employer(self, language: str) -> Employer:
        stem = self._rng.choice(names("stems", language))
        industry = _weighted(self._rng, industries())
        city = _weighted(self._rng, cities(language))
        domain = self._free(f"{_slug(stem.latin)}-{industry.domain_word}", ".example")
        branch = "" if domain.endswith(f"{industry.domain_word}.example") else f" {city.name}"
        least, most, _ = self._rng.choices(SIZES, [weight for _, _, weight in SIZES])[0]
        size = round(self._rng.triangular(least, most, least))
        return Employer(
            name=industry.patterns[language].format(stem=stem.text) + branch,
            domain=domain,
            industry=industry.name,
            size=size,
            branches=1 + how_many(math.log10(size), self._rng),
            city=city,
        )

    def _email(self, given: Word, family: Word, employer: Employer | None) -> str:
        domain = self._rng.choice(PRIVATE_DOMAINS)
        if employer and happens(KEEPS_WORK_EMAIL, self._rng):
            domain = employer.domain
        return self._free(f"{_slug(given.latin)}.{_slug(family.latin)}", f"@{domain}")

    def _phone(self, city: City) -> str:
        plan = phone_plans()[city.country]
        while True:
            number = plan.prefix + "".join(
                self._rng.choice("0123456789") for _ in range(plan.digits)
            )
            if number not in self._taken:
                self._taken.add(number)
                return number

    def _free(self, begins: str, ends: str) -> str:
        """A text that was not given out before, with a number in it where need be."""
        number, found = 1, begins + ends
        while found in self._taken:
            number += 1
            found = f"{begins}{number}{ends}"
        self._taken.add(found)
        return found


Weighted = TypeVar("Weighted", City, Industry)


def _weighted(rng: Random, among: Sequence[Weighted]) -> Weighted:
    return rng.choices(among, [one.weight for one in among])[0]


_ASCII: Final = str.maketrans("üöäéèç", "uoaeec")


def _slug(latin: str) -> str:
    return re.sub(r"[^a-z0-9]", "", latin.lower().translate(_ASCII))
