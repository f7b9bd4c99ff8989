"""A file with faults, from the drop to the undo, with a real worker: by mouse and by keyboard alone."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.actor import system_actor
from tests.keys import choose, press, reach

pytestmark = pytest.mark.journey

FILE = """Full name,Mail address,Phone,Firm,Job
Huda Al-Amri,huda@rimal-foods.example,0501234567,Rimal Foods,Chief buyer
سارة الحربي,sara@najd.example,,نجد للتبريد,
Known Before,known@najd.example,,,Director
Wrong,not-an-address,,,
Wrong again,also@not,12,,
"""
FIELDS = ("name", "email", "phone", "company", "job_title")
COUNTS = ["2", "1", "2"]
"""New, known and refused."""

DROP = """
([place, name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name, { type: "text/csv" }));
  const drop = document.querySelector(place);
  for (const kind of ["dragover", "drop"]) {
    drop.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}
"""


@pytest.fixture
def known(live_company, worker):
    """Somebody who is here already, without a job."""
    values = {"given_name": "Known", "family_name": "Before", "email": "known@najd.example"}
    return add_person(
        values,
        owner_id=live_company.id_of("admin"),
        account_id=None,
        actor=system_actor("test"),
        now=clock.now(),
    )


@pytest.fixture(params=["en", "ar"])
def open_import(live_company, served, browse, request):
    """The page on which an import begins."""
    page = browse(live_company, "admin", language=request.param)
    page.goto(f"{served}/imports/new/")
    return page


def figures(page):
    return page.locator(".figures-of dd").all_inner_texts()


def came(page):
    """Until it has ended, and says what became of the rows."""
    page.locator("#standing .wizard__deeds").wait_for()
    assert figures(page) == COUNTS


def refused_rows(download):
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def check_refused(rows):
    head, *refused = rows
    assert head[3:] == ["Full name", "Mail address", "Phone", "Firm", "Job"]
    assert [(row[0], row[1].split("; ")[0], row[3:5]) for row in refused] == [
        ("5", "Mail address", ["Wrong", "not-an-address"]),
        ("6", "Mail address", ["Wrong again", "also@not"]),
    ]
    assert all(row[2] for row in refused)


def check_imported(known):
    assert Person.objects.filter(deleted_at=None).count() == 3
    assert Person.objects.get(pk=known).job_title == "Director"
    assert Person.objects.get(email="huda@rimal-foods.example").phone == "+966501234567"


def check_as_before(known):
    alone = Person.objects.get(deleted_at=None)
    assert (alone.pk, alone.job_title, alone.full_name) == (known, "", "Known Before")


def test_by_mouse(known, open_import):
    page = open_import
    page.evaluate(DROP, ["q-drop", "خريف leads.csv", FILE])
    page.wait_for_url("**/columns/")
    expect(page.locator("h1")).to_have_text("خريف leads.csv")
    for place, field in enumerate(FIELDS):
        page.locator(f"[name=column-{place}]").select_option(field)
    page.locator(".wizard__bar .button--primary").click()
    page.wait_for_url("**/preview/")
    assert figures(page)[1:] == COUNTS
    expect(page.locator("#plan")).to_contain_text("not-an-address")
    check_as_before(known)
    page.locator(".wizard__bar .button--primary").click()
    came(page)
    check_imported(known)
    with page.expect_download() as download:
        page.locator("[download]").click()
    check_refused(refused_rows(download.value))
    page.locator(".bell").click()
    page.locator("#bell").get_by_text("خريف leads.csv").wait_for()
    page.keyboard.press("Escape")
    page.locator("#standing .button--danger").click()
    page.locator("dialog[open] .button--primary").click()
    page.locator("#standing .button--danger").wait_for(state="detached")
    check_as_before(known)


def test_by_keyboard_alone(known, open_import, tmp_path):
    path = tmp_path / "leads.csv"
    path.write_text(FILE, encoding="utf-8")
    page = open_import
    page.on("filechooser", lambda chooser: chooser.set_files(path))  # heard before it is asked for
    reach(page, "input[type=file]")
    page.keyboard.press("Space")
    page.wait_for_url("**/columns/")
    for place, field in enumerate(FIELDS):
        choose(page, f"[name=column-{place}]", field)
    press(page, ".wizard__bar .button--primary")
    page.wait_for_url("**/preview/")
    press(page, ".wizard__bar .button--primary")
    came(page)
    check_imported(known)
    reach(page, "[download]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    check_refused(refused_rows(download.value))
    press(page, "#standing .button--danger")
    page.locator("dialog[open]").wait_for()
    press(page, "dialog[open] .button--primary")
    page.locator("#standing .button--danger").wait_for(state="detached")
    check_as_before(known)
