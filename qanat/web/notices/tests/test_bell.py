"""The bell: each hears of their own, reads it, and chooses what to hear of."""

import re

import pytest

from qanat.capture.public import spooled
from qanat.flows.public import Told, add_person, begin_import, give_to
from qanat.flows.uploading import import_kept
from qanat.kernel import clock
from qanat.listing.making import write_file
from qanat.listing.public import Asked, ask_for_file, delete_file
from qanat.notices.models import Notice
from qanat.platform.actor import system_actor

SYSTEM = system_actor("test")


def give(company, to="owner", name="Layla"):
    """A lead of the manager's, given to somebody else."""
    now = clock.now()
    values = {"given_name": name, "email": f"{name}@acme.com"}
    manager = company.actor("manager")
    lead = add_person(values, owner_id=manager.user_id, account_id=None, actor=manager, now=now)
    give_to([lead], company.id_of(to), actor=manager, now=now)
    return lead


def notice_of(company, who):
    return Notice.objects.get(user_id=company.id_of(who))


def test_each_hears_of_their_own(company, as_user):
    give(company)
    mine, theirs = as_user(company, "owner"), as_user(company, "colleague")
    assert "Layla" in mine.get("/notices/").content.decode()
    assert "bell__mark" in mine.get("/notices/unread/").content.decode()
    assert "Layla" not in theirs.get("/notices/").content.decode()
    assert theirs.get("/notices/unread/").content.decode().strip() == ""


def test_a_lead_that_was_given_on_is_out_of_sight(company, as_user):
    lead = give(company)
    give_to([lead], company.id_of("admin"), actor=SYSTEM, now=clock.now())
    assert "Layla" not in as_user(company, "owner").get("/notices/").content.decode()


def test_opening_one_reads_it_and_goes_there(company, as_user):
    lead = give(company)
    notice = notice_of(company, "owner")
    assert as_user(company, "stranger").post(f"/notices/{notice.id}/open/").status_code == 404
    assert notice_of(company, "owner").read_at is None
    answer = as_user(company, "owner").post(f"/notices/{notice.id}/open/")
    assert answer.headers["Location"] == f"/people/{lead}/"
    assert notice_of(company, "owner").read_at is not None


def test_all_is_marked_read_but_what_came_after_the_list(company, as_user):
    give(company)
    seen = notice_of(company, "owner").id
    give(company, name="Omid")
    answer = as_user(company, "owner", htmx=True).post("/notices/read/", {"up_to": seen})
    assert answer.status_code == 204
    unread = Notice.objects.filter(user_id=company.id_of("owner"), read_at=None)
    assert [row.id > seen for row in unread] == [True]


def test_one_hears_only_of_what_one_chose(company, as_user):
    client = as_user(company, "owner", htmx=True)
    assert client.post("/notices/choices/", {"wanted": ["deal_won"]}).status_code == 204
    give(company)
    assert not Notice.objects.filter(user_id=company.id_of("owner")).exists()


def test_the_number_of_queries_does_not_grow_with_notices(company, as_user, query_budget):
    client = as_user(company, "owner", htmx=True)
    give(company)
    client.get("/notices/")
    with query_budget("notices"):
        client.get("/notices/")
    for number in range(4):
        give(company, name=f"P{number}")
    with query_budget("notices"):
        client.get("/notices/")


@pytest.mark.journey
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_bell_leads_to_the_new_lead(live_company, served, browse, language):
    lead = give(live_company)
    page = browse(live_company, "owner", language=language)
    page.goto(f"{served}/inbox/")
    page.locator(".bell__mark").wait_for(state="attached")
    page.locator(".bell").click()
    page.locator("#bell .notices__one[data-unread]").click()
    page.wait_for_url(f"**/people/{lead}/")
    assert Notice.objects.get().read_at is not None


def test_the_end_of_an_import_leads_to_its_page_and_its_leads_to_their_owners(company, as_user):
    now, admin = clock.now(), company.actor("admin")
    content = b"name,email,owner\nSara,sara@acme.com,owner@example.com\nNo,no,\n"
    content += b"Omid,omid@acme.com,owner@example.com\n"
    with spooled([content]) as path:
        run_id, _ = begin_import(path, "fair.csv", Told(columns={}), actor=admin, now=now)
    import_kept(run_id, now=now)
    html = as_user(company, "admin").get("/notices/").content.decode()
    assert re.search(r"The import of <b><bdi>fair.csv</bdi></b> has ended", html)
    notice = notice_of(company, "admin")
    opened = as_user(company, "admin").post(f"/notices/{notice.id}/open/")
    assert opened["Location"] == f"/imports/{run_id}/"
    owner = as_user(company, "owner", language="fa")
    assert (
        "۲"
        in re.search(
            r"<ul.*?</ul>|<ol.*?</ol>|<li.*", owner.get("/notices/").content.decode(), re.DOTALL
        )[0]
    )
    opened = owner.post(f"/notices/{notice_of(company, 'owner').id}/open/")
    listed = owner.get(opened["Location"]).content.decode()
    assert "Sara" in listed
    assert "Omid" in listed


def test_a_file_of_a_list_that_is_ready_leads_to_the_files(company, as_user):
    give(company)
    admin, now = company.actor("admin"), clock.now()
    asked = Asked(subject="people", columns=("name",), order="name")
    file_id = ask_for_file(asked, "csv", language="en", zone="UTC", actor=admin, now=now)
    for _ in range(2):
        write_file(file_id, now=now)
    client = as_user(company, "admin")
    assert "The file of your list is ready: 1 row." in client.get("/notices/").content.decode()
    opened = client.post(f"/notices/{notice_of(company, 'admin').id}/open/")
    assert opened["Location"] == "/files/"
    delete_file(file_id, actor=admin)
    assert "is ready" not in client.get("/notices/").content.decode()
