"""In the browser: from the dashboard to a report, changed in place, saved; and by keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from qanat.kernel import clock
from qanat.people.models import Person
from qanat.web.reports.asked import forget

pytestmark = pytest.mark.journey


@pytest.fixture
def leads(live_company):
    forget()
    Person.objects.bulk_create(
        Person(
            full_name=f"Lead {index}",
            source=("Web", "معرض الرياض", "Referral")[index % 3],
            came_at=clock.now() - timedelta(hours=index),
            owner_id=live_company.id_of("owner"),
            lifecycle="mql" if index % 2 else "lead",
        )
        for index in range(24)
    )
    return live_company


def test_a_report_is_opened_changed_in_place_and_saved(leads, browse, served, photograph):
    page = browse(leads, "manager")
    page.goto(f"{served}/dashboard/")
    page.locator("#card-sources h2 a").click()
    page.wait_for_url("**/reports/sources/**")
    page.locator("select[name=by]").select_option("owner")
    page.wait_for_url("**by=owner**")
    page.get_by_role("row", name="Sara Haddad").first.wait_for()
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Name").fill("By owner")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    page.wait_for_url("**saved=**")
    expect(page.locator("h1")).to_contain_text("By owner")
    photograph(page, "report-saved")


def test_a_bar_is_followed_by_keyboard_alone_from_right_to_left(leads, browse, served, photograph):
    page = browse(leads, "manager", language="ar", dark=True)
    page.goto(f"{served}/reports/sources/")
    bar = page.locator("svg.chart a:visible").first
    bar.focus()
    assert "معرض" in page.locator("svg.chart").first.text_content()
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert ":" in name
    page.keyboard.press("Enter")
    page.wait_for_url("**/leads/?criteria=**")
    photograph(page, "report-bar-list")


def test_no_part_of_a_report_is_wider_than_a_phone(leads, browse, served):
    page = browse(leads, "manager", language="ar", width=360)
    for address in ("/dashboard/", "/reports/", "/reports/sources/", "/reports/representatives/"):
        page.goto(served + address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
