"""The files of lists: asked for, watched, fetched by whoever asked, let go."""

from urllib.parse import unquote

import pytest

from qanat.flows.public import add_person
from qanat.kernel import clock
from qanat.listing.making import write_file
from qanat.listing.models import ListFile
from qanat.platform.actor import system_actor


@pytest.fixture
def leads(company):
    """One lead of the owner."""
    return add_person(
        {"given_name": "Alia", "email": "alia@acme.com"},
        owner_id=company.id_of("owner"),
        account_id=None,
        actor=system_actor("test"),
        now=clock.now(),
    )


def test_a_file_is_asked_for_watched_and_given_up(company, leads, as_user):
    client = as_user(company, "admin", htmx=True)
    answer = client.post("/leads/files/new/", {"kind": "csv", "view": "all"})
    file = ListFile.objects.get()
    body = answer.content.decode()
    assert "Writing your file" in body
    assert 'hx-trigger="every 1s"' in body
    assert client.get(f"/leads/files/{file.pk}/").status_code == 404
    assert as_user(company, "marketer").post(f"/leads/files/{file.pk}/delete/").status_code == 404
    client.post(f"/leads/files/{file.pk}/delete/")
    assert not ListFile.objects.exists()


def test_a_file_is_fetched_by_whoever_asked_for_it(company, leads, as_user):
    client = as_user(company, "marketer", htmx=True)
    client.post("/leads/files/new/", {"kind": "csv", "columns": "name,email", "order": "name"})
    file_id = ListFile.objects.get().pk
    write_file(file_id, now=clock.now())
    assert "Your file is ready" in client.get("/leads/files/").content.decode()
    answer = client.get(f"/leads/files/{file_id}/")
    content = b"".join(answer.streaming_content)
    assert content.decode("utf-8-sig").splitlines()[:2] == ["Name,E-mail", "Alia,alia@acme.com"]
    assert answer["Content-Length"] == str(len(content))
    assert answer["Content-Disposition"].startswith('attachment; filename="Leads ')
    assert answer["X-Content-Type-Options"] == "nosniff"
    for path in (f"/leads/files/{file_id}/", f"/accounts/files/{file_id}/"):
        assert as_user(company, "admin").get(path).status_code == 404
    assert client.get(f"/accounts/files/{file_id}/").status_code == 404


def test_a_file_is_called_by_its_list_in_the_language_of_who_asked(company, leads, as_user):
    client = as_user(company, "manager", language="ar", htmx=True)
    client.post("/leads/files/new/", {"kind": "xlsx"})
    file_id = ListFile.objects.get().pk
    write_file(file_id, now=clock.now())
    told = client.get(f"/leads/files/{file_id}/")["Content-Disposition"]
    assert unquote(told).startswith("attachment; filename*=utf-8''العملاء المحتملون ")


def test_ones_files_of_all_lists_are_on_one_page(company, leads, as_user, query_budget):
    client = as_user(company, "admin", htmx=True)
    assert "No files yet" in client.get("/files/").content.decode()
    client.post("/leads/files/new/", {"kind": "csv"})
    client.post("/accounts/files/new/", {"kind": "xlsx"})
    first, second = ListFile.objects.order_by("id").values_list("id", flat=True)
    write_file(first, now=clock.now())
    body = client.get("/files/").content.decode()
    assert body.index("Accounts ") < body.index("Leads ")
    assert (f"/leads/files/{first}/" in body, f"/accounts/files/{second}/" in body) == (True, False)
    assert 'hx-trigger="every 1s"' in body
    assert "Leads " not in as_user(company, "marketer", htmx=True).get("/files/").content.decode()
    assert "Accounts " not in client.get(f"/files/?before={second}").content.decode()
    with query_budget("lists.files"):
        client.get("/files/")
    assert as_user(company, "marketer").post(f"/files/{first}/delete/").status_code == 404
    body = client.post(f"/files/{second}/delete/").content.decode()
    assert 'hx-trigger="every 1s"' not in body
    assert ListFile.objects.get().pk == first
    plain = as_user(company, "admin").post(f"/files/{first}/delete/")
    assert (plain.status_code, plain["Location"]) == (302, "/files/")


def test_why_a_file_was_not_written_is_said(company, leads, as_user):
    client = as_user(company, "admin", language="ar", htmx=True)
    client.post("/leads/files/new/", {"kind": "csv"})
    ListFile.objects.update(problem="failed")
    for path in ("/files/", "/leads/files/"):
        body = client.get(path).content.decode()
        assert "سجلاتك سليمة" in body
        assert "every 1s" not in body


def test_whoever_may_not_take_lists_out_gets_no_file(company, leads, as_user):
    client = as_user(company, "owner")
    assert client.post("/leads/files/new/", {"kind": "csv"}).status_code == 403
    assert client.get("/files/").status_code == 403
    assert "files/new/" not in client.get("/leads/").content.decode()
    assert not ListFile.objects.exists()
