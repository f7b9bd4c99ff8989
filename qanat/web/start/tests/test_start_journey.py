"""The first start in a real browser: from an empty installation to the first steps, by mouse and by keyboard alone."""

import pytest

from qanat.access.models import User
from qanat.demo.public import SAMPLE_PEOPLE
from qanat.flows.public import found
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.models import Organisation
from qanat.web.conftest import Company
from tests.keys import press, reach

pytestmark = pytest.mark.journey

LEADS = b"name,email\nSara,sara@acme.example\nNobody,none\n"


@pytest.fixture(params=["en", "ar"])
def begun(served, worker, browse, request):
    """The first page that the one admin of an empty installation sees."""
    founded = found(now=clock.now(), email="noura@example.com", name="Noura")
    page = browse(Company({"admin": founded.user_id}), "admin", language=request.param)
    page.goto(served)
    page.wait_for_url("**/start/")
    return page


def on_by_mouse(page):
    page.locator(".wizard__bar .button--primary").click()


def on_by_keys(page):
    press(page, ".wizard__bar .button--primary")


def things_done(page, served):
    """Of the list of first steps, which are done."""
    page.goto(f"{served}/inbox/")
    page.locator("#checklist").wait_for()
    return [row.locator(".sr-only").count() == 1 for row in page.locator("#checklist li").all()]


def test_by_mouse_with_sample_data_and_without_it_again(begun, served):
    page = begun
    organisation_by_mouse(page)
    colleague_by_mouse(page)
    page.locator(".wizard__fields input.input").first.fill("First talk")
    on_by_mouse(page)
    page.locator("[value=sample]").click()
    page.wait_for_url("**/imports/*/")
    page.locator("#standing .wizard__deeds").wait_for()
    assert Person.objects.filter(deleted_at=None).count() == SAMPLE_PEOPLE
    assert things_done(page, served) == [True, True, True, False, False, False]
    page.goto(f"{served}/board/")
    assert page.locator("[data-deal]").count() > 0
    page.goto(f"{served}/inbox/")
    page.locator("#checklist a").last.click()
    page.locator("#standing .button--danger").click()
    page.locator("dialog[open] .button--primary").click()
    page.locator("#standing .button--danger").wait_for(state="detached")
    assert not Person.objects.filter(deleted_at=None).exists()
    assert things_done(page, served) == [True, False, True, False, False]


def organisation_by_mouse(page):
    page.locator("[name=name]").fill("Rimal Foods")
    page.locator("[name=country]").select_option("SA")
    page.locator("[name=currency]").fill("sar")
    page.locator("[name=time_zone]").fill("Asia/Riyadh")
    on_by_mouse(page)
    page.wait_for_url("**/start/team/")
    kept = Organisation.objects.get()
    assert (kept.name, kept.currency) == ("Rimal Foods", "SAR")


def colleague_by_mouse(page):
    page.locator("[name=name]").fill("Reza")
    page.locator("[name=email]").fill("reza@rimal.example")
    page.locator(".wizard__fields .button").click()
    page.locator("code.secret").wait_for()
    assert User.objects.filter(email="reza@rimal.example").exists()
    on_by_mouse(page)
    page.wait_for_url("**/start/pipeline/")


def test_by_keyboard_alone_with_an_import(begun, served, tmp_path):
    page = begun
    path = tmp_path / "leads.csv"
    path.write_bytes(LEADS)
    reach(page, "[name=name]")
    page.keyboard.press("Control+a")
    page.keyboard.type("Rimal Foods")
    on_by_keys(page)
    page.wait_for_url("**/start/team/")
    on_by_keys(page)
    page.wait_for_url("**/start/pipeline/")
    on_by_keys(page)
    page.wait_for_url("**/start/begin/")
    reach(page, "[value=import]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/imports/new/")
    page.on("filechooser", lambda chooser: chooser.set_files(path))  # heard before it is asked for
    reach(page, "input[type=file]")
    page.keyboard.press("Space")
    page.wait_for_url("**/columns/")
    on_by_keys(page)
    page.wait_for_url("**/preview/")
    on_by_keys(page)
    page.locator("#standing .wizard__deeds").wait_for()
    assert Person.objects.get(deleted_at=None).email == "sara@acme.example"
    assert Organisation.objects.get().name == "Rimal Foods"
    assert things_done(page, served) == [True, True, False, False, False]
