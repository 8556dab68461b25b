"""The front door: type the code of the evening."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from keywho.server.services.joining import find_event
from keywho.server.web.attendee.pages import said, show, words_for
from keywho.server.web.attendee.returning import remembered


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or lead to the evening that has it. A phone that has been here is led back to its page."""
    words = words_for(request)
    if "code" not in request.GET:
        return show(request, "attendee/landing.html", words, pages=remembered(request), said=said(request))
    code = request.GET["code"].strip()[:40]
    event = find_event(code)
    if event is not None:
        return redirect(f"/j/{event.code}")
    trouble = words.code_unknown.format(code=code) if code else words.code_missing
    return show(request, "attendee/landing.html", words, status=404 if code else 200, pages=remembered(request), trouble=trouble, code=code)


urlpatterns = [path("", landing, name="landing")]
