"""Every report, on a history small enough to count by hand (see conftest)."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from qanat.insight.public import Only, arrivals_by_month, reports, run_report
from qanat.insight.tests.conftest import NOW
from qanat.kernel.errors import Invalid, NotAllowed, NotFound
from qanat.pipeline.models import Opportunity
from qanat.platform.actor import Actor


def ask(name, actor, **more):
    return run_report(name, actor=actor, now=NOW, **more).as_dict()


def rows(name, actor, *keys, **more):
    return [tuple(row[key] for key in keys) for row in ask(name, actor, **more)["rows"]]


def test_totals_count_everything_alive_and_nothing_in_the_trash(history, everybody):
    assert ask("totals", everybody) == {
        "report": "totals",
        "from": None,
        "to": None,
        "currency": "USD",
        "people": 5,
        "accounts": 0,
        "opportunities": 4,
        "won": 2,
        "lost": 1,
        "open": 1,
        "won_value": "1250.50",
        "other_currencies": 0,
        "open_value": "500.00",
        "calls": 2,
        "calls_unlinked": 1,
        "meetings": 1,
        "meetings_unlinked": 0,
        "tasks": 0,
    }


def test_totals_count_each_thing_by_its_own_clock(history, everybody):
    february = ask("totals", everybody, start=date(2026, 2, 1), end=date(2026, 2, 28))

    assert (february["people"], february["won"], february["calls"]) == (2, 1, 1)
    assert february["won_value"] == "250.50"


def test_the_last_day_of_a_period_is_included(history, everybody):
    day = date(2026, 1, 20)
    assert ask("totals", everybody, start=day, end=day)["won"] == 1


def test_sources_count_a_deal_for_the_source_of_its_lead(history, everybody):
    keys = ("source", "leads", "qualified", "won", "lost", "customers", "won_value")

    assert rows("sources", everybody, *keys) == [
        ("Web", 3, 2, 1, 0, 1, "250.50"),
        ("Trade Show", 2, 2, 1, 1, 1, "1000.00"),
    ]


def test_a_campaigns_cost_is_spread_over_the_people_it_brought(history, everybody):
    assert rows("sources", everybody, "source", "cost", "cost_per_lead", "return") == [
        ("Web", "100.00", "33.33", 1.505),
        ("Trade Show", "200.00", "100.00", 4.0),
    ]
    assert rows("sources", everybody, "campaign", "leads", "cost", by="campaign") == [
        ("Fair", 3, "300.00"),
        ("", 2, "0.00"),
    ]
    assert ask("sources", everybody)["totals"]["cost"] == "300.00"


def test_a_sale_in_another_currency_is_told_and_not_added(history, everybody):
    history.badr.source = "Fair"
    history.badr.save()
    deal = Opportunity.objects.get(person=history.badr)
    Opportunity.objects.filter(id=deal.id).update(outcome="won", closed_at=NOW, currency="SAR")

    fair = rows("sources", everybody, "source", "won", "won_value", "other_currencies")[-1]
    assert fair == ("Trade Show", 1, "1000.00", 0)
    assert ("Fair", 1, "0.00", 1) in rows(
        "sources", everybody, "source", "won", "won_value", "other_currencies"
    )
    assert ask("conversion", everybody)["totals"]["other_currencies"] == 1


def test_a_group_without_cost_has_no_return(history, everybody):
    assert rows("sources", everybody, "return", "cost_per_lead", by="campaign")[1] == (None, None)


def test_conversion_follows_those_who_came_in_each_month(history, everybody):
    keys = ("month", "leads", "qualified", "qualified_rate", "customers", "sale_rate")

    assert rows("conversion", everybody, *keys, by="month") == [
        ("2026-01", 3, 3, 1.0, 1, 0.3333),
        ("2026-02", 2, 1, 0.5, 1, 0.5),
    ]
    assert rows("conversion", everybody, "quarter", "leads", by="quarter") == [("2026-Q1", 5)]
    assert rows("conversion", everybody, "year", "leads", by="year") == [("2026", 5)]


def test_days_to_sale_are_the_median_from_coming_in_to_the_first_sale(history, everybody):
    assert rows("conversion", everybody, "days_to_sale", by="source") == [(2.0,), (10.0,)]
    assert ask("conversion", everybody)["totals"]["days_to_sale"] == 6.0


def test_the_funnel_counts_people_who_got_at_least_that_far(history, everybody):
    keys = ("pipeline", "step", "people", "left_behind", "of_previous", "of_leads")

    assert rows("funnel", everybody, *keys) == [
        ("", "lead", 5, 0, 1.0, 1.0),
        ("", "contacted", 4, 1, 0.8, 0.8),
        ("", "qualified", 4, 0, 1.0, 0.8),
        ("", "opportunity", 3, 1, 0.75, 0.6),
        ("Sales", "First", 3, 0, 1.0, 0.6),
        ("Sales", "Second", 3, 0, 1.0, 0.6),
        ("Sales", "won", 2, 1, 0.6667, 0.4),
    ]


def test_the_funnel_can_be_asked_by_source(history, everybody):
    web = [
        row
        for row in rows("funnel", everybody, "source", "step", "people", by="source")
        if row[0] == "Web"
    ]
    assert web[:4] == [
        ("Web", "lead", 3),
        ("Web", "contacted", 2),
        ("Web", "qualified", 2),
        ("Web", "opportunity", 1),
    ]


def test_the_pipeline_tells_what_stands_where_and_for_how_long(history, everybody):
    keys = ("stage", "open", "open_value", "weighted_value", "ageing", "entered", "moved_on")

    assert rows("pipeline", everybody, *keys) == [
        ("First", 0, "0.00", "0.00", 0, 4, 4),
        ("Second", 1, "500.00", "250.00", 1, 1, 0),
        ("Closed", 0, "0.00", "0.00", 0, 3, 0),
    ]
    first, second, _closed = rows("pipeline", everybody, "mean_days", "median_days")
    assert first == (6.25, 6.5)
    assert second == (43.125, 43.125)
    assert ask("pipeline", everybody)["totals"]["open_value"] == "500.00"


@pytest.mark.parametrize("name", reports.names())
def test_a_report_tells_only_of_what_its_reader_may_see(history, omars, name):
    for by in reports[name].groupings or ("",):
        told = str(ask(name, omars, by=by))
        assert "Trade Show" not in told
        assert "Nora" not in told
        assert "1000.00" not in told


def test_a_representative_sees_totals_of_their_own(history, omars):
    totals = ask("totals", omars)
    assert (totals["people"], totals["opportunities"], totals["won_value"]) == (1, 1, "250.50")
    assert totals["calls"] == 1


def test_reports_need_a_permission():
    with pytest.raises(NotAllowed):
        ask("totals", Actor(name="user:9", user_id=9))


def test_an_unknown_report_grouping_or_period_is_refused_with_its_place(everybody):
    with pytest.raises(NotFound):
        ask("gossip", everybody)
    with pytest.raises(Invalid) as grouping:
        ask("sources", everybody, by="p.id; DROP TABLE person")
    with pytest.raises(Invalid) as period:
        ask("totals", everybody, start=date(2026, 2, 1), end=date(2026, 1, 1))
    assert grouping.value.faults[0].path == ("by",)
    assert period.value.faults[0].code == "period_reversed"


@pytest.mark.django_db
@pytest.mark.parametrize("name", reports.names())
def test_every_report_and_grouping_answers_on_an_empty_installation(everybody, name):
    for by in reports[name].groupings or ("",):
        told = ask(name, everybody, by=by)
        assert told["report"] == name


@pytest.mark.parametrize("name", reports.names())
def test_every_column_of_every_report_is_told_in_every_row(history, everybody, name):
    for by in reports[name].groupings or ("",):
        table = run_report(name, actor=everybody, now=NOW, by=by)
        keys = {column.key for column in table.columns}
        assert all(keys <= set(row) for row in table.rows)
        assert all({c.label.en, c.label.ar, c.label.fa} for c in table.columns)


def test_csv_has_a_head_in_the_language_asked_for(history, everybody):
    table = run_report("sources", actor=everybody, now=NOW)
    head, first, *_ = csv.reader(io.StringIO(table.as_csv("fa")))
    assert head[:2] == ["منبع", "سرنخ‌ها"]
    assert first[:2] == ["Web", "3"]


def test_a_csv_cell_cannot_run_as_a_formula(history, everybody):
    history.badr.source = "=HYPERLINK(1)"
    history.badr.save()

    text = run_report("sources", actor=everybody, now=NOW).as_csv("en")

    assert "'=HYPERLINK(1)" in text


@pytest.mark.parametrize("calendar", ["gregorian", "jalali", "hijri"])
@pytest.mark.parametrize("start", [date(2025, 6, 1), date(2026, 1, 20)])
@pytest.mark.parametrize("only", [Only(), Only(source="Web")])
def test_arrivals_by_month_are_the_leads_of_the_conversion(
    history, everybody, calendar, start, only
):
    asked = {"start": start, "end": NOW.date(), "only": only, "calendar": calendar}

    found = arrivals_by_month(actor=everybody, now=NOW, **asked)

    by_month = rows("conversion", everybody, "month", "leads", by="month", **asked)
    assert found == [leads for month, leads in by_month if month]
    assert found


def test_arrivals_are_those_that_one_sees_and_need_the_permission(history, everybody):
    asked = {"now": NOW, "start": date(2025, 6, 1), "end": NOW.date()}
    nobody = replace(everybody, sees=frozenset())

    assert arrivals_by_month(actor=nobody, **asked) == []
    with pytest.raises(NotAllowed):
        arrivals_by_month(actor=Actor(user_id=1, name="n"), **asked)
