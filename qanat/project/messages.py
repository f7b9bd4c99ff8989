"""`make messages`: collect the sentences of pages and compile their translations.

Made with Babel alone, because gettext's own programs are not on every machine. The compiled
catalogues are in git, so that a fresh clone speaks three languages without a build step.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
LANGUAGES = ("ar", "fa")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_PYTHON_NAMED = re.compile(r"%\(\w+\)s")


def collected() -> Catalog:
    """Every sentence in our templates and code, with the files that say it."""
    catalog = Catalog(project="Qanat", charset="utf-8")
    for path in _sources():
        place = path.relative_to(PACKAGE).as_posix()
        text = path.read_text()
        code = templatize(text, origin=place) if path.suffix in {".html", ".txt"} else text
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(code.encode()), keywords=KEYWORDS
        ):
            catalog.add(message, locations=[(place, 0)], context=context, flags=_flags(message))
    return catalog


def known(language: str) -> Catalog:
    """The catalogue of a language as it is in git."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language, domain="django")


def compiled(catalog: Catalog) -> bytes:
    """What Django reads."""
    packed = io.BytesIO()
    write_mo(packed, catalog)
    return packed.getvalue()


def main() -> None:
    """Bring the catalogues up to date; what is new is left empty for a person to translate."""
    template = collected()
    for language in LANGUAGES:
        catalog = known(language) if _po(language).exists() else Catalog(locale=language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.fuzzy = False
        catalog.project, catalog.version = "Qanat", ""
        catalog.header_comment = (
            "# The sentences of the pages. Collected and compiled by `make messages`."
        )
        _po(language).parent.mkdir(parents=True, exist_ok=True)
        with _po(language).open("wb") as file:
            write_po(file, catalog, sort_output=True, include_lineno=False, width=98)
        _po(language).with_suffix(".mo").write_bytes(compiled(catalog))


def _sources() -> Iterator[Path]:
    folders = [PACKAGE / "web", PACKAGE / "access"]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and "tests" not in path.parts:
                yield path


def _flags(message: str | tuple[str, ...]) -> list[str]:
    forms = (message,) if isinstance(message, str) else message
    return ["python-format"] if any(_PYTHON_NAMED.search(form) for form in forms) else []


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


if __name__ == "__main__":
    main()
