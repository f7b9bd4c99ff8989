"""What the kinds of tasks and meetings are called, wherever they are shown or written. No Django here."""

from types import MappingProxyType
from typing import Final

from qanat.kernel.phrase import Phrase

KIND_NAMES: Final = MappingProxyType(
    {
        "todo": Phrase("To do", "للإنجاز", "برای انجام"),
        "call": Phrase("Call", "مكالمة", "تماس"),
        "email": Phrase("E-mail", "بريد إلكتروني", "ایمیل"),
        "meeting": Phrase("Meeting", "اجتماع", "جلسه"),
        "follow_up": Phrase("Follow-up", "متابعة", "پیگیری"),
        "presentation": Phrase("Presentation", "عرض تقديمي", "ارائه"),
    }
)


def kind_name(kind: str, language: str) -> str:
    """The name of a kind of task or meeting; whatever is none comes back as it is."""
    return KIND_NAMES[kind].in_language(language) if kind in KIND_NAMES else kind
