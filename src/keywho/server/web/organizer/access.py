"""Who asks, which event a page of the desk is about, and whether it is this organizer's."""

from django.http import Http404, HttpRequest

from keywho.server.services import events
from keywho.server.store import models as records


def event_of(request: HttpRequest, code: str) -> records.Event:
    """Give the event with this code if the one who asks organizes it; else there is no such page."""
    event = events.organized_by(request.user.pk, code)
    if event is None:
        raise Http404("No evening of yours has this code. Maybe somebody has to add you to its organizers.")
    return event


def organizer_of(request: HttpRequest) -> records.Organizer:
    """Give the account of whoever is signed in; only for views behind the sign-in."""
    assert isinstance(request.user, records.Organizer)
    return request.user
