"""The first start: led to by the admin alone, saved step by step, and over when it is over."""

import pytest

from qanat.access.models import User
from qanat.capture.public import sample_run
from qanat.demo.sample import bring_sample
from qanat.kernel import clock
from qanat.people.models import Person
from qanat.platform.models import Organisation
from qanat.web.start.progress import progress

SAID = {
    "name": "Rimal Foods",
    "country": "IR",
    "language": "fa",
    "calendar": "jalali",
    "currency": "irr",
    "time_zone": "Asia/Tehran",
    "weekend": ["4", "5"],
}


@pytest.fixture
def new(company):
    Organisation.objects.update(set_up_at=None)
    return company


def test_the_admin_is_led_to_it_until_it_is_done_and_nobody_else(new, as_user):
    admin = as_user(new, "admin")
    assert admin.get("/")["Location"] == "/start/"
    assert as_user(new, "owner").get("/")["Location"] != "/start/"
    admin.post("/start/begin/", {"way": "none"})
    assert admin.get("/")["Location"] != "/start/"


def test_each_step_is_saved_and_leads_on(new, as_user):
    admin = as_user(new, "admin")
    assert admin.post("/start/", SAID)["Location"] == "/start/team/"
    kept = Organisation.objects.get()
    assert (kept.name, kept.currency, kept.calendar, kept.weekend) == (
        "Rimal Foods",
        "IRR",
        "jalali",
        [4, 5],
    )
    page = admin.post(
        "/start/team/", {"name": "Reza", "email": "reza@rimal.example", "role": "representative"}
    )
    assert page.status_code == 200
    assert "reza@rimal.example" in page.content.decode()
    assert User.objects.get(email="reza@rimal.example").language == "fa"
    html = admin.get("/start/pipeline/").content.decode()
    stage = html.partition('name="stage-')[2].partition('"')[0]
    assert admin.post("/start/pipeline/", {f"stage-{stage}": ""}).status_code == 422
    assert admin.post("/start/begin/", {"way": "import"})["Location"] == "/imports/new/"
    assert Organisation.objects.get().set_up_at is not None


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"currency": "XXY"},
        {"time_zone": "Asia/Nowhere"},
        {"weekend": ["1", "2", "3", "4", "5", "6", "7"]},
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_saved(new, as_user, change):
    answer = as_user(new, "admin", language="ar").post("/start/", SAID | change)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert Organisation.objects.get().name == "Rawabi"


def test_the_list_of_first_things_tells_what_is_done_and_can_be_hidden(new, as_user):
    things = progress(new.actor("admin"))
    assert [thing.done for thing in things] == [False, False, True, False, False]
    assert progress(new.actor("owner")) == ()
    assert 'id="checklist"' in as_user(new, "admin").get("/inbox/").content.decode()
    assert 'id="checklist"' not in as_user(new, "owner").get("/inbox/").content.decode()
    as_user(new, "admin").post("/start/hide/")
    assert progress(new.actor("admin")) == ()
    assert 'id="checklist"' not in as_user(new, "admin").get("/inbox/").content.decode()


def test_sample_data_is_a_way_to_begin_and_the_first_steps_lead_to_its_removal(new, as_user):
    admin = as_user(new, "admin")
    begun = admin.post("/start/begin/", {"way": "sample"})
    run = sample_run()
    assert begun["Location"] == f"/imports/{run.id}/"
    assert "Waiting for a worker" in admin.get(begun["Location"]).content.decode()
    bring_sample(run.id, now=clock.now(), watch=clock.now)
    page = admin.get(begun["Location"]).content.decode()
    assert "Remove sample data" in page
    assert progress(new.actor("admin"))[-1].url == begun["Location"]
    admin.post(f"/imports/{run.id}/undo/")
    assert sample_run() is None
    assert not Person.objects.filter(deleted_at=None).exists()
    assert [thing.done for thing in progress(new.actor("admin"))] == [
        True,
        False,
        True,
        False,
        False,
    ]
