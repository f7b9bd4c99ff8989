"""`make messages`: collect the sentences of pages and compile their translations.

An area of the pages has its own catalogue, `qanat/web/<area>/locale`, for what only it says; what is
said elsewhere, or in several areas, is in `qanat/locale`.

Made with Babel alone, because gettext's own programs are not on every machine. The compiled
catalogues are in git, so that a fresh clone speaks three languages without a build step.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "locale"
LANGUAGES = ("ar", "fa")
AREAS = tuple(sorted(path.parent.name for path in (PACKAGE / "web").glob("*/urls.py")))
# Babel gives Persian one form; Django and people use two.
EMPTY = {
    language: f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nPlural-Forms: {forms}\\n"\n'
    for language, forms in {
        "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
        " n%100>=11 && n%100<=99 ? 4 : 5);",
        "fa": "nplurals=2; plural=(n > 1);",
    }.items()
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
REFUSALS = {"Conflict": None}
"""What a package below the pages says itself: a page shows such a sentence as it is, translated."""
_PYTHON_NAMED = re.compile(r"%\(\w+\)s")


def catalogues() -> list[Path]:
    """The folders of all catalogues, that of everybody first."""
    return [LOCALE, *(PACKAGE / "web" / area / "locale" for area in AREAS)]


def collected() -> dict[Path, Catalog]:
    """Every sentence in our templates and code, with the files that say it, by its catalogue."""
    places: dict[tuple[Any, str | None], set[Path]] = defaultdict(set)
    said: list[tuple[Path, Any, str | None]] = []
    for path in _sources():
        text = path.read_text()
        code = templatize(text, origin=path.name) if path.suffix in {".html", ".txt"} else text
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(code.encode()), keywords=_keywords_of(path)
        ):
            key = message if isinstance(message, str) else tuple(message)
            places[key, context].add(_home_of(path))
            said.append((path, message, context))
    found = {folder: Catalog(project="Qanat", charset="utf-8") for folder in catalogues()}
    for path, message, context in said:
        homes = places[message if isinstance(message, str) else tuple(message), context]
        home = next(iter(homes)) if len(homes) == 1 else LOCALE
        place = path.relative_to(PACKAGE).as_posix()
        found[home].add(message, locations=[(place, 0)], context=context, flags=_flags(message))
    return found


def known(folder: Path, language: str) -> Catalog:
    """A catalogue of a language as it is in git; empty where there is none."""
    path = po_path(folder, language)
    if not path.exists():
        return read_po(io.BytesIO(EMPTY[language].encode()), locale=language, domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def compiled(catalog: Catalog) -> bytes:
    """What Django reads."""
    packed = io.BytesIO()
    write_mo(packed, catalog)
    return packed.getvalue()


def main() -> None:
    """Bring the catalogues up to date; what is new is left empty for a person to translate."""
    for language in LANGUAGES:
        # Anew for each: a catalogue takes over the very messages of its template.
        found = collected()
        before = {folder: known(folder, language) for folder in found}
        said = _said_before(before.values())
        for folder, template in found.items():
            _write(folder, _updated(before[folder], template, said), language)


def po_path(folder: Path, language: str) -> Path:
    """Where a catalogue is."""
    return folder / language / "LC_MESSAGES" / "django.po"


def _said_before(catalogs: Iterable[Catalog]) -> dict[tuple[Any, str | None], Any]:
    """What each sentence is in the language, so that it can move to another catalogue."""
    return {
        (message.id, message.context): message.string
        for catalog in catalogs
        for message in catalog
        if message.id and message.string
    }


def _updated(
    catalog: Catalog, template: Catalog, said: dict[tuple[Any, str | None], Any]
) -> Catalog:
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.project, catalog.version = "Qanat", ""
    catalog.header_comment = (
        "# The sentences of the pages. Collected and compiled by `make messages`."
    )
    for message in catalog:
        forms = message.string if isinstance(message.string, list | tuple) else [message.string]
        if message.id and not any(forms):
            message.string = said.get((message.id, message.context), message.string)
    return catalog


def _write(folder: Path, catalog: Catalog, language: str) -> None:
    path = po_path(folder, language)
    if not len(catalog):
        path.unlink(missing_ok=True)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, sort_output=True, include_lineno=False, width=98)
    path.with_suffix(".mo").write_bytes(compiled(catalog))


def _home_of(path: Path) -> Path:
    """The catalogue of the area that says it, or that of everybody."""
    parts = path.relative_to(PACKAGE).parts
    if parts[0] == "web" and parts[1] in AREAS:
        return PACKAGE / "web" / parts[1] / "locale"
    return LOCALE


def _sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        parts = path.relative_to(PACKAGE).parts  # commands and the demo speak English
        if path.suffix in {".py", ".html", ".txt"} and not {"tests", "project", "demo"} & set(
            parts
        ):
            yield path


def _keywords_of(path: Path) -> dict[str, Any]:
    shown = path.relative_to(PACKAGE).parts[0] in {"web", "access"}
    return KEYWORDS | REFUSALS if shown else REFUSALS


def _flags(message: str | tuple[str, ...]) -> list[str]:
    forms = (message,) if isinstance(message, str) else message
    return ["python-format"] if any(_PYTHON_NAMED.search(form) for form in forms) else []


if __name__ == "__main__":
    main()
