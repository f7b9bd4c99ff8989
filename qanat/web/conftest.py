"""A small company, and a real browser on a real server.

`company` is seven people with the defaults of a new installation, inside the test's transaction;
`live_company` is the same on a served installation with real commits. `as_user(name)` is a test
client, `browse(name)` a page of the browser, signed in as one of them. Photographs go to
`screenshots/` where that folder exists.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from django.test.testcases import LiveServerThread

from qanat.access.public import RoleName, actor_of_user, add_member, create_team, create_user
from qanat.capture.public import keep_draft, spooled
from qanat.flows.public import Told, add_person, found, match_columns, open_opportunity
from qanat.kernel import clock
from qanat.people.public import create_account
from qanat.pipeline.public import OpportunityValues
from qanat.platform.actor import Actor, system_actor
from qanat.platform.organisation import finish_set_up
from qanat.work.public import Subject, TaskDraft, add_note, plan_task
from tests.chromium import chromium_of

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
SYSTEM = system_actor("test")
TOLD = ("status of 409", "status of 422", "Error Code 409", "Error Code 422")
"""What a browser says of refusals that the page itself shows."""
HERE = ("127.0.0.1", "localhost")
PASSWORD = "a-long-and-rare-pass-phrase"
PEOPLE = {
    "manager": ("خالد المنصور", RoleName.MANAGER, "ar"),
    "owner": ("Sara Haddad", RoleName.REPRESENTATIVE, "en"),
    "colleague": ("فهد الشمري", RoleName.REPRESENTATIVE, "ar"),
    "stranger": ("آرش رستمی", RoleName.REPRESENTATIVE, "fa"),
    "marketer": ("Lina Khoury", RoleName.MARKETER, "en"),
    "reader": ("Peter Lang", RoleName.READ_ONLY, "en"),
}


@dataclass(frozen=True)
class Company:
    """Who works here: `admin`, and those of `PEOPLE`. Manager, owner and colleague are one team."""

    ids: dict[str, int]

    def id_of(self, name: str) -> int:
        return self.ids[name]

    def actor(self, name: str) -> Actor:
        return actor_of_user(self.ids[name])


def _make_company() -> Company:
    now = clock.now()
    founded = found(
        now=now,
        organisation="Rawabi",
        email="admin@example.com",
        name="Noura Al-Fahad",
        password=PASSWORD,
        country="SA",
        currency="SAR",
        time_zone="Asia/Riyadh",
    )
    finish_set_up(actor=SYSTEM, now=now)
    ids = {"admin": founded.user_id}
    for name, (shown, role, language) in PEOPLE.items():
        ids[name] = create_user(
            email=f"{name}@example.com",
            name=shown,
            role=role,
            password=PASSWORD,
            language=language,
            time_zone="Asia/Riyadh",
            actor=SYSTEM,
            now=now,
        ).id
    team = create_team("Riyadh", actor=SYSTEM)
    for name in ("manager", "owner", "colleague"):
        add_member(team.id, ids[name], actor=SYSTEM)
    return Company(ids)


@pytest.fixture
def company(db):
    """The company, inside the test's transaction."""
    return _make_company()


@pytest.fixture
def live_company(served):
    """The company, committed, on the server of `served`."""
    return _make_company()


@dataclass(frozen=True)
class Records:
    """A person, their account and deal, of the owner; a task due with them; a file of the admin's."""

    person: int
    account: int
    deal: int
    task: int
    draft: int


