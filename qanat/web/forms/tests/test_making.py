"""Making hosted forms: from nothing to a link, edited beside a preview, seen only by whoever may."""

import re

import pytest
from django.template.loader import render_to_string

from qanat.capture.models import Form, FormWording
from qanat.capture.public import (
    FormDraft,
    begin_form,
    form_faults,
    form_shown,
    is_safe_address,
    list_forms,
)
from qanat.kernel import clock
from qanat.web.forms.editing import draft_posted, spoken_languages


@pytest.fixture
def form_id(company):
    return begin_form("Contact page", actor=company.actor("admin"), now=clock.now())


def posted(company, form_id):
    """What the editor posts when nothing is changed."""
    draft = form_shown(form_id, company.actor("admin")).draft
    said = {
        f"field_{name}": "needed" if must else "optional" for name, must in draft.fields.items()
    }
    for spoken in spoken_languages(draft, {}):
        said |= {text.name: text.value for text in spoken.texts}
    names = (
        "name",
        "slug",
        "language",
        "purpose",
        "privacy_url",
        "redirect",
        "source",
        "medium",
        "campaign",
    )
    said |= {name: getattr(draft, name) for name in names}
    return said | {"languages": list(draft.languages), "channels": list(draft.channels)}


def test_a_form_is_made_from_a_name_alone(company, as_user):
    client = as_user(company, "marketer")
    answer = client.post("/forms/new/", {"name": "Spring fair"})
    form = Form.objects.get()
    assert answer["Location"] == f"/forms/{form.pk}/"
    assert len(form.slug) == 20
    assert client.get(f"/f/{form.slug}/").status_code == 200
    assert "Spring fair" in client.get("/forms/").content.decode()
    assert client.post("/forms/new/", {"name": " "}).status_code == 422
    assert Form.objects.count() == 1


def test_what_is_edited_is_what_is_shown(company, form_id, as_user):
    client = as_user(company, "marketer", htmx=True)
    said = posted(company, form_id) | {
        "title_en": "Cold rooms",
        "slug": "cold-rooms",
        "field_company": "needed",
    }
    answer = client.post(f"/forms/{form_id}/", said)
    assert answer.status_code == 200
    html = client.get("/f/cold-rooms/?lang=en").content.decode()
    assert "Cold rooms" in html
    assert re.search(r'name="company"[^>]* required', html)


def test_saving_what_is_there_changes_nothing(company, form_id, as_user):
    before = form_shown(form_id, company.actor("admin"))
    as_user(company, "admin").post(f"/forms/{form_id}/", posted(company, form_id))
    assert form_shown(form_id, company.actor("admin")) == before
    assert FormWording.objects.filter(form_id=form_id).count() == 3


def test_every_version_of_the_consent_is_kept(company, form_id, as_user):
    client = as_user(company, "admin")
    for text in ("You may call me.", "You may call me, at day.", ""):
        client.post(f"/forms/{form_id}/", posted(company, form_id) | {"consent_en": text})
    kept = FormWording.objects.filter(form_id=form_id, language="en").order_by("version")
    assert [one.version for one in kept] == [1, 2, 3, 4]
    assert [one.text for one in kept][1:] == ["You may call me.", "You may call me, at day.", ""]
    slug = form_shown(form_id, company.actor("admin")).draft.slug
    assert 'id="consent"' not in client.get(f"/f/{slug}/?lang=en").content.decode()
    assert 'id="consent"' in client.get(f"/f/{slug}/?lang=ar").content.decode()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"name": ""}, "name"),
        ({"slug": "No Way"}, "slug"),
        ({"redirect": "http://rimal.example"}, "redirect"),
        ({"redirect": "javascript:alert(1)"}, "redirect"),
        ({"privacy_url": "https://user:pw@rimal.example"}, "privacy_url"),
        ({"title_ar": ""}, "title_ar"),
        ({"field_email": "", "field_phone": ""}, "fields"),
        ({"languages": []}, "languages"),
        ({"languages": ["ar"]}, "language"),
        ({"channels": []}, "channels"),
    ],
)
def test_what_cannot_be_is_told_in_its_place_and_nothing_is_saved(
    company, form_id, as_user, change, place
):
    before = form_shown(form_id, company.actor("admin"))
    client = as_user(company, "admin", language="ar", htmx=True)
    answer = client.post(
        f"/forms/{form_id}/", posted(company, form_id) | {"lead_en": "Kept?"} | change
    )
    assert answer.status_code == 422
    assert f'id="wrong-{place}" role="alert"' in answer.content.decode()
    assert "Kept?" in answer.content.decode()
    assert form_shown(form_id, company.actor("admin")) == before


