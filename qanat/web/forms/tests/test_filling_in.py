"""A hosted form as a stranger meets it: what is taken, what is asked for again, what is refused, and what is kept."""

import re
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client

from qanat.capture.public import begin_form, change_form, form_shown, turn_form
from qanat.consent.public import ledger_of
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.models import Submission
from qanat.platform.statements import fetch
from qanat.web.forms import views_public
from qanat.web.forms.tickets import Ticket

CANARIES = (
    '"><script>alert(1)</script>',
    "{{7*7}}",
    "<img src=x onerror=alert(1)>",
    "'; DROP TABLE form; --",
)


@pytest.fixture
def form_id(company):
    return begin_form("Contact page", actor=company.actor("admin"), now=clock.now())


@pytest.fixture
def slug(company, form_id):
    return form_shown(form_id, company.actor("admin")).draft.slug


@pytest.fixture
def stranger():
    return Client(enforce_csrf_checks=True)


def ticket_of(answer):
    return re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())[1]


def aged(ticket, by=timedelta(seconds=5)):
    """The ticket as if its page had been made earlier."""
    from dataclasses import replace

    read = Ticket.read(ticket)
    return str(replace(read, made_at=read.made_at - by.total_seconds()))


def filled(client, slug, *, query="", age=timedelta(seconds=5), **typed):
    page = client.get(f"/f/{slug}/{query}")
    said = {"name": "هدى العمري", "email": "huda@rimal-foods.example"}
    return {"ticket": aged(ticket_of(page), age), "language": "ar"} | said | typed


def test_what_is_sent_becomes_a_lead_with_proof_of_consent(company, form_id, slug, stranger):
    post = filled(stranger, slug, query="?lang=ar", phone="0501234567", consent="yes")
    answer = stranger.post(f"/f/{slug}/", post)
    assert (answer.status_code, answer["Location"]) == (303, f"/f/{slug}/thanks/?lang=ar")
    assert "شكرًا لك" in stranger.get(answer["Location"]).content.decode()
    person = Person.objects.get()
    assert (person.full_name, person.source) == ("هدى العمري", "website")
    email, phone = sorted(ledger_of(person.pk, company.actor("admin")), key=lambda one: one.channel)
    assert (email.channel, phone.channel) == ("email", "phone")
    assert email.state == "granted"
    assert email.language == "ar"
    assert email.wording.startswith("يجوز لـRawabi الاتصال بي")
    assert email.evidence == {
        "form": form_id,
        "wording": email.evidence["wording"],
        "version": 1,
        "privacy": "",
        "address": "127.0.0.1",
        "page": f"http://testserver/f/{slug}/",
    }
    kinds = [row[0] for row in fetch("SELECT kind FROM event WHERE person_id = %s", (person.pk,))]
    assert "form_submit" in kinds


def test_a_box_that_is_not_ticked_is_no_consent(company, slug, stranger):
    assert " checked" not in stranger.get(f"/f/{slug}/").content.decode()
    stranger.post(f"/f/{slug}/", filled(stranger, slug))
    assert ledger_of(Person.objects.get().pk, company.actor("admin")) == []


def test_the_proof_is_the_wording_that_was_shown_and_not_a_later_one(
    company, form_id, slug, stranger
):
    from dataclasses import replace

    post = filled(stranger, slug, query="?lang=ar", consent="yes")
    draft = form_shown(form_id, company.actor("admin")).draft
    later = replace(draft, consent=draft.consent | {"ar": "نص آخر تمامًا"})
    change_form(form_id, later, actor=company.actor("admin"), now=clock.now())
    assert "نص آخر تمامًا" in stranger.get(f"/f/{slug}/?lang=ar").content.decode()
    stranger.post(f"/f/{slug}/", post)
    first = ledger_of(Person.objects.get().pk, company.actor("admin"))[0]
    assert (first.evidence["version"], first.wording[:4]) == (1, "يجوز")


def test_the_same_page_sent_twice_is_one_lead_and_a_mended_one_another(slug, stranger):
    post = filled(stranger, slug)
    for _ in range(3):
        assert stranger.post(f"/f/{slug}/", post).status_code == 303
    assert Submission.objects.count() == 1
    assert stranger.post(f"/f/{slug}/", post | {"company": "Rimal"}).status_code == 303
    assert (Submission.objects.count(), Person.objects.count()) == (2, 1)


