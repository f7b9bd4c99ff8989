"""Every component in every state on one page, for whoever builds pages; only in development."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from qanat.web.assets import WEB
from qanat.web.page import PageRequest, page


@require_safe
def gallery(request: PageRequest) -> HttpResponse:
    """The components that have a `gallery.html`, by name."""
    if not settings.DEBUG:
        raise Http404
    names = sorted(path.parent.name for path in WEB.glob("components/*/gallery.html"))
    specimens = [(name, f"components/{name}/gallery.html") for name in names]
    return page(request, "gallery/gallery.html", {"specimens": specimens})
