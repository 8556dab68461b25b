"""The ready privacy notice of an evening: to read, print, copy, and to say whom people write to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_http_methods

from keywho.server.services.rights.notice import LONGEST_CONTACT, choose_contact, notice_of
from keywho.server.services.rights.notice_words import NOTICE
from keywho.server.store import models as records
from keywho.server.web.addresses import address_for_phones
from keywho.server.web.organizer.desk import desk, page


@desk
@require_http_methods(["GET", "POST"])
def privacy(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show the notice in one of its languages; take in the words about whom to write to."""
    if request.method == "POST":
        messages.success(request, choose_contact(event, request.POST.get("contact", "")))
        return redirect(f"/desk/{event.code}/privacy")
    notice = notice_of(event, request.GET.get("language", ""))
    languages = [(language, words.name) for language, words in NOTICE.items()]
    public = f"{address_for_phones(request)}/j/{event.code}/privacy"
    shown: dict[str, Any] = {"notice": notice, "text": notice.as_text(), "languages": languages, "public": public, "longest": LONGEST_CONTACT}
    return page(request, event, "after", "organizer/privacy.html", part="privacy", **shown)


urlpatterns = [path("privacy", privacy, name="privacy")]
