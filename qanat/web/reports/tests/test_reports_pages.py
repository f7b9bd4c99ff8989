"""The dashboard and the reports: who sees what, what stands in the address, files, saving."""

import io
import re
import zipfile
from datetime import timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest

from qanat.access.models import User
from qanat.criteria.public import count
from qanat.insight.models import SavedReport
from qanat.insight.public import reports
from qanat.kernel import clock
from qanat.people.models import LifecycleChange, Person
from qanat.pipeline.models import Opportunity, Stage, StageVisit
from qanat.web.look import Look
from qanat.web.reports.asked import Asker, forget
from qanat.web.reports.drill import Drill
from qanat.web.reports.links import links_of
from qanat.web.reports.state import State
from qanat.web.reports.told import tell
from qanat.web.reports.views_dashboard import CARDS


@pytest.fixture(autouse=True)
def anew():
    forget()


@pytest.fixture
def sales(company):
    """Twelve leads of the owner and the stranger; two of them sold, one deal open."""
    now = clock.now()
    stage = Stage.objects.filter(closed=False).order_by("position").first()
    closed = Stage.objects.filter(closed=True, pipeline=stage.pipeline).first()
    for index in range(12):
        who = company.id_of("owner" if index % 2 else "stranger")
        person = Person.objects.create(
            full_name=f"Lead {index}",
            source="معرض الرياض" if index % 3 else "Web",
            came_at=now - timedelta(hours=index + 1),
            owner_id=who,
            lifecycle="mql" if index < 4 else "lead",
            status="contacted" if index in {2, 5} else "open",
        )
        LifecycleChange.objects.create(person=person, to_lifecycle="lead", at=now, actor="test")
        if index < 3:
            sold = index < 2
            deal = Opportunity.objects.create(
                name=f"Deal {index}",
                person=person,
                pipeline=stage.pipeline,
                stage=closed if sold else stage,
                entered_stage_at=now,
                outcome="won" if sold else "open",
                amount=Decimal(1000 + index),
                currency="SAR",
                owner_id=who,
                opened_at=now,
                closed_at=now if sold else None,
            )
            StageVisit.objects.create(
                opportunity=deal,
                stage=stage,
                entered_at=now,
                left_at=now if sold else None,
                actor="test",
            )
            if sold:
                StageVisit.objects.create(
                    opportunity=deal, stage=closed, entered_at=now, actor="test"
                )
    return company


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
@pytest.mark.parametrize("name", reports.names())
def test_every_report_is_a_page_in_every_language(sales, as_user, name, language):
    page = as_user(sales, "admin", language=language).get(f"/reports/{name}/")

    html = page.content.decode()
    assert page.status_code == 200
    assert "style=" not in html
    assert re.findall(r"\{%|\{\{", html) == []
    if language == "fa":
        assert not re.search(r"[٠-٩]", html)


@pytest.mark.parametrize("grouping", reports["sources"].groupings)
def test_every_grouping_is_drawn_and_told(sales, as_user, grouping):
    page = as_user(sales, "admin").get(f"/reports/sources/?by={grouping}")
    assert page.status_code == 200
    assert 'class="chart"' in page.content.decode()


@pytest.mark.parametrize("name", sorted(CARDS))
def test_every_card_of_the_dashboard_comes_by_itself(sales, as_user, name):
    whole = as_user(sales, "admin").get(f"/dashboard/cards/{name}/").content.decode()
    assert f'id="card-{name}"' in whole
    assert "<html" not in whole


def test_the_dashboard_begins_with_what_its_reader_needs(sales, as_user):
    def cards(name):
        html = as_user(sales, name).get("/dashboard/").content.decode()
        return re.findall(r'data-card="([a-z]+)"', html)

    assert cards("marketer")[:2] == ["head", "sources"]
    assert cards("owner")[:2] == ["head", "pipeline"]
    assert "load" not in cards("owner")
    assert "load" in cards("manager")


def test_a_representative_sees_figures_of_their_own_only(sales, as_user):
    own = as_user(sales, "owner").get("/dashboard/cards/head/").content.decode()
    everybody = as_user(sales, "reader").get("/dashboard/cards/head/").content.decode()

    assert "6 leads came in" in own
    assert "12 leads came in" in everybody
    for name in reports.names():
        html = as_user(sales, "owner").get(f"/reports/{name}/").content.decode()
        assert "آرش" not in html, name


def test_whoever_may_not_see_reports_gets_none(sales, client):
    for address in ("/dashboard/", "/dashboard/cards/head/", "/reports/", "/reports/funnel/"):
        assert client.get(address).status_code == 302


def test_an_unknown_report_or_card_is_not_there(sales, as_user):
    admin = as_user(sales, "admin")
    assert admin.get("/reports/gossip/").status_code == 404
    assert admin.get("/dashboard/cards/gossip/").status_code == 404
    assert admin.get("/reports/gossip/save/").status_code == 404


def test_htmx_is_given_the_part_that_changes(sales, as_user):
    part = as_user(sales, "admin", htmx=True).get("/reports/sources/?by=owner").content.decode()
    assert part.strip().startswith('<div id="report">')
    dashboard = (
        as_user(sales, "admin", htmx=True).get("/dashboard/?period=last_year").content.decode()
    )
    assert dashboard.strip().startswith('<div id="dashboard">')
    assert "period=last_year" in dashboard


def test_days_are_read_in_the_calendar_and_digits_of_the_reader(sales, as_user):
    User.objects.filter(pk=sales.id_of("admin")).update(calendar="jalali")
    asked = "/reports/totals/?period=custom&from=۱۴۰۴/۰۱/۰۱&to=1404-12-29"
    page = as_user(sales, "admin", language="fa").get(asked)
    html = page.content.decode()
    assert page.status_code == 200
    assert 'value="۱۴۰۴-۰۱-۰۱"' in html
    assert "۱ فروردین ۱۴۰۴" in html


