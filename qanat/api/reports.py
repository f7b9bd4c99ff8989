"""Reports: the numbers over what one may see, as JSON or CSV."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from qanat.api.needs import actor_of, needs
from qanat.insight.public import reports, run_report
from qanat.kernel import clock

router = Router(tags=["reports"])


class ReportOut(Schema):
    """A report there is; `by` is what its rows can be grouped by."""

    name: str
    label: str
    about: str
    by: list[str]


class Period(Schema):
    """Which days, both included, and how the rows are grouped and told."""

    start: Annotated[date | None, Field(alias="from")] = None
    end: Annotated[date | None, Field(alias="to")] = None
    by: Annotated[str, Field(max_length=50)] = ""
    format: Literal["json", "csv"] = "json"


@router.get("/reports", response=list[ReportOut], operation_id="list_reports")
@needs("reports.view")
def list_reports(request: HttpRequest) -> list[dict[str, Any]]:
    """The reports there are."""
    language = actor_of(request).language
    return [
        {
            "name": report.name,
            "label": report.label.in_language(language),
            "about": report.about.in_language(language),
            "by": report.groupings,
        }
        for report in reports
    ]


@router.get("/reports/{name}", response=dict[str, Any], operation_id="show_report")
@needs("reports.view")
def show_report(request: HttpRequest, name: str, asked: Query[Period]) -> Any:
    """One report: money as text with two decimals, rates from 0 to 1, null for unknown."""
    actor = actor_of(request)
    table = run_report(
        name, actor=actor, now=clock.now(), start=asked.start, end=asked.end, by=asked.by
    )
    if asked.format == "csv":
        answer = HttpResponse(table.as_csv(actor.language), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{table.report}.csv"'
        return answer
    return table.as_dict()
