"""The "me" tab: /p/TOKEN/me leads to all that is somebody's own, and asks for their time zone."""

from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from keywho.core.errors import BadInput
from keywho.server.services.afterwards.my_card import choose_zone, chosen_zone
from keywho.server.services.personal_links import Opened
from keywho.server.web.attendee.afterwards.contact_files import contact_words
from keywho.server.web.attendee.afterwards.frame import after_page, afterwards, words_after
from keywho.server.web.attendee.pages import go_to, refuse_strangers

ZONES = tuple(sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@afterwards
def me(request: HttpRequest, found: Opened) -> HttpResponse:
    """Show the ways to all that is somebody's own, or keep their time zone."""
    words = contact_words(found)
    home = f"/p/{found.page_token}/me"
    if request.method == "POST":
        refuse_strangers(request)
        try:
            choose_zone(found.person.pk, request.POST.get("zone", "").strip()[:64].replace(" ", "_"))
        except BadInput:
            return go_to(home, words.zone_unknown, "warn")
        return go_to(home, words_after(found).saved, "good")
    chosen = chosen_zone(found.person.pk)
    of_evening = words.zone_evening.format(zone=found.event().timezone)
    return after_page(request, found, "me", "attendee/afterwards/me.html", wc=words, zone=chosen, zones=ZONES, of_evening=of_evening)


urlpatterns = [path("p/<str:token>/me", me, name="me")]
