"""What describing criteria needs to know of a language."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import ClassVar

from qanat.kernel.months import GREGORIAN
from qanat.kernel.phrase import Phrase
from qanat.kernel.shown import LATIN, shown_date, shown_instant, shown_number
from qanat.kernel.text import isolated


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A sentence with places such as `{field}` and `{value}`, in three languages.

    Attributes:
        feminine: the Arabic one after a label of feminine agreement; the same when empty.
    """

    en: str
    ar: str
    fa: str
    feminine: str = ""


class Wording(ABC):
    """One language. Methods give parts of sentences, `sentence` makes a whole one of them.

    Attributes:
        calendar, numerals: those of the language, unless a reader wants others.
        marks: what stands before and after each value, for whoever sets values off.
    """

    language: ClassVar[str]
    calendar: str = GREGORIAN
    numerals: str = LATIN
    marks: tuple[str, str] = ("", "")
    opening: str
    closing: str
    comma: ClassVar[str]

    def quoted(self, text: str) -> str:
        """A user's text set off by the quotes of the language, unable to disturb what is around."""
        return f"{self.opening}{isolated(text)}{self.closing}"

    def phrase(self, phrase: Phrase) -> str:
        """Our own words."""
        return phrase.in_language(self.language)

    def label(self, phrase: Phrase, *, quoted: bool) -> str:
        """The name of a field; a user's own words are said to be the name of a field."""
        words = self.phrase(phrase)
        return self.own_field(self.quoted(words)) if quoted else words

    def say(self, saying: Saying, *, feminine: bool = False, **places: str) -> str:
        """The saying with its places filled."""
        return self._template(saying, feminine=feminine).format(**places)

    def _template(self, saying: Saying, *, feminine: bool) -> str:
        match self.language:
            case "ar":
                return (saying.feminine or saying.ar) if feminine else saying.ar
            case "fa":
                return saying.fa
            case _:
                return saying.en

    def value(self, shown: str) -> str:
        """A value between its marks."""
        before, after = self.marks
        return f"{before}{shown}{after}" if shown else ""

    def number(self, number: int | Decimal) -> str:
        """The number with groups of three, in the digits of the language."""
        return shown_number(number, language=self.language, digits=self.numerals)

    def date(self, day: date) -> str:
        """A day in the calendar of the language."""
        return shown_date(day, calendar=self.calendar, language=self.language, digits=self.numerals)

    def instant(self, instant: datetime) -> str:
        """Day, time and zone."""
        shown = shown_instant(
            instant,
            zone=UTC,
            calendar=self.calendar,
            language=self.language,
            digits=self.numerals,
        )
        return f"{shown} {isolated('UTC')}"

    def list_of(self, parts: Sequence[str], last: str) -> str:
        """`a, b and c` with `last` (a conjunction with its spaces) before the last."""
        if len(parts) <= 1:
            return "".join(parts)
        return f"{self.comma.join(parts[:-1])}{last}{parts[-1]}"

    def group(self, text: str) -> str:
        """A part of a sentence held together."""
        return f"({text})"

    def sentence(self, text: str) -> str:
        """A whole sentence."""
        start = len(text) - len(text.lstrip("("))
        return f"{text[:start]}{text[start : start + 1].upper()}{text[start + 1 :]}."

    @abstractmethod
    def own_field(self, quoted_label: str) -> str:
        """A field whose label is a user's own words."""

    @abstractmethod
    def and_list(self, parts: Sequence[str]) -> str:
        """`a, b and c`."""

    @abstractmethod
    def or_list(self, parts: Sequence[str]) -> str:
        """`a, b or c`."""

    @abstractmethod
    def nor_list(self, parts: Sequence[str]) -> str:
        """The same after a denial."""

    @abstractmethod
    def denied(self, text: str) -> str:
        """It is not so that `text`."""

    @abstractmethod
    def days(self, count: int) -> str:
        """So many days, as a span of time."""

    @abstractmethod
    def times(self, count: int) -> str:
        """So often."""