@pytest.mark.parametrize(
    "days", ["from=yesterday", "from=2026-02-30", "from=2026-02-01&to=2026-01-01"]
)
def test_days_that_are_none_are_told_at_their_field_and_kept(sales, as_user, days):
    page = as_user(sales, "admin").get(f"/reports/sources/?period=custom&{days}")
    html = page.content.decode()
    assert page.status_code == 422
    assert 'role="alert"' in html
    assert 'aria-invalid="true"' in html
    assert f'value="{parse_qs(days)["from"][0]}"' in html


@pytest.mark.parametrize("name", ["overview", "sources", "conversion", "funnel", "representatives"])
def test_a_list_behind_a_figure_holds_as_many_as_the_figure_says(sales, name, monkeypatch):
    monkeypatch.setattr("qanat.web.reports.drill.reverse", lambda place: f"/{place}/")
    actor = sales.actor("admin")
    asker = Asker.of(actor, Look(actor=actor), clock.now())
    state = State()
    told = tell(name, state, asker)
    href_of = links_of(told.table, Drill(state, asker, asker.days(state)))
    followed = 0
    for index, row in enumerate(told.table.rows):
        for column in told.table.columns:
            href = href_of(index, column)
            if not href or column.kind != "count":
                continue
            address = urlsplit(href)
            criteria = orjson.loads(parse_qs(address.query)["criteria"][0])
            subject = "opportunity" if "deals" in address.path else "person"
            found = count(criteria, at=clock.now(), actor=actor, subject=subject)
            assert found == row[column.key], (name, column.key, row, criteria)
            followed += 1
    assert followed > 2


def test_a_report_is_a_csv_a_workbook_and_a_picture(sales, as_user):
    admin = as_user(sales, "admin", language="ar")
    csv = admin.get("/reports/sources/?format=csv")
    assert csv["Content-Disposition"] == 'attachment; filename="sources.csv"'
    assert csv.content.decode("utf-8-sig").splitlines()[0].startswith("المصدر,")
    workbook = admin.get("/reports/sources/?format=xlsx")
    with zipfile.ZipFile(io.BytesIO(workbook.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert 'rightToLeft="1"' in sheet
    assert admin.get("/reports/funnel/?format=png").content.startswith(b"\x89PNG")
    assert admin.get("/reports/totals/?format=png").status_code == 404


def test_a_workbook_never_holds_a_formula(sales, as_user):
    Person.objects.update(source="=HYPERLINK(1)")
    workbook = as_user(sales, "admin").get("/reports/sources/?format=xlsx")
    with zipfile.ZipFile(io.BytesIO(workbook.content)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def test_saving_keeps_the_question_and_comes_back_to_it(sales, as_user):
    manager = as_user(sales, "manager", htmx=True)
    dialog = manager.get("/reports/sources/save/?by=owner&period=this_year").content.decode()
    assert dialog.strip().startswith("<dialog")
    assert 'value="period=this_year&amp;by=owner"' in dialog

    answer = manager.post(
        "/reports/sources/save/", {"name": "ربع السنة", "question": "by=owner", "shared": "on"}
    )
    saved = SavedReport.objects.get()
    assert answer["HX-Redirect"] == f"/reports/saved/{saved.id}/"
    assert (saved.name, saved.question, saved.shared) == ("ربع السنة", "by=owner", True)
    opened = as_user(sales, "owner").get(f"/reports/saved/{saved.id}/")
    assert opened["Location"] == f"/reports/sources/?by=owner&saved={saved.id}"
    assert "ربع السنة" in as_user(sales, "owner").get("/reports/").content.decode()
    assert "ربع السنة" in as_user(sales, "owner").get(opened["Location"]).content.decode()


def test_a_refused_saving_keeps_what_was_typed_and_saves_nothing(sales, as_user):
    owner = as_user(sales, "owner", htmx=True)
    answer = owner.post("/reports/sources/save/", {"name": "x" * 101, "question": ""})
    assert answer.status_code == 422
    assert "x" * 101 in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
    assert owner.post("/reports/sources/save/", {"name": "x", "shared": "on"}).status_code == 403
    assert not SavedReport.objects.exists()


def test_one_forgets_ones_own_saved_reports_only(sales, as_user):
    as_user(sales, "owner").post("/reports/sources/save/", {"name": "Mine", "question": ""})
    saved = SavedReport.objects.get()
    assert as_user(sales, "colleague").post(f"/reports/saved/{saved.id}/forget/").status_code == 404
    assert as_user(sales, "owner").get(f"/reports/saved/{saved.id}/forget/").status_code == 405
    assert SavedReport.objects.exists()
    as_user(sales, "owner").post(f"/reports/saved/{saved.id}/forget/")
    assert not SavedReport.objects.exists()


def test_a_dashboard_without_leads_teaches(company, as_user):
    html = as_user(company, "admin").get("/dashboard/cards/sources/").content.decode()
    assert "There is nothing in this period yet" in html
    report = as_user(company, "admin").get("/reports/sources/").content.decode()
    assert "Nobody came in during this period" in report


def test_cards_ask_the_database_a_known_number_of_times(sales, as_user, query_budget):
    admin = as_user(sales, "admin")
    admin.get("/reports/")
    for name in ("head", "channel", "sources", "load"):
        forget()
        with query_budget(f"dashboard.{name}"):
            admin.get(f"/dashboard/cards/{name}/")
    admin.get("/dashboard/cards/sources/")
    with query_budget("dashboard.kept"):
        admin.get("/dashboard/cards/sources/")
    with query_budget("dashboard.page"):
        admin.get("/dashboard/")
