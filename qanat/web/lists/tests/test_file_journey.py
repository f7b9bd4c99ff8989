"""A list taken out as a file, in a real browser with a real worker: asked for, told when it is ready, fetched, read."""

import csv
import io
from pathlib import Path

import pytest

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.platform.actor import system_actor

pytestmark = pytest.mark.journey

HEADS = {"en": ["Name", "E-mail", "Phone"], "fa": ["نام", "ایمیل", "تلفن"]}

READY = {"en": "The file of your list is ready: 2 rows.", "fa": "فایل فهرست شما آماده است"}


@pytest.fixture
def leads(live_company, worker):
    for name, email in (("سارا رضایی", "sara@acme.example"), ("Omid", "omid@acme.example")):
        values = {"given_name": name, "email": email, "phone": ""}
        owner_id = live_company.id_of("manager")
        add_person(
            values,
            owner_id=owner_id,
            account_id=None,
            actor=system_actor("test"),
            now=clock.now(),
        )


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_file_is_what_the_list_shows(live_company, served, leads, browse, language):
    page = browse(live_company, "manager", language=language)
    page.goto(f"{served}/leads/?columns=name,email,phone&order=name")
    page.locator("[popovertarget=list-more]").first.click()
    page.locator("#list-more button", has_text="CSV").click()
    ready = page.locator("#files a[download]")
    ready.wait_for()
    with page.expect_download() as download:
        ready.click()
    assert rows_of(download.value) == [
        HEADS[language],
        ["Omid", "omid@acme.example", ""],
        ["سارا رضایی", "sara@acme.example", ""],
    ]
    page.locator(".bell").click()
    page.locator("#bell").get_by_text(READY[language]).click()
    page.wait_for_url("**/files/")
    assert page.locator("main a[download]").count() == 1


def rows_of(download):
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))
