"""Every template is rendered, in each language, without a query."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template
from django.utils import translation

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"  # those of allauth and of errors
PAGES = sorted(
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*")
    if path.suffix in {".html", ".txt"} and path.parent.name != "layout"
)


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
@pytest.mark.parametrize("name", PAGES)
def test_every_template_is_rendered_without_a_query(rf, name, language):
    request = rf.get("/")
    request.user, request.LANGUAGE_CODE = AnonymousUser(), language
    with translation.override(language):
        html = get_template(name).render({"role": "x", "two_steps": False}, request)
    if "<html" in html:
        direction = "ltr" if language == "en" else "rtl"
        assert f'<html lang="{language}" dir="{direction}">' in html
    assert "style=" not in html
    assert "{%" not in html
