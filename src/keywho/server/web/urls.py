"""The addresses of all pages. Each file of views lists its own."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

FILES = (
    "keywho.server.web.attendee.landing",
    "keywho.server.web.attendee.join",
    "keywho.server.web.attendee.phone",
    "keywho.server.web.projector.wall",
    "keywho.server.web.organizer.account",
    "keywho.server.web.organizer.events",
    "keywho.server.web.organizer.room",
    "keywho.server.web.organizer.rounds",
    "keywho.server.web.organizer.people",
    "keywho.server.web.organizer.imports",
    "keywho.server.web.organizer.wishes",
    "keywho.server.web.organizer.programme",
    "keywho.server.web.organizer.run",
    "keywho.server.web.organizer.prints",
)


def _patterns() -> list[URLPattern]:
    return [pattern for file in FILES if find_spec(file) for pattern in import_module(file).urlpatterns]


urlpatterns = _patterns()
