"""The addresses of hosted forms: for whoever has the link, and for whoever makes them."""

from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from qanat.access.public import permitted, public
from qanat.web.forms import views, views_public
from qanat.web.page import file_only

see, change = permitted("forms.view"), permitted("forms.change")

app_name = "forms"
urlpatterns: list[URLPattern] = [
    # Without the token of a session: its own ticket is signed, and it acts for nobody who is signed in.
    path("f/<slug:slug>/", csrf_exempt(public(views_public.fill_in)), name="fill_in"),
    path("f/<slug:slug>/thanks/", public(views_public.thanks), name="thanks"),
    path("forms/", see(views.forms), name="forms"),
    path("forms/new/", change(views.new_form), name="new"),
    path("forms/preview/", see(views.preview), name="preview"),
    path("forms/<int:form_id>/", see(views.form), name="form"),
    path("forms/<int:form_id>/turn/", change(views.turn), name="turn"),
    path("forms/<int:form_id>/qr.svg", see(file_only(views.qr)), name="qr"),
]