def test_where_they_came_from_is_kept(slug, stranger):
    page = stranger.get(
        f"/f/{slug}/?utm_source=linkedin&utm_campaign=spring",
        headers={"Referer": "https://news.example/a"},
    )
    hidden = dict(
        re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    )
    hidden["ticket"] = aged(hidden["ticket"])
    stranger.post(f"/f/{slug}/", hidden | {"name": "Huda", "email": "huda@rimal.example"})
    payload = Submission.objects.get().payload
    assert payload["source"] == "linkedin"
    assert payload["campaign"] == "spring"
    assert payload["medium"] == "form"
    assert payload["referrer"] == "https://news.example/a"
    assert payload["landing_page"] == f"http://testserver/f/{slug}/"


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ({"name": ""}, "name"),
        ({"email": ""}, "email"),
        ({"email": "huda@"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"company": "x" * 400}, "company"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_what_is_wrong_is_told_in_its_place_and_everything_typed_stays(
    slug, stranger, typed, place, language
):
    post = filled(stranger, slug, message="Two cold rooms, please") | typed | {"language": language}
    answer = stranger.post(f"/f/{slug}/", post)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'<html lang="{language}"' in html
    assert f'id="error-{place}" role="alert"' in html
    assert re.search(rf'name="{place}"[^>]*aria-invalid="true"[^>]*autofocus', html)
    assert "Two cold rooms, please" in html
    assert not Person.objects.exists()


@pytest.mark.parametrize("canary", CANARIES)
@pytest.mark.parametrize("field", ["name", "email", "phone", "company", "message"])
def test_nothing_that_is_typed_becomes_markup(slug, stranger, field, canary):
    post = filled(stranger, slug) | {"name": ""} | {field: canary}
    html = stranger.post(f"/f/{slug}/", post).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert ">49<" not in html


@pytest.mark.parametrize(
    "name", ["utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "ref", "lang"]
)
@pytest.mark.parametrize("canary", CANARIES)
def test_nothing_of_the_address_becomes_markup(slug, stranger, name, canary):
    html = stranger.get(f"/f/{slug}/", {name: canary}).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_one_sent_at_once_or_with_the_trap_filled_in_is_asked_for_again(slug, stranger):
    for post in (
        filled(stranger, slug, age=timedelta(0)),
        filled(stranger, slug, homepage_url="https://spam.example"),
    ):
        answer = stranger.post(f"/f/{slug}/", post)
        assert answer.status_code == 422
        assert "هدى العمري" in answer.content.decode()
        assert not Submission.objects.exists()
        again = post | {"ticket": aged(ticket_of(answer)), "homepage_url": ""}
        assert stranger.post(f"/f/{slug}/", again).status_code == 303
        Submission.objects.all().delete()


@pytest.mark.parametrize("old", [True, False])
def test_a_page_that_is_too_old_or_not_ours_gets_a_new_ticket_and_keeps_the_text(
    slug, stranger, old
):
    post = filled(stranger, slug, query="?lang=ar", age=timedelta(hours=25), consent="yes")
    post = post if old else post | {"ticket": "forged"}
    answer = stranger.post(f"/f/{slug}/", post)
    assert answer.status_code == 422
    assert "هدى العمري" in answer.content.decode()
    # What was ticked stays ticked only when it is known which words were beside it.
    assert (" checked" in answer.content.decode()) is old
    again = post | {"ticket": aged(ticket_of(answer))}
    assert stranger.post(f"/f/{slug}/", again).status_code == 303


def test_the_ticket_of_one_form_opens_no_other(company, slug, stranger):
    post = filled(stranger, slug)
    other = begin_form("Other", actor=company.actor("admin"), now=clock.now())
    place = form_shown(other, company.actor("admin")).draft.slug
    assert stranger.post(f"/f/{place}/", post).status_code == 422
    assert not Submission.objects.exists()


def test_an_address_that_sends_too_often_is_held_back_and_loses_nothing(slug, stranger):
    post = filled(stranger, slug)
    fetch(
        "INSERT INTO form_knock (form_id, address, since, count)"
        " SELECT f.id, a, to_timestamp(floor(extract(epoch FROM now()) / 600) * 600), 30"
        " FROM form f, unnest(%s::text[]) a",
        ([views_public_hash("127.0.0.1")],),
    )
    answer = stranger.post(f"/f/{slug}/", post)
    assert answer.status_code == 429
    assert "هدى العمري" in answer.content.decode()
    assert not Submission.objects.exists()
    assert stranger.post(f"/f/{slug}/", post, REMOTE_ADDR="10.0.0.9").status_code == 303


def views_public_hash(address):
    from qanat.capture.hosted.knocks import _hashed

    return _hashed(address)


def test_a_database_that_is_away_takes_nothing_that_was_typed(slug, stranger, monkeypatch):
    post = filled(stranger, slug, consent="yes")

    def away(*args, **kwargs):
        raise OperationalError("away")

    with monkeypatch.context() as patched:
        patched.setattr(views_public, "hand_in", away)
        first = stranger.post(f"/f/{slug}/", post)
        patched.setattr(views_public, "open_form", away)
        second = stranger.post(f"/f/{slug}/", post)
        views_public._known.clear()
        third = stranger.post(f"/f/{slug}/", post)
    for answer in (first, second, third):
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
        assert "هدى العمري" in answer.content.decode()
        assert ticket_of(answer) == post["ticket"]
    assert 'name="consent" value="yes"' in third.content.decode()
    assert stranger.post(f"/f/{slug}/", post).status_code == 303
    assert Person.objects.count() == 1


def test_a_language_chosen_on_the_page_keeps_the_text_and_asks_for_consent_anew(slug, stranger):
    post = filled(stranger, slug, query="?lang=ar", consent="yes", switch="fa", name="")
    html = stranger.post(f"/f/{slug}/", post).content.decode()
    assert '<html lang="fa" dir="rtl">' in html
    assert "huda@rimal-foods.example" in html
    assert " checked" not in html


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [
        ("?lang=fa", "ar", "fa"),
        ("", "ar-SA,en;q=0.5", "ar"),
        ("", "de", "en"),
        ("?lang=xx", "", "en"),
    ],
)
def test_the_language_is_that_of_the_link_then_of_the_browser_then_of_the_form(
    slug, stranger, query, browser, language
):
    answer = stranger.get(f"/f/{slug}/{query}", headers={"Accept-Language": browser})
    assert f'<html lang="{language}"' in answer.content.decode()
    assert answer["Content-Language"] == language


def test_it_sets_no_cookie_and_nobody_frames_it(slug, stranger):
    page = stranger.get(f"/f/{slug}/")
    sent = stranger.post(f"/f/{slug}/", filled(stranger, slug))
    for answer in (page, sent):
        assert not answer.cookies
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "<script" not in page.content.decode()
    assert "csrfmiddlewaretoken" not in page.content.decode()


def test_it_leads_where_it_is_meant_to_and_nowhere_else(company, form_id, slug, stranger):
    from dataclasses import replace

    draft = form_shown(form_id, company.actor("admin")).draft
    admin = company.actor("admin")
    there = replace(draft, redirect="https://rimal.example/thanks")
    change_form(form_id, there, actor=admin, now=clock.now())
    page = stranger.get(f"/f/{slug}/?redirect=https://evil.example")
    assert "form-action 'self' https://rimal.example;" in page["Content-Security-Policy"]
    answer = stranger.post(f"/f/{slug}/", filled(stranger, slug))
    assert answer["Location"] == "https://rimal.example/thanks"


def test_a_form_that_is_closed_or_not_there_says_so(company, form_id, slug, stranger):
    post = filled(stranger, slug)
    turn_form(form_id, on=False, actor=company.actor("admin"))
    assert stranger.get(f"/f/{slug}/").status_code == 404
    assert stranger.post(f"/f/{slug}/", post).status_code == 404
    assert stranger.get("/f/no-such-form/").status_code == 404
    assert not Submission.objects.exists()


def test_it_costs_few_queries(slug, stranger, query_budget):
    stranger.get(f"/f/{slug}/")
    with query_budget("forms.open"):
        stranger.get(f"/f/{slug}/")
    post = filled(stranger, slug)
    with query_budget("forms.send"):
        stranger.post(f"/f/{slug}/", post)
