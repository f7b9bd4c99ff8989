"""The first address, and what every page calls upon."""

from django.urls import URLPattern, path

from qanat.access.public import signed_in
from qanat.web.home.views import account, home

urlpatterns: list[URLPattern] = [
    path("", signed_in(home), name="home"),
    path("me/account/", signed_in(account), name="account"),
]
