"""The first page after signing in, until the pages of work come."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Who is signed in, and where to go from here."""
    return render(request, "home/home.html")
