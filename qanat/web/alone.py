"""A dialog or a part of a page that was opened by its own address: it gets the shell, and works without scripts."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

HEADING: Final = re.compile(r"<h[12]\b[^>]*>(.*?)</h[12]>", re.DOTALL)
NOTHING: Final = 204


def is_part(answer: HttpResponse) -> bool:
    """Whether this is HTML that is no page of its own."""
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    return is_html and b"<!doctype" not in answer.content[:400].lower()


def with_shell(request: HttpRequest, part: HttpResponse) -> HttpResponse:
    """The part in the middle of a page that is called what the part is headed."""
    html = part.content.decode()
    heading = HEADING.search(html)
    context = {
        "title": unescape(strip_tags(heading[1])).strip() if heading else "",
        "part": mark_safe(html),  # noqa: S308 a template of ours has rendered it
        "back": page_before(request.path_info),
    }
    return render(request, "layout/alone.html", context, status=part.status_code)


def page_before(path: str) -> str:
    """The nearest address above that there is; one comes from there, and goes back there."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            view = resolve(path).func
        except Http404:
            continue
        if getattr(view, "answers", "page") == "page":
            return path
    return path


class Plainly:
    """Answers a form that a script did not send, where there would be nothing to show: back, with what was told."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        told = answer.headers.get("HX-Trigger")
        if answer.status_code != NOTHING or told is None or "HX-Request" in request.headers:
            return answer
        toast = json.loads(told).get("toast")
        if toast:
            messages.info(request, toast["message"])
        return HttpResponseRedirect(page_before(request.path_info))
