"""The words that names are made of, read from the lists in `words/`.

The lists are our own. Where people and companies are written in Arabic script, each word carries
the Latin form that appears in its e-mail addresses and domains.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "words"
LANGUAGES: Final = ("en", "ar", "fa")


@dataclass(frozen=True)
class Word:
    """A name as it is written, and in Latin letters."""

    text: str
    latin: str


@dataclass(frozen=True, kw_only=True)
class City:
    """A place where leads live; `weight` is how many, compared with the other places."""

    language: str
    country: str
    weight: int
    time_zone: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Industry:
    """A trade; `patterns` name a company of it by language, around `{stem}`."""

    name: str
    weight: int
    domain_word: str
    patterns: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Title:
    """A job title by language; `level` is chief, director, manager, specialist or junior."""

    level: str
    texts: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class PhonePlan:
    """How telephone numbers that nobody has begin in a country, and how many digits follow."""

    prefix: str
    digits: int


@lru_cache
def names(kind: str, language: str) -> tuple[Word, ...]:
    """The words of a kind: `given` and `family` names, or `stems` of company names."""
    lines = _lines(f"{kind}_{language}.txt")
    if language == "en":
        return tuple(Word(line, line) for line in lines)
    return tuple(Word(*line.rsplit(" ", 1)) for line in lines)


@lru_cache
def cities(language: str) -> tuple[City, ...]:
    """The places where leads of this language live."""
    return tuple(
        City(language=spoken, country=country, weight=int(weight), time_zone=zone, name=name)
        for spoken, country, weight, zone, name in _rows("cities.txt")
        if spoken == language
    )


@lru_cache
def industries() -> tuple[Industry, ...]:
    """The trades that companies are in."""
    return tuple(
        Industry(
            name=name,
            weight=int(weight),
            domain_word=domain_word,
            patterns=dict(zip(LANGUAGES, patterns, strict=True)),
        )
        for name, weight, domain_word, *patterns in _rows("industries.txt")
    )


@lru_cache
def titles(level: str) -> tuple[Title, ...]:
    """The job titles of a level."""
    return tuple(
        Title(level=row[0], texts=dict(zip(LANGUAGES, row[1:], strict=True)))
        for row in _rows("titles.txt")
        if row[0] == level
    )


@lru_cache
def phone_plans() -> dict[str, PhonePlan]:
    """How to make up telephone numbers, by country."""
    return {
        country: PhonePlan(prefix=prefix, digits=int(digits))
        for country, prefix, digits in _rows("phones.txt")
    }


@lru_cache
def _own_words() -> dict[str, dict[str, str]]:
    rows = _rows("company.txt")
    return {texts[0]: dict(zip(LANGUAGES, texts, strict=True)) for texts in rows}


def own_word(english: str, language: str) -> str:
    """What the company itself calls it, in its language; a name that it does not translate stays."""
    texts = _own_words().get(english)
    return texts[language] if texts else english


def _rows(file_name: str) -> Iterator[list[str]]:
    for line in _lines(file_name):
        yield line.split(" | ")


def _lines(file_name: str) -> list[str]:
    text = (FOLDER / file_name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
