"""Which encoding a text file is in."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

SAMPLE = 256 * 1024
BLOCK = 1024 * 1024
FEWEST = 8

# What files without a mark are in, where our users are.
LIKELY = ["cp1256", "iso8859_6", "cp1252", "latin_1"]


@dataclass(frozen=True)
class Encoding:
    """How the file's bytes are text.

    Attributes:
        codec: its name.
        mark: length of the byte order mark before the text.
    """

    codec: str
    mark: int = 0


# By mark, what the text behind it may be. Files exist that carry a mark of UTF-16 before UTF-32 of
# either order, and the mark of UTF-32 LE begins with that of UTF-16 LE: what reads most plainly counts.
MARKS = (
    (codecs.BOM_UTF8, ("utf-8",)),
    (codecs.BOM_UTF32_LE, ("utf-32-le",)),
    (codecs.BOM_UTF32_BE, ("utf-32-be",)),
    (codecs.BOM_UTF16_LE, ("utf-16-le", "utf-32-le", "utf-32-be")),
    (codecs.BOM_UTF16_BE, ("utf-16-be", "utf-32-le", "utf-32-be")),
)
PLAIN = "\u2000"
"""Below it lie the letters of Latin, Arabic and Persian; above it, what wrong decoding yields."""


def encoding_of(path: Path) -> Encoding:
    """The encoding of the file: by its mark, as UTF-8 throughout, or by likeness."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    return _marked(sample) or _unmarked_utf16(sample) or _utf8(path) or _likely(sample)


def _marked(sample: bytes) -> Encoding | None:
    fitting = [
        Encoding(codec, len(mark))
        for mark, codecs_ in MARKS
        if sample.startswith(mark)
        for codec in codecs_
    ]
    return max(fitting, key=lambda encoding: _plainness(sample, encoding), default=None)


def _plainness(sample: bytes, encoding: Encoding) -> float:
    """The share of plain characters, from 0 to 1, in the sample so decoded; what cannot be read is none."""
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors="replace")
    text = decoder.decode(sample[encoding.mark :])
    return sum("\0" < character < PLAIN for character in text) / max(len(text), 1)


def _unmarked_utf16(sample: bytes) -> Encoding | None:
    """UTF-16 when every other byte of the beginning is zero, as in plain Latin text."""
    start = sample[:64]
    if len(start) >= FEWEST and set(start[1::2]) == {0}:
        return Encoding("utf-16-le")
    if len(start) >= FEWEST and set(start[0::2]) == {0}:
        return Encoding("utf-16-be")
    return None


def _utf8(path: Path) -> Encoding | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    return Encoding("utf-8")


def _likely(sample: bytes) -> Encoding:
    guess = from_bytes(sample, cp_isolation=LIKELY).best()
    return Encoding(guess.encoding if guess else "latin_1")
