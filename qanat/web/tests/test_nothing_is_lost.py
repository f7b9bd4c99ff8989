"""Two people on one record, a server that is killed in the middle, a connection that is slow or gone."""

import time

import pytest

from qanat.people.models import Person
from qanat.web.conftest import make_records

pytestmark = pytest.mark.journey


def fact(page, name):
    return page.locator(f'dd[data-edit*="/cell/{name}/"]')


def test_two_editors_see_each_other_and_neither_is_lost(live_company, served, browse):
    records = make_records(live_company)
    first, second = (browse(live_company, "owner") for _ in range(2))
    for page in (first, second):
        page.goto(f"{served}/people/{records.person}/")
        fact(page, "job_title").click()
        fact(page, "job_title").locator("input[name=value]").wait_for()
    fact(first, "job_title").locator("input[name=value]").fill("Chief of operations")
    fact(first, "job_title").locator("input[name=value]").press("Enter")
    first.locator(".toast").first.wait_for()
    mine = fact(second, "job_title").locator("input[name=value]")
    mine.fill("Head of cold rooms")
    mine.press("Enter")
    told = fact(second, "job_title").locator("[role=alert]")
    told.wait_for()
    assert "Chief of operations" in told.inner_text()
    assert (
        fact(second, "job_title").locator("input[name=value]").input_value() == "Head of cold rooms"
    )
    assert Person.objects.get(pk=records.person).job_title == "Chief of operations"
    fact(second, "job_title").locator("input[name=value]").press("Enter")
    second.locator(".toast").first.wait_for()
    assert Person.objects.get(pk=records.person).job_title == "Head of cold rooms"


def test_a_field_that_was_sent_the_moment_it_came_is_saved(live_company, served, browse):
    records = make_records(live_company)
    page = browse(live_company, "owner")
    path = f"/people/{records.person}/"
    page.goto(served + path)
    page.evaluate(
        """address => fetch(address, { headers: { "HX-Request": "true" } })
            .then((answer) => answer.text())
            .then((html) => {
              const list = document.querySelector("dl");
              list.insertAdjacentHTML("beforeend", html);
              const form = list.lastElementChild.querySelector("form");
              form.querySelector("[name=value]").value = "Chief of cold rooms";
              form.requestSubmit();
            })""",
        f"/leads/{records.person}/cell/job_title/?as=dd",
    )
    page.locator(".toast").first.wait_for()
    assert page.url == served + path
    assert Person.objects.get(pk=records.person).job_title == "Chief of cold rooms"


def test_a_button_that_was_pressed_the_moment_it_came_is_heard(live_company, served, browse):
    records = make_records(live_company)
    page = browse(live_company, "owner")
    page.goto(f"{served}/people/{records.person}/")
    page.locator('[data-compose="call"]').wait_for()
    page.evaluate(
        """() => {
            const old = document.querySelector('[data-compose="call"]');
            const fresh = document.createRange().createContextualFragment(old.outerHTML).firstElementChild;
            old.replaceWith(fresh);
            fresh.click();
        }"""
    )
    page.locator("#composer select[name=outcome]").wait_for()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_lost_connection_is_said_and_what_was_typed_goes_through_again(
    live_company, served, browse, language
):
    records = make_records(live_company)
    page = browse(live_company, "owner", language=language, forgiving=("htmx:", "ERR_FAILED"))
    page.goto(f"{served}/people/{records.person}/")
    page.locator("#composer textarea").fill("وعدته بعرض يوم الأحد")
    page.route("**/compose/**", lambda route: route.abort())
    page.locator("#composer .button--primary").click()
    again = page.locator(".toast--bad button").first
    again.wait_for()
    assert page.locator("#composer textarea").input_value() == "وعدته بعرض يوم الأحد"
    page.unroute("**/compose/**")
    again.click()
    page.locator(".event__body").get_by_text("وعدته بعرض يوم الأحد").wait_for()


def test_what_was_typed_survives_a_server_that_went_away(live_company, served, browse):
    records = make_records(live_company)
    page = browse(live_company, "owner")
    page.goto(f"{served}/people/{records.person}/")
    page.locator("#composer textarea").fill("Half a sentence")
    page.reload()
    page.wait_for_timeout(300)
    assert page.locator("#composer textarea").input_value() == "Half a sentence"


def test_a_slow_connection_shows_that_it_is_under_way_and_sends_once(live_company, served, browse):
    records = make_records(live_company)
    page = browse(live_company, "owner")
    page.goto(f"{served}/people/{records.person}/")
    page.locator("#composer textarea").fill("Only once")

    def slowly(route):
        time.sleep(0.7)
        route.continue_()

    page.route("**/compose/**", slowly)
    button = page.locator("#composer .button--primary")
    button.click()
    page.locator(".event__body").get_by_text("Only once").wait_for()
    assert page.locator(".event__body").get_by_text("Only once").count() == 1


def test_a_session_that_ended_comes_back_to_the_same_place(live_company, served, browse):
    records = make_records(live_company)
    page = browse(live_company, "owner", forgiving=("401",))
    page.goto(f"{served}/people/{records.person}/")
    page.locator("#composer textarea").fill("Before the session ended")
    page.context.clear_cookies(name="sessionid")
    page.locator("#composer .button--primary").click()
    page.wait_for_url("**/sign-in/**")
    page.locator("input[name=login]").fill("owner@example.com")
    page.locator("input[name=password]").fill("a-long-and-rare-pass-phrase")
    page.locator("main form button.button--primary").click()
    page.wait_for_url(f"**/people/{records.person}/")
    page.locator("#composer textarea").wait_for()
    page.wait_for_timeout(300)
    assert page.locator("#composer textarea").input_value() == "Before the session ended"