def test_two_forms_cannot_have_one_address(company, form_id, as_user):
    other = begin_form("Other", actor=company.actor("admin"), now=clock.now())
    slug = form_shown(form_id, company.actor("admin")).draft.slug
    answer = as_user(company, "admin").post(
        f"/forms/{other}/", posted(company, other) | {"slug": slug}
    )
    assert answer.status_code == 422
    assert 'id="wrong-slug"' in answer.content.decode()


def test_a_manager_sees_and_changes_nothing(company, form_id, as_user):
    client = as_user(company, "manager")
    before = form_shown(form_id, company.actor("admin"))
    page = client.get(f"/forms/{form_id}/").content.decode()
    assert '<fieldset class="card maker__part" disabled>' in page
    assert (
        client.post(f"/forms/{form_id}/", posted(company, form_id) | {"name": "Mine"}).status_code
        == 403
    )
    assert client.post(f"/forms/{form_id}/turn/", {"on": ""}).status_code == 403
    assert form_shown(form_id, company.actor("admin")) == before


def test_the_preview_shows_what_is_typed_as_text_and_keeps_nothing(company, form_id, as_user):
    before = form_shown(form_id, company.actor("admin"))
    said = posted(company, form_id) | {"title_fa": "<script>x</script>", "shown": "fa"}
    html = as_user(company, "marketer", htmx=True).post("/forms/preview/", said).content.decode()
    assert 'lang="fa" dir="rtl"' in html
    assert "&lt;script&gt;x" in html
    assert "نام شما" in html
    assert form_shown(form_id, company.actor("admin")) == before


def test_a_form_is_closed_and_opened(company, form_id, as_user):
    client = as_user(company, "marketer", htmx=True)
    assert "closed" in client.post(f"/forms/{form_id}/turn/", {})["HX-Trigger"]
    assert not Form.objects.get().active
    client.post(f"/forms/{form_id}/turn/", {"on": "yes"})
    assert Form.objects.get().active


def test_the_link_is_a_picture_too(company, form_id, as_user):
    answer = as_user(company, "manager").get(f"/forms/{form_id}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_the_list_costs_the_same_for_many_forms(company, form_id, as_user, query_budget):
    for number in range(5):
        begin_form(f"Form {number}", actor=company.actor("admin"), now=clock.now())
    assert len(list_forms(company.actor("admin"), now=clock.now())) == 6
    client = as_user(company, "admin")
    client.get("/forms/")
    with query_budget("forms.list"):
        client.get("/forms/")
    with query_budget("forms.edit"):
        client.get(f"/forms/{form_id}/")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://rimal.example/thanks?x=1", True),
        ("https://rimal.example:443/", True),
        ("https://rimal.example:8443/", False),
        ("http://rimal.example/", False),
        ("//rimal.example", False),
        ("https://", False),
        ("https://localhost/", False),
        ("https://rimal.example\\@evil.example", False),
        ("https://rimal.example\n.evil.example", False),
        ("https://[::1/", False),
        ("data:text/html,x", False),
    ],
)
def test_only_plain_https_addresses_are_led_to(address, safe):
    assert is_safe_address(address) is safe


def test_a_draft_of_nothing_has_faults_and_no_crash():
    from django.http import QueryDict

    draft = draft_posted(QueryDict(""))
    assert isinstance(draft, FormDraft)
    assert {fault.path[0] for fault in form_faults(draft)} == {
        "name",
        "slug",
        "fields",
        "languages",
    }


def test_the_switch_stands_alone():
    assert "checked" in render_to_string("forms/turn.html", {"form_id": 1, "active": True})
