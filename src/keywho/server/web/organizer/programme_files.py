"""Files of a version: the report with pictures, the exchange file, and a table for spreadsheets."""

import csv
import io
import re

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from keywho.adapters.exchange_json import dumps
from keywho.adapters.programme_csv import HEADER, programme_lines
from keywho.adapters.report_html import report_html
from keywho.server.services import programmes
from keywho.server.store import models as records
from keywho.server.web.organizer.desk import desk

LARGEST_PAGE = 2_000_000
"""A larger report is given as a file: no browser on an old laptop has to lay it out beside the desk."""


@require_GET
@desk
def report(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """Give the whole report; it loads nothing and runs no script, and its one stylesheet is named by its hash."""
    version = programmes.seen(event.pk, no)
    text = report_html(version.problem, version.result, title=f"{event.name}: version {no}")
    style = re.search(r"style-src '(sha256-[A-Za-z0-9+/=]+)'", text)
    answer = HttpResponse(text)
    allowed = f"'{style[1]}'" if style else "'none'"
    answer["Content-Security-Policy"] = f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    if "download" in request.GET or len(answer.content) > LARGEST_PAGE:
        answer["Content-Disposition"] = f'attachment; filename="{_name(event, no)}-report.html"'
    return answer


@require_GET
@desk
def exchange(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """Give the version in the exchange format, which `keywho` on any machine reads."""
    version = programmes.with_reasons(programmes.seen(event.pk, no))
    return _file(dumps(version.problem, result=version.result), "application/json", f"{_name(event, no)}.json")


@require_GET
@desk
def table(request: HttpRequest, event: records.Event, no: int) -> HttpResponse:
    """Give the version as a table: one line for each person and round."""
    version = programmes.seen(event.pk, no)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows(programme_lines(version.problem, version.programme))
    return _file(text.getvalue().encode("utf-8", errors="backslashreplace"), "text/csv; charset=utf-8", f"{_name(event, no)}.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _name(event: records.Event, no: int) -> str:
    return f"programme-{event.code}-{no}"


urlpatterns = [
    path("programme/<int:no>/report", report, name="programme-report"),
    path("programme/<int:no>/programme.json", exchange, name="programme-json"),
    path("programme/<int:no>/programme.csv", table, name="programme-csv"),
]
"""Below /desk/CODE/."""
