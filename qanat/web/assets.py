"""Styles, scripts and icons of the pages, as they lie beside the templates, with nothing to build.

All styles are one file, in the order of `STYLES`; scripts are ES modules that import each other,
under one address that changes with any of them, so that browsers keep them for ever.
"""

import gzip
import hashlib
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from time import monotonic
from typing import Final

import django_htmx
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_safe

WEB: Final = Path(__file__).parent
LAYERS: Final = "@layer reset, tokens, base, layout, components, pages, utilities;\n"
STYLES: Final = ("style/tokens.css", "style/base.css", "layout", "components", "*")
PUBLIC_STYLES: Final = (
    *("style/tokens.css", "style/base.css"),
    *(f"components/{name}/{name}.css" for name in ("button", "field", "icon", "public")),
)
"""All that a page needs that a stranger opens on a phone."""
TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
ICONS: Final = (192, 512)
MARK_SIDE: Final = 22
LOOKS_A_SECOND: Final = 2
_HTMX: Final = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT: Final = re.compile(r"\n\s*")


def style_files() -> list[Path]:
    """Every style sheet, once, in the order of the cascade within a layer."""
    found: dict[Path, None] = {}
    for place in STYLES:
        here = WEB / place
        paths = [here] if here.suffix == ".css" else sorted(WEB.glob(f"{place}/**/*.css"))
        found.update(dict.fromkeys(path for path in paths if "tests" not in path.parts))
    return list(found)


def script_files() -> list[Path]:
    """Every module of ours."""
    return sorted(path for path in WEB.rglob("*.js") if "tests" not in path.parts)


def assets() -> dict[str, bytes]:
    """What is served, by its name under the address of assets."""
    return _kept(_state())


def version() -> str:
    """Changes with any asset."""
    return _kept_version(_state())


def asset_url(name: str) -> str:
    """Where a page finds the asset."""
    return _kept_url(version(), name)


def module_urls() -> list[str]:
    """The modules that a page loads beforehand, so that imports do not wait for each other."""
    return list(_kept_module_urls(version()))


@require_safe
def asset(request: HttpRequest, wanted: str, name: str) -> HttpResponse:
    """One asset, compressed where the browser takes it; kept for ever under its own version."""
    content = assets().get(name)
    if content is None:
        raise Http404
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    answer = HttpResponse(
        _zipped(content) if zipped else content, content_type=TYPES[Path(name).suffix]
    )
    if zipped:
        answer["Content-Encoding"] = "gzip"
    lasting = wanted == version()
    answer["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
    answer["Vary"] = "Accept-Encoding"
    return answer


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes the pages an application that can be installed."""
    icons = [
        {"src": asset_url(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICONS
    ]
    told = {
        "name": gettext("Qanat"),
        "short_name": gettext("Qanat"),
        "description": gettext("Leads, from the first touch to the sale"),
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": "/",
        "display": "standalone",
        "theme_color": "#0b6478",
        "background_color": "#f5f0e7",
        "icons": [
            {"src": asset_url("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
            *icons,
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(size: int) -> bytes:
    """The mark as a picture, for home screens."""
    import vl_convert

    mark = (WEB / "style/mark.svg").read_text()
    return bytes(vl_convert.svg_to_png(mark, scale=size / MARK_SIDE))


def _made() -> dict[str, bytes]:
    names = [path.relative_to(WEB).as_posix() for path in script_files()]
    started = "".join(f'import "./{name}";\n' for name in names if "core/" not in name)
    return {
        "qanat.css": (LAYERS + "".join(map(_tight, _texts(style_files())))).encode(),
        "public.css": (
            LAYERS + "".join(map(_tight, _texts([WEB / name for name in PUBLIC_STYLES])))
        ).encode(),
        "qanat.js": f'import "./core/start.js";\n{started}'.encode(),
        "htmx.js": _HTMX.read_bytes(),
        "icons.svg": (WEB / "components/icon/icons.svg").read_bytes(),
        "mark.svg": (WEB / "style/mark.svg").read_bytes(),
        **{f"icon-{size}.png": _icon(size) for size in ICONS},
    } | {name: (WEB / name).read_bytes() for name in names}


def _texts(paths: list[Path]) -> Iterator[str]:
    return (path.read_text() for path in paths)


def _tight(style: str) -> str:
    return _INDENT.sub("\n", _COMMENT.sub("", style))


def _version_of(made: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(made):
        digest.update(name.encode() + made[name])
    return digest.hexdigest()[:12]


def _state() -> tuple[int, int]:
    """How the files lie: how many there are and when the newest was written; while developing only."""
    return _state_at(int(monotonic() * LOOKS_A_SECOND)) if settings.DEBUG else (0, 0)


@lru_cache(maxsize=1)
def _state_at(moment: int) -> tuple[int, int]:
    """A page asks with each of its icons, and the files are looked through once for all of them."""
    written = [path.stat().st_mtime_ns for path in WEB.rglob("*.*") if path.suffix in TYPES]
    return len(written), max(written)


@lru_cache(maxsize=1)
def _kept(state: tuple[int, int]) -> dict[str, bytes]:
    return _made()


@lru_cache(maxsize=1)
def _kept_version(state: tuple[int, int]) -> str:
    return _version_of(_kept(state))


@lru_cache(maxsize=1)
def _kept_module_urls(wanted: str) -> tuple[str, ...]:
    names = (path.relative_to(WEB).as_posix() for path in script_files())
    return tuple(_kept_url(wanted, name) for name in names)


@lru_cache(maxsize=256)
def _kept_url(wanted: str, name: str) -> str:
    return reverse("asset", args=[wanted, name])


@cache
def _zipped(content: bytes) -> bytes:
    return gzip.compress(content, 9)
