"""Text as people type it: cleaned for storing, keyed for matching, isolated for showing.

The original is always kept for display; a key is for searching and matching only. The key is
also an SQL function (`matching_key.sql`), and a test on PostgreSQL holds that both agree.
"""

import re
from pathlib import Path
from typing import Final
from unicodedata import normalize

from qanat.kernel.errors import Invalid

ISOLATE: Final = "\u2068"
POP_ISOLATE: Final = "\u2069"

EMBEDDINGS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS: Final = "\u061c\u200e\u200f"
INVISIBLE: Final = "\u00ad\u180e\u200b\u200d\u2060\ufeff"
HARAKAT: Final = "".join(map(chr, range(0x064B, 0x0660))) + "\u0670"
TATWEEL: Final = "\u0640"
ZWNJ: Final = "\u200c"
SPACES: Final = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029"

ARABIC_DIGITS: Final = "٠١٢٣٤٥٦٧٨٩"
PERSIAN_DIGITS: Final = "۰۱۲۳۴۵۶۷۸۹"

DROPPED: Final = EMBEDDINGS + MARKS + INVISIBLE + TATWEEL + HARAKAT
"""What a key leaves out."""

FOLDED: Final = {
    **dict.fromkeys("آأإٱ", "ا"),
    "ؤ": "و",
    **dict.fromkeys("ئىیےۓ", "ي"),
    "ک": "ك",
    **dict.fromkeys("ةۀەہۂۃھ", "ه"),
    **dict.fromkeys(SPACES + ZWNJ, " "),
    **{digit: str(value) for value, digit in enumerate(ARABIC_DIGITS)},
    **{digit: str(value) for value, digit in enumerate(PERSIAN_DIGITS)},
    "I": "i",
    "İ": "i",
    "Σ": "σ",
    "ς": "σ",
}
"""One character for another in a key.

The last four lines are where lower-casing depends on the place in the word (final sigma) or on
the locale of the database (Turkish); folding them first makes Python and PostgreSQL agree.
"""

SPELT_OUT: Final = {"ß": "ss", "ẞ": "ss"}
"""One character for two in a key, as case folding has it."""

_KEY = str.maketrans({**dict.fromkeys(DROPPED), **FOLDED, **SPELT_OUT})
_DIGITS = str.maketrans(ARABIC_DIGITS + PERSIAN_DIGITS, "0123456789" * 2)
_UNSEEN = dict.fromkeys(
    [code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()]
    + [ord(character) for character in EMBEDDINGS]
)
_INVISIBLE = dict.fromkeys(map(ord, EMBEDDINGS + MARKS + INVISIBLE + ZWNJ))
_HAS_UNSEEN = re.compile("[" + re.escape("".join(map(chr, _UNSEEN))) + "]")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def matching_key(text: str) -> str:
    """What stays when spelling that does not tell two words apart is taken away.

    In this order: NFKC; bidi controls, other invisible characters, tatweel and harakat removed;
    Arabic and Persian letters folded; ZWNJ to a space; digits to ASCII; lower case with ß as ss
    and ς as σ; one space between words. Words stay apart, so the key can be cut into tokens.
    """
    if not text.isascii():
        text = normalize("NFKC", text).translate(_KEY)
    return " ".join(text.lower().split())


def joined_key(text: str) -> str:
    """The matching key without spaces, equal for «می‌خواهم», «می خواهم» and «میخواهم»."""
    return matching_key(text).replace(" ", "")


def clean(text: str) -> str:
    """One line as typed, fit to store: NFC, single spaces, no unseen control characters.

    Letters, ZWNJ and direction marks stay as typed.

    Raises:
        Invalid: `text_nul` or `text_encoding`, for what no database can hold.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(_fit_to_store(text).split())


def clean_lines(text: str) -> str:
    """Several lines as typed, fit to store: each cleaned, at most one empty line in a row.

    Raises:
        Invalid: `text_nul` or `text_encoding`, for what no database can hold.
    """
    lines = (clean(line) for line in _LINE_BREAK.split(text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def isolated(text: str) -> str:
    """The text between U+2068 and U+2069, so that it cannot disturb a sentence around it.

    For plain text such as subjects and notifications; pages use `<bdi>`. Controls inside are
    removed, because an unpaired one would end the isolation.
    """
    return ISOLATE + text.translate(_UNSEEN) + POP_ISOLATE


def ascii_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits written 0 to 9."""
    return text if text.isascii() else text.translate(_DIGITS)


def seen(text: str) -> str:
    """The text trimmed and without characters that nobody sees, as pasted with numbers and addresses."""
    if text.isascii():
        return text.strip()
    return text.translate(_INVISIBLE).strip()


def matching_key_sql() -> str:
    """The statement that creates the SQL function `qanat_matching_key(text)`."""
    return Path(__file__).with_name("matching_key.sql").read_text(encoding="utf-8")


def _fit_to_store(text: str) -> str:
    if "\0" in text:
        raise Invalid("The text has a NUL character; please remove it.", code="text_nul")
    if _SURROGATE.search(text):
        raise Invalid(
            "The text has broken characters; please save it as UTF-8 and try again.",
            code="text_encoding",
        )
    if _HAS_UNSEEN.search(text):
        text = text.translate(_UNSEEN)
    return normalize("NFC", text)
