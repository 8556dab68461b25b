"""What others see of me: change it, take all of it along, or have it erased."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keywho.core.errors import KeywhoError
from keywho.server.services import attending
from keywho.server.services.evenings import now
from keywho.server.services.joining import consent, rewrite, written_by
from keywho.server.services.personal_links import Opened
from keywho.server.services.rights.erase import erase
from keywho.server.services.rights.export import everything_about
from keywho.server.services.rights.takeaway import as_zip
from keywho.server.web.attendee.forms import AboutMe
from keywho.server.web.attendee.pages import go_to, said, show
from keywho.server.web.attendee.personal import not_with_badge, personal, words_of_page
from keywho.server.web.attendee.returning import forget_page


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal
@not_with_badge
def profile(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show what somebody wrote, or take in what they write now."""
    words = words_of_page(found)
    before = written_by(found.evening.pk, found.person.pk)
    if request.method != "POST":
        return _form(request, found, AboutMe.of(words, before))
    form = AboutMe(words, request.POST)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    after = form.written()
    try:
        rewrite(found.evening.pk, found.person.pk, after)
        if after.prefers_groups != before.prefers_groups:
            attending.prefer_groups(found.evening.pk, found.who, after.prefers_groups, now=now())
    except KeywhoError as refused:
        return _form(request, found, form, status=422, trouble=str(refused))
    consent(found.evening.pk, found.person.pk, now=now())
    return go_to(f"/p/{found.page_token}", words.profile_saved, "good")


@require_safe
@personal
@not_with_badge
def export(request: HttpRequest, found: Opened) -> HttpResponse:
    """Give everything that is kept about somebody as one file."""
    kept = everything_about(found.attendee(), for_them=True)
    response = HttpResponse(json.dumps(kept, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="keywho-{found.evening.code.lower()}.json"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_safe
@personal
@not_with_badge
def take_along(request: HttpRequest, found: Opened) -> HttpResponse:
    """Give the same as a page to read, with vCards and a calendar, in one file."""
    response = HttpResponse(as_zip(found.attendee(), now()), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="keywho-{found.evening.code.lower()}.zip"'
    response["Cache-Control"] = "no-store, private"
    return response


@csrf_exempt
@require_POST
@personal
@not_with_badge
def erase_me(request: HttpRequest, found: Opened) -> HttpResponse:
    """Erase everything about somebody, at once and for good."""
    erase(found.attendee(), by=f"attendee {found.who}", now=now())
    response = show(request, "attendee/erased.html", words_of_page(found))
    forget_page(request, response, found.page_token)
    response["Clear-Site-Data"] = '"storage"'
    return response


def _form(request: HttpRequest, found: Opened, form: AboutMe, *, status: int = 200, trouble: str = "") -> HttpResponse:
    words = words_of_page(found)
    event = found.event()
    consent_words = words.consent_text.format(days=event.erase_after_days)
    told: dict[str, Any] = {
        "event": event,
        "token": found.page_token,
        "form": form,
        "consent": consent_words,
        "opened": True,
        "trouble": trouble,
        "said": said(request),
    }
    return show(request, "attendee/profile.html", words, status=status, **told)


urlpatterns = [
    path("p/<str:token>/profile", profile, name="phone-profile"),
    path("p/<str:token>/export", export, name="phone-export"),
    path("p/<str:token>/export.zip", take_along, name="phone-export-zip"),
    path("p/<str:token>/erase", erase_me, name="phone-erase"),
]