def make_records(company: Company) -> Records:
    """A lead who is known, with what one has of a lead after a week."""
    now, owner = clock.now(), company.id_of("owner")
    account = create_account(
        {"name": "Najd Cold Chain", "domain": "najd.example.com"},
        owner_id=owner,
        actor=SYSTEM,
        now=now,
    )
    person = add_person(
        {
            "given_name": "ليلى",
            "family_name": "الحربي",
            "email": "layla@najd.example.com",
            "phone": "+966550184420",
            "job_title": "Operations director",
            "company": "Najd Cold Chain",
        },
        owner_id=owner,
        account_id=account,
        actor=SYSTEM,
        now=now,
    )
    add_note("وصلني العرض", about=Subject(person_id=person), actor=company.actor("owner"), now=now)
    values = OpportunityValues(
        name="Nine cold rooms, Sudair", person_id=person, account_id=account, owner_id=owner
    )
    deal = open_opportunity(
        values | {"amount": Decimal(184_000)}, actor=SYSTEM, now=now
    ).opportunity_id
    draft = TaskDraft(
        title="Call about nine units",
        due_at=now + timedelta(minutes=30),
        kind="call",
        person_id=person,
        owner_id=owner,
    )
    task = plan_task(draft, actor=SYSTEM, now=now)
    leads = (
        "Email,Full name,Created\nomar@example.com,عمر,2026-01-31\nnot-an-address,Bad,\n".encode()
    )
    with spooled([leads]) as path:
        kept = keep_draft(path, "leads.csv", actor=company.actor("admin"), now=now)
    columns = {"Email": "email", "Full name": "name", "Created": "came_at"}
    match_columns(kept, Told(columns=columns), actor=company.actor("admin"), now=now)
    return Records(person, account, deal, task, kept)


@pytest.fixture
def as_user():
    """`as_user(company, name)`: a test client signed in; `htmx=True` asks as htmx does."""

    def client(company, name, *, language="en", htmx=False):
        made = Client(headers={"HX-Request": "true"} if htmx else {})
        made.force_login(get_user_model().objects.get(pk=company.id_of(name)))
        made.cookies["django_language"] = language
        return made

    return client


@pytest.fixture
def browse(served, open_page, as_user):
    """`browse(company, name)`: a page of the browser, signed in; open addresses with `page.goto(served + path)`."""

    def opened(company, name, *, language="en", width=1280, dark=False, forgiving=()):
        session = as_user(company, name).cookies["sessionid"].value
        page = open_page(locale=language, width=width, dark=dark, forgiving=forgiving)
        page.context.add_cookies(
            [
                {"name": "sessionid", "value": session, "url": served},
                {"name": "django_language", "value": language, "url": served},
            ]
        )
        return page

    return opened


@pytest.fixture
def served(real_commits, settings):
    """The address of Qanat, served by threads of this process."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait(20)
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def worker(served, tmp_path):
    """The real worker on the database of the test, until the test is over; it works as soon as it is up."""
    where = connection.settings_dict
    url = f"postgresql://{where['USER']}@/{where['NAME']}?host={where['HOST']}&port={where['PORT']}"
    process = subprocess.Popen(
        [sys.executable, "-m", "qanat", "worker"],
        env=os.environ | {"DATABASE_URL": url, "QANAT_HOME": str(tmp_path / "worker")},
        cwd=SCREENSHOTS.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, driven by Playwright."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would refuse its synchronous queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = chromium_of(playwright)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def leaves(address):
    """Whether a request goes to another machine."""
    told = urlsplit(address)
    return told.scheme in ("http", "https", "ws", "wss") and told.hostname not in HERE


@pytest.fixture
def open_page(chromium):
    """Opens a page in a fresh browser profile; a mistake of the page fails the test, but for
    those that hold one of `forgiving`; so does a request that leaves the machine."""
    contexts, mistakes = [], []

    def opened(*, locale="en", width=1280, dark=False, forgiving=()):
        context = chromium.new_context(
            locale=locale,
            viewport={"width": width, "height": 844 if width < 600 else 800},
            color_scheme="dark" if dark else "light",
            device_scale_factor=1,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda asked: mistakes.append(asked.url) if leaves(asked.url) else None)
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        page.on(
            "console",
            lambda said: (
                mistakes.append(said.text)
                if said.type == "error"
                and not any(each in said.text for each in (*TOLD, *forgiving))
                else None
            ),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert mistakes == []


@pytest.fixture(scope="module")
def gallery_is_there():
    """The page of components, which only developers have."""
    from django.conf import settings

    before, settings.DEBUG = settings.DEBUG, True
    yield
    settings.DEBUG = before


@pytest.fixture
def photograph():
    """Keeps a picture of the page when somebody wants to look."""

    def take(page, name):
        if SCREENSHOTS.is_dir():
            page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return take
