"""What Django itself refuses under /api/, before or around a route, becomes a problem too."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

from qanat.api.problems import CODES_BY_STATUS, MEDIA_TYPE, problem, said

Next = Callable[[HttpRequest], HttpResponseBase]


def problems_everywhere(get_response: Next) -> Next:
    """Middleware: unknown addresses, wrong methods, wrong hosts, as problem details."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        ours = response.get("Content-Type", "").startswith(MEDIA_TYPE)
        if (
            response.status_code < HTTPStatus.BAD_REQUEST
            or ours
            or not request.path_info.startswith("/api/")
        ):
            return response
        code = CODES_BY_STATUS.get(response.status_code, "failed")
        detail = said("no_such_address") if response.status_code == HTTPStatus.NOT_FOUND else ""
        told = problem(request, response.status_code, code, detail)
        if "Allow" in response:
            told["Allow"] = response["Allow"]
        return told

    return answer
