"""Arabic: و joined to the next word, six forms after a number, agreement in gender."""

from collections.abc import Sequence
from dataclasses import dataclass

from qanat.criteria.wording.base import Wording


@dataclass(frozen=True)
class Counted:
    """A noun after a number, in the genitive or accusative, as all our sentences need it.

    Attributes:
        none: after 0.
        one, two: with the number in them.
        few: after 3 to 10 (and 103 to 110, …).
        many: after 11 to 99 (and 111 to 199, …).
        other: after whole hundreds and one or two above.
    """

    none: str
    one: str
    two: str
    few: str
    many: str
    other: str

    def after(self, count: int, shown: str) -> str:
        """The number and the noun."""
        match count:
            case 0:
                return f"{shown} {self.none}"
            case 1:
                return self.one
            case 2:
                return self.two
            case _:
                return f"{shown} {self._plural(count % 100)}"

    def _plural(self, last_two_digits: int) -> str:
        if last_two_digits in range(3):
            return self.other
        return self.few if last_two_digits in range(3, 11) else self.many


DAYS = Counted("يوم", "يوم واحد", "يومين", "أيام", "يومًا", "يوم")
TIMES = Counted("مرة", "مرة واحدة", "مرتين", "مرات", "مرة", "مرة")


class Arabic(Wording):
    """Modern standard Arabic with Latin digits, as plain `ar` has them in browsers."""

    language = "ar"
    opening, closing = "«", "»"
    comma = "، "

    def own_field(self, quoted_label: str) -> str:
        return f"الحقل {quoted_label}"

    def and_list(self, parts: Sequence[str]) -> str:
        return " و".join(parts)

    def or_list(self, parts: Sequence[str]) -> str:
        return " أو ".join(parts)

    def nor_list(self, parts: Sequence[str]) -> str:
        return " ولا ".join(parts)

    def denied(self, text: str) -> str:
        return f"ليس صحيحًا أنّ {text}"

    def days(self, count: int) -> str:
        return DAYS.after(count, self.number(count))

    def times(self, count: int) -> str:
        return TIMES.after(count, self.number(count))
