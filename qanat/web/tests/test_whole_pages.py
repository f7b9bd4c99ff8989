"""Every address can be opened by itself: it answers with a whole page, or says that it is a part or a file."""

import re
from datetime import timedelta

import pytest
from django.urls import URLResolver

from qanat.access.public import PUBLIC
from qanat.capture.public import begin_form, form_shown, keep_draft, spooled
from qanat.flows.public import Told, begin_import
from qanat.kernel import clock
from qanat.kernel.errors import Fault
from qanat.people.public import define_field
from qanat.pipeline.public import list_pipelines
from qanat.platform.inbox import receive
from qanat.platform.inbox.ending import set_aside
from qanat.routing.public import create_rule, list_pools
from qanat.scoring.public import list_models, list_rules
from qanat.web import urls
from qanat.web.conftest import SYSTEM, make_records
from qanat.work.public import Subject, add_note

PART = re.compile(r"<(?:\w+:)?(\w+)>")
BY_NAME = {
    "name": "funnel",
    "bin_name": "people",
    "kind": "jobs",
    "deed": "x",
    "deed_name": "owner",
    "wanted": "x",
}
BY_PLACE = {
    "settings/reasons/<str:key>": {"key": "price"},
    "settings/statuses/<str:key>": {"key": "nurture"},
    "settings/fields/<str:entity>": {"entity": "person", "key": "product"},
    "custom/<str:key>": {"key": "product"},
    "leads/<int:record_id>": {"key": "job_title"},
    "accounts/<int:record_id>/cell": {"key": "name"},
    "deals/<int:record_id>/cell": {"key": "name"},
    "tasks/<int:record_id>/cell": {"key": "title"},
}
ABSENT = {
    "account_inactive",
    "asset",
    "files",
    "gallery",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "saved",
}
"""What this company has none of, so that the answer is the page of a refusal."""
WHOLE = re.compile(
    r'\s*<!DOCTYPE html>\s*<html lang="fa" dir="rtl".*<title>\s*[^\s·<].*?</title>.*</html>\s*',
    re.DOTALL,
)
WHOLE_ENGLISH = re.compile(r'\s*<!DOCTYPE html>\s*<html lang="en" dir="ltr"')


def routes(patterns, prefix=""):
    """(pattern of the address, entry) of every page of ours."""
    for entry in patterns:
        place = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, place)
        else:
            yield place, entry


ROUTES = list(routes(urls.urlpatterns))


def parked(now):
    """A submission that waits for somebody to mend it."""
    received = receive("test", [{"email": "x"}], key="k", sent_by="test", now=now)
    (submission,) = received.submissions
    fault = Fault(("email",), "An e-mail address has exactly one @ sign.", "email_at")
    set_aside({submission.pk: [fault]}, received.submissions, told=False)
    return submission.pk


def draft(actor, now):
    """A file that is not begun to be imported yet."""
    with spooled([b"email\na@b.example\n"]) as path:
        return keep_draft(path, "a.csv", actor=actor, now=now)


@pytest.fixture
def examples(company):
    """`examples(place)`: the address with parts that there are."""
    admin, now = company.actor("admin"), clock.now()
    records = make_records(company)
    define_field(
        "person",
        "product",
        kind="text",
        labels={"en": "Product"},
        choices=(),
        actor=SYSTEM,
        now=now,
    )
    form_id = begin_form("Contact", actor=admin, now=now)
    known = {
        "person_id": records.person,
        "account_id": records.account,
        "deal_id": records.deal,
        "task_id": records.task,
        "form_id": form_id,
        "slug": form_shown(form_id, admin).draft.slug,
        "user_id": company.id_of("owner"),
        "run_id": draft(admin, now),
        "note_id": add_note(
            "Called", about=Subject(person_id=records.person), actor=admin, now=now + timedelta(1)
        ),
        "submission_id": parked(now),
    }
    (model,), (pool, *_), (pipeline, *_) = (
        list_models(admin),
        list_pools(admin),
        list_pipelines(actor=admin),
    )
    known |= {
        "model_id": model.id,
        "pool_id": pool.id,
        "rule_id": create_rule("All", {"all": []}, pool.id, actor=admin).pk,
        "pipeline_id": pipeline.id,
        "stage_id": pipeline.stages[1].stage_id,
    }
    (score_rule, *_) = list_rules(model.id, actor=admin)
    with spooled([b"email\nc@d.example\n"]) as path:
        begun, _ = begin_import(path, "c.csv", Told(columns={}), actor=admin, now=now)
    of_records = {"leads": records.person, "people": records.person}
    of_records |= {"accounts": records.account, "deals": records.deal, "tasks": records.task}

    def filled(place):
        special = {"record_id": of_records.get(place.partition("/")[0], 1)}
        for start, parts in BY_PLACE.items():
            if start in place:
                special |= parts
        if place == "imports/<int:run_id>/":
            special["run_id"] = begun
        if "scoring" in place:
            special["rule_id"] = score_rule.id
        return "/" + PART.sub(
            lambda part: str({**BY_NAME, **known, **special}.get(part[1], 1)), place
        )

    return filled


def test_every_address_is_a_whole_page_unless_it_says_otherwise(company, as_user, examples):
    client = as_user(company, "admin", language="fa")
    faults, whole = [], 0
    for place, entry in ROUTES:
        address = examples(place) + ("?lang=fa" if place.startswith("f/") else "")
        answer = client.get(address)
        answers = getattr(entry.callback, "answers", "page")
        if answers != "page" or answer.status_code in {302, 405}:
            continue
        if answer.status_code != 200 and entry.name not in ABSENT:
            faults.append(f"{address}: {answer.status_code}")
        html = answer.content.decode()
        whole += 1
        if not WHOLE.fullmatch(html):
            faults.append(f"{address}: no whole page: {html.strip()[:80]}")
        for form in re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL):
            to_be_sent = " inert" not in form.partition(">")[0]
            if (
                to_be_sent
                and "csrfmiddlewaretoken" not in form
                and entry.callback.permission != PUBLIC
            ):
                faults.append(f"{address}: a form without its token")
    assert not faults, "\n".join(faults)
    assert whole > 70


def test_a_dialog_opened_by_its_address_can_be_sent_without_scripts(company, as_user):
    client = as_user(company, "admin")
    page = client.get("/forms/new/").content.decode()
    assert "<title>New form · Qanat</title>" in page
    assert 'data-back="/forms/"' in page
    refused = client.post("/forms/new/", {"name": ""})
    assert refused.status_code == 422
    assert WHOLE_ENGLISH.match(refused.content.decode())
    assert client.post("/forms/new/", {"name": "Contact"}).status_code == 302
    deal = make_records(company).deal
    lost = client.post(f"/deals/{deal}/lost/", {"reason": "price"}, follow=True)
    assert lost.redirect_chain == [(f"/deals/{deal}/", 302)]


def test_htmx_gets_the_dialog_alone_and_a_part_stays_a_part(company, as_user):
    make_records(company)
    dialog = as_user(company, "admin", htmx=True).get("/forms/new/").content.decode()
    assert dialog.strip().startswith("<dialog")
    rows = as_user(company, "admin").get("/leads/rows/").content.decode()
    assert rows.strip().startswith("<tr")
