"""The disc that stands for a person or a user."""

from django.utils.safestring import SafeString

from qanat.web.markup import markup

HUES = 8


def avatar_html(key: int | None, name: str, size: str = "") -> SafeString:
    """A disc with initials in the colour of the id; without an id a broken ring: nobody."""
    sized = f" avatar--{size}" if size else ""
    if key is None:
        return markup('<span class="avatar avatar--none{}" aria-hidden="true"></span>', sized)
    return markup(
        '<span class="avatar avatar--{}{}" aria-hidden="true">{}</span>',
        key % HUES + 1,
        sized,
        initials(name),
    )


def initials(name: str) -> str:
    """First letters of first and last name; one letter in scripts that would join two."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    first = words[0][0].upper()
    if not first.isascii() or len(words) == 1:
        return first
    return first + words[-1][0].upper()
