"""English."""

from collections.abc import Sequence

from qanat.criteria.wording.base import Wording


class English(Wording):
    """English as a plain sentence has it."""

    language = "en"
    opening, closing = "“", "”"
    comma = ", "

    def own_field(self, quoted_label: str) -> str:
        return f"the field {quoted_label}"

    def and_list(self, parts: Sequence[str]) -> str:
        return self.list_of(parts, " and ")

    def or_list(self, parts: Sequence[str]) -> str:
        return self.list_of(parts, " or ")

    def nor_list(self, parts: Sequence[str]) -> str:
        return self.list_of(parts, " or ")

    def denied(self, text: str) -> str:
        return f"it is not the case that {text}"

    def days(self, count: int) -> str:
        return "1 day" if count == 1 else f"{self.number(count)} days"

    def times(self, count: int) -> str:
        match count:
            case 1:
                return "once"
            case 2:
                return "twice"
            case _:
                return f"{self.number(count)} times"
