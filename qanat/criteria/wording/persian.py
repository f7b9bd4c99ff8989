"""Persian: the verb at the end, Persian digits, the Jalali calendar."""

from collections.abc import Sequence

from qanat.criteria.wording.base import Wording
from qanat.kernel.months import JALALI
from qanat.kernel.shown import PERSIAN


class Persian(Wording):
    """Persian of Iran."""

    language = "fa"
    opening, closing = "«", "»"
    comma = "، "
    calendar: str = JALALI
    numerals: str = PERSIAN

    def own_field(self, quoted_label: str) -> str:
        return f"فیلد {quoted_label}"

    def and_list(self, parts: Sequence[str]) -> str:
        return self.list_of(parts, " و ")

    def or_list(self, parts: Sequence[str]) -> str:
        return self.list_of(parts, " یا ")

    def nor_list(self, parts: Sequence[str]) -> str:
        return self.list_of(parts, " و ")

    def denied(self, text: str) -> str:
        return f"چنین نیست که {text}"

    def days(self, count: int) -> str:
        return f"{self.number(count)} روز"

    def times(self, count: int) -> str:
        return f"{self.number(count)} بار"
