"""The door of the coach: what is ready, and the next small step. /coach leads to the language that the browser asks for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from keywho.server.web.attendee.coach.frame import Coached, coach_paths
from keywho.server.web.attendee.words import preferred


@require_safe
def in_own_language(request: HttpRequest) -> HttpResponse:
    """Go on in the language that the browser asks for."""
    return redirect(f"/coach/{preferred(request.headers.get('Accept-Language', ''))}")


def home(request: HttpRequest, coached: Coached) -> HttpResponse:
    """Show the parts of the coach, and how far one is with each."""
    return coached.page(request, "home.html", "frame", tab="home")


urlpatterns = [path("coach", in_own_language, name="coach"), *coach_paths("", home, "home")]
