"""What somebody did becomes a filter, and the filter a view, in a real browser: by mouse and by keyboard alone."""

import pytest
from playwright.sync_api import expect

from qanat.flows.public import Happening, add_events, add_person
from qanat.kernel import clock
from qanat.listing.models import SavedView
from qanat.platform.actor import system_actor
from tests.keys import choose, press, reach

pytestmark = pytest.mark.journey

SYSTEM = system_actor("test")
VISITS = {"Sara": 3, "Huda": 1, "عمر": 0}
LOOKED_TWICE = {"event": "page_view", "is": "at_least", "value": 2, "within": {"days": 30}}
SAYS = {"en": "viewed a page", "ar": "شاهد صفحة"}
BY_NAME = {"en": "page view", "ar": "زيارة صفحة"}


@pytest.fixture(params=["en", "ar"])
def leads(live_company, served, browse, request):
    """The list of three leads, of whom one looked at three pages and one at one."""
    now = clock.now()
    for number, (name, visits) in enumerate(VISITS.items()):
        values = {"given_name": name, "email": f"lead-{number}@acme.example"}
        owner_id = live_company.id_of("owner")
        person = add_person(values, owner_id=owner_id, account_id=None, actor=SYSTEM, now=now)
        seen = [
            Happening(kind="page_view", person_id=person, key=f"{number}-{visit}")
            for visit in range(visits)
        ]
        if seen:
            add_events(seen, actor=SYSTEM, now=now)
    page = browse(live_company, "owner", language=request.param)
    page.goto(f"{served}/leads/")
    expect(page.locator("[data-row]")).to_have_count(len(VISITS))
    return page


def language_of(page):
    return page.locator("html").get_attribute("lang")


def check_filtered(page):
    """One is left, the sentence says why, and the view is not saved yet."""
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("[data-row]")).to_contain_text("Sara")
    expect(page.locator(".criteria__sentence")).to_contain_text(SAYS[language_of(page)])
    expect(page.locator(".views__unsaved")).to_be_visible()


def check_saved(page):
    """The view is a tab, for good, with its filter."""
    expect(page.locator("[aria-current=true] bdi", has_text="Lookers")).to_be_visible()
    page.reload()
    expect(page.locator(".views__unsaved")).to_have_count(0)
    expect(page.locator("[data-row]")).to_have_count(1)
    assert SavedView.objects.get(name="Lookers").asked["criteria"] == LOOKED_TWICE


def test_by_mouse(leads):
    leads.locator("[data-filter] .chip--add").click()
    leads.locator("[data-what='event:page_view']").click()
    leads.locator("[data-arg=is]").select_option("at_least")
    leads.locator("[data-arg=value]").fill("2")
    leads.locator("[data-arg=within]").select_option("days")
    leads.locator("[data-arg=days]").fill("30")
    leads.locator("[data-apply]").click()
    check_filtered(leads)
    leads.locator("[data-deed][hx-get$='views/new/']").click()
    leads.locator("#view-name").fill("Lookers")
    leads.locator("dialog[open] .button--primary").click()
    check_saved(leads)


def test_by_keyboard_alone(leads):
    press(leads, "[data-filter] .chip--add")
    leads.locator("[data-find]:focus").wait_for()
    leads.keyboard.type(BY_NAME[language_of(leads)])
    leads.keyboard.press("Enter")
    leads.locator("[data-arg=is]:focus").wait_for()
    choose(leads, "[data-arg=is]", "at_least")
    reach(leads, "[data-arg=value]")
    leads.keyboard.press("ControlOrMeta+a")
    leads.keyboard.type("٢")
    choose(leads, "[data-arg=within]", "days")
    reach(leads, "[data-arg=days]")
    leads.keyboard.press("ControlOrMeta+a")
    leads.keyboard.type("30")
    leads.keyboard.press("Enter")
    check_filtered(leads)
    leads.locator("[data-filter] :focus").wait_for()
    press(leads, "[data-deed][hx-get$='views/new/']")
    leads.locator("#view-name:focus").wait_for()
    leads.keyboard.type("Lookers")
    leads.keyboard.press("Enter")
    check_saved(leads)
