"""From a file to leads and back: matched, shown before it is done, done, its refused rows given back, undone."""

import http.client
import math
import re
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count, Sum
from django.db.models.functions import Length

from qanat.capture.models import ImportFile, ImportRun
from qanat.flows.uploading import import_kept
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.config import config

MEGABYTE = 1024 * 1024
TOKEN = "a" * 32
ROWS = """Full name,Mail address,Phone,Firm,Zodiac
Huda Al-Amri,huda@rimal-foods.example,0501234567,Rimal Foods,Leo
Sara,sara@najd.example,,Najd Cold Chain,
Wrong,not-an-address,,,
Huda again,HUDA@rimal-foods.example,,,
"""
MATCHED = {
    "column-0": "name",
    "column-1": "email",
    "column-2": "phone",
    "column-3": "company",
    "column-4": "-",
    "country": "SA",
}


def sent(client, content=ROWS, name="leads.csv"):
    """The id of the draft that the file became."""
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    answer = client.post("/imports/new/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return int(re.search(r"/imports/(\d+)/columns/", answer["Location"])[1])


def begun(client, **file):
    """The id of an import that waits for a worker."""
    run_id = sent(client, **file)
    client.post(f"/imports/{run_id}/columns/", MATCHED)
    answer = client.post(f"/imports/{run_id}/preview/")
    assert answer["Location"] == f"/imports/{run_id}/"
    return run_id


def test_the_columns_are_matched_by_their_names_and_shown_with_what_they_hold(company, as_user):
    client = as_user(company, "manager")
    run_id = sent(client)
    html = client.get(f"/imports/{run_id}/columns/").content.decode()
    assert re.search(r'name="column-0".*?value="name" selected', html, re.DOTALL)
    assert "huda@rimal-foods.example" in html
    assert not Person.objects.exists()


def test_what_it_would_do_is_told_before_and_is_what_it_does(company, as_user):
    client = as_user(company, "manager")
    run_id = sent(client)
    assert client.post(f"/imports/{run_id}/columns/", MATCHED).status_code == 302
    plan = ImportRun.objects.get().plan
    assert plan["counts"] == {"read": 4, "created": 2, "updated": 1, "refused": 1}
    assert [(one["column"], one["line"], one["cell"]) for one in plan["faults"]] == [
        ("Mail address", 4, "not-an-address")
    ]
    html = client.get(f"/imports/{run_id}/preview/").content.decode()
    assert "not-an-address" in html
    assert "Import 4 rows" in html
    assert not Person.objects.exists()
    client.post(f"/imports/{run_id}/preview/")
    import_kept(run_id, now=clock.now())
    done = ImportRun.objects.get()
    assert done.state == "done"
    assert {name: done.counts[name] for name in plan["counts"]} == plan["counts"]


def test_who_is_known_already_is_told_as_known(company, as_user):
    client = as_user(company, "manager")
    import_kept(begun(client), now=clock.now())
    run_id = sent(client, content=ROWS.replace("Zodiac", "Sign"))
    client.post(f"/imports/{run_id}/columns/", MATCHED)
    counts = ImportRun.objects.get(pk=run_id).plan["counts"]
    assert counts == {"read": 4, "created": 0, "updated": 3, "refused": 1}


def test_the_result_gives_refused_rows_back_and_links_to_who_came(company, as_user):
    client = as_user(company, "admin")
    run_id = begun(client)
    assert "Waiting for a worker" in client.get(f"/imports/{run_id}/").content.decode()
    import_kept(run_id, now=clock.now())
    html = client.get(f"/imports/{run_id}/").content.decode()
    link = re.search(r'href="(/leads/\?criteria=[^"]+)"', html)[1].replace("&amp;", "&")
    listed = client.get(link).content.decode()
    assert "Huda Al-Amri" in listed
    refused = client.get(f"/imports/{run_id}/refused.csv")
    assert "not-an-address" in refused.getvalue().decode("utf-8-sig")
    assert "attachment" in refused["Content-Disposition"]


def test_an_import_is_taken_back_as_a_whole_and_says_what_stays(company, as_user):
    client = as_user(company, "admin")
    run_id = begun(client)
    import_kept(run_id, now=clock.now())
    Person.objects.filter(full_name="Sara").update(job_title="Chief buyer")
    answer = client.post(f"/imports/{run_id}/undo/")
    assert answer.status_code == 302
    html = client.get(f"/imports/{run_id}/").content.decode()
    assert "Taken back" in html
    assert not Person.objects.filter(deleted_at=None, full_name="Huda Al-Amri").exists()
    assert client.post(f"/imports/{run_id}/undo/").status_code == 404


def test_it_stops_when_asked_keeps_what_is_done_and_goes_on(company, as_user, monkeypatch):
    monkeypatch.setattr("qanat.flows.importing.BATCH", 1)
    client = as_user(company, "admin", htmx=True)
    run_id = begun(as_user(company, "admin"))
    assert client.post(f"/imports/{run_id}/stop/").status_code == 200
    from qanat.capture import runs

    noted = runs.note_progress

    def stop_at_once(run):
        ImportRun.objects.filter(pk=run.id).update(stop_asked=True)
        noted(run)

    with monkeypatch.context() as patched:
        patched.setattr("qanat.flows.importing.note_progress", stop_at_once)
        import_kept(run_id, now=clock.now())
    stopped = ImportRun.objects.get()
    assert (stopped.state, stopped.counts["read"]) == ("stopped", 1)
    assert Person.objects.count() == 1
    assert "Stopped after 1 rows" in client.get(f"/imports/{run_id}/").content.decode()
    client.post(f"/imports/{run_id}/again/")
    import_kept(run_id, now=clock.now())
    done = ImportRun.objects.get()
    assert (done.state, done.counts["read"], Person.objects.count()) == ("done", 4, 2)
    assert not ImportFile.objects.filter(part="source").exists()


def test_columns_that_cannot_be_so_are_told_in_their_place_and_stay_as_chosen(company, as_user):
    client = as_user(company, "manager", language="ar")
    run_id = sent(client)
    answer = client.post(f"/imports/{run_id}/columns/", MATCHED | {"column-3": "name"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="column-problem-3" role="alert"' in html
    assert re.search(r'name="column-3".*?value="name" selected', html, re.DOTALL)
    nothing = {name: "-" for name in MATCHED if name != "country"}
    assert client.post(f"/imports/{run_id}/columns/", nothing).status_code == 422
    assert ImportRun.objects.get().plan == {}


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.csv"), (b"\xd0\xcf\x11\xe0rest", "a.xls"), (b"PK\x03\x04broken", "a.xlsx")],
)
def test_a_file_that_cannot_be_read_is_refused_at_once_and_not_kept(
    company, as_user, content, name
):
    client = as_user(company, "manager")
    answer = client.post("/imports/new/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert 'id="file-problem" role="alert">' in answer.content.decode()
    assert client.post("/imports/new/", {}).status_code == 422
    assert not ImportRun.objects.exists()


@pytest.fixture
def limit():
    """`limit(bytes)`: how large a file may be."""
    before = config.upload_limit_bytes
    yield lambda most: object.__setattr__(config, "upload_limit_bytes", most)
    object.__setattr__(config, "upload_limit_bytes", before)


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_a_file_that_is_too_large_is_refused_in_the_language_of_its_sender(
    company, as_user, limit, language
):
    limit(MEGABYTE)
    file = SimpleUploadedFile("a.csv", b"email\n" + b"x" * MEGABYTE)
    answer = as_user(company, "manager", language=language).post("/imports/new/", {"file": file})
    assert answer.status_code == 422
    said = {"en": "larger than 1 MB", "ar": "الملف أكبر من الحد", "fa": "بزرگ‌تر است"}
    assert said[language] in answer.content.decode()
    assert not ImportRun.objects.exists()


def rows_of(size):
    """A CSV of so many bytes and some more, made while it is read."""
    yield b"name,email,company\n"
    row, left = 0, size
    while left > 0:
        row += 1
        line = b"Somebody %d,p%d@acme.example,%b\n" % (row, row, b"x" * 400)
        left -= len(line)
        yield line


def test_a_large_file_passes_through_without_being_held(live_company, served, as_user):
    cookie = as_user(live_company, "manager").cookies["sessionid"].value
    head = (
        b'--xYx\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n%b\r\n'
        b'--xYx\r\nContent-Disposition: form-data; name="file"; filename="big.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" % TOKEN.encode()
    )

    def body():
        yield head
        yield from rows_of(60 * MEGABYTE)
        yield b"\r\n--xYx--\r\n"

    size = sum(map(len, body()))
    host = served.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=120)
    tracemalloc.start()
    connection.request(
        "POST",
        "/imports/new/",
        body=body(),
        headers={
            "Content-Length": str(size),
            "Content-Type": "multipart/form-data; boundary=xYx",
            "Cookie": f"sessionid={cookie}; csrftoken={TOKEN}",
        },
    )
    answer = connection.getresponse()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status == 302, answer.read()[:500]
    kept = ImportFile.objects.aggregate(size=Sum(Length("content")), pieces=Count("id"))
    assert 60 * MEGABYTE < kept["size"] < size
    assert kept["pieces"] == math.ceil(kept["size"] / MEGABYTE)
    assert peak < 20 * MEGABYTE


def test_the_same_file_again_leads_to_its_first_import(company, as_user):
    client = as_user(company, "manager")
    first = begun(client)
    again = sent(client)
    client.post(f"/imports/{again}/columns/", MATCHED)
    assert client.post(f"/imports/{again}/preview/").status_code == 409
    import_kept(first, now=clock.now())
    assert client.post(f"/imports/{again}/preview/")["Location"] == f"/imports/{first}/"


def test_columns_are_remembered_from_the_last_time(company, as_user):
    client = as_user(company, "manager")
    run_id = sent(client)
    client.post(f"/imports/{run_id}/columns/", MATCHED | {"column-4": "message"})
    client.post(f"/imports/{run_id}/preview/")
    import_kept(run_id, now=clock.now())
    html = client.get(
        f"/imports/{sent(client, content=ROWS + 'New,n@x.example,,,')}/columns/"
    ).content.decode()
    assert "as the last time" in html
    assert re.search(r'name="column-4".*?value="message" selected', html, re.DOTALL)


@pytest.mark.parametrize(
    ("head", "system"),
    [
        ("Record Id,Lead Owner,First Name,Last Name,Email,Lead Source", "Zoho CRM"),
        ("Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage", "HubSpot"),
        ("Id,FirstName,LastName,Company,MobilePhone,Email,OwnerId", "Salesforce"),
        (
            "First Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Labels",
            "Google Contacts",
        ),
        ("First Name,Last Name,Company,E-mail Address,E-mail Display Name,Mobile Phone", "Outlook"),
    ],
)
def test_the_exports_of_well_known_systems_match_by_themselves(company, as_user, head, system):
    client = as_user(company, "manager")
    run_id = sent(client, content=f"{head}\n" + ",".join("x" for _ in head.split(",")) + "\n")
    html = client.get(f"/imports/{run_id}/columns/").content.decode()
    assert f"export of {system}" in html
    assert re.search(r'value="email" selected', html)
    chosen = re.findall(r'value="([^"]+)" selected', html)
    assert "given_name" in chosen


def test_a_draft_is_its_owners_alone_and_can_be_let_go(company, as_user):
    run_id = sent(as_user(company, "manager"))
    other = as_user(company, "admin")
    assert other.get(f"/imports/{run_id}/columns/").status_code == 404
    assert other.post(f"/imports/{run_id}/drop/").status_code == 404
    assert "not begun yet" in as_user(company, "manager").get("/imports/").content.decode()
    as_user(company, "manager").post(f"/imports/{run_id}/drop/")
    assert not ImportRun.objects.exists()


def test_whoever_may_not_take_back_is_not_asked(company, as_user):
    run_id = begun(as_user(company, "marketer"))
    import_kept(run_id, now=clock.now())
    client = as_user(company, "marketer")
    assert f"/imports/{run_id}/undo/" not in client.get(f"/imports/{run_id}/").content.decode()
    assert client.post(f"/imports/{run_id}/undo/").status_code == 403
    assert Person.objects.filter(deleted_at=None).exists()


@pytest.mark.parametrize("canary", ["<script>alert(1)</script>", "{{7*7}}"])
def test_nothing_in_a_file_becomes_markup(company, as_user, canary):
    client = as_user(company, "manager")
    run_id = sent(
        client,
        content=f"Name,Email,{canary}\n{canary},not-{canary},{canary}\n{canary},a@b.example,\n",
        name=f"{canary}.csv",
    )
    for path in ("columns", "preview"):
        html = client.get(f"/imports/{run_id}/{path}/", follow=True).content.decode()
        assert "<script>alert" not in html
        assert ">49<" not in html
        client.post(
            f"/imports/{run_id}/columns/",
            {"column-0": "name", "column-1": "email", "column-2": "-"},
        )
    assert "<script>alert" not in client.get("/imports/").content.decode()


def test_the_pages_cost_few_queries(company, as_user, query_budget):
    client = as_user(company, "admin")
    run_id = begun(client)
    with query_budget("imports.list"):
        client.get("/imports/")
    with query_budget("imports.run"):
        client.get(f"/imports/{run_id}/")
