"""In which language a signed-in person reads, when they did not choose one on this device."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponseBase]


def language_of_user(get_response: Next) -> Next:
    """Middleware: a choice on this device wins, then the user's language, then the browser's.

    Not for the API: a token's user would cost a query, and programs say what they want. Nor for hosted
    forms, which are in the language of whoever fills them in.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        if (
            not chosen
            and not request.path_info.startswith(("/api/", "/f/"))
            and request.user.is_authenticated
        ):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return answer
