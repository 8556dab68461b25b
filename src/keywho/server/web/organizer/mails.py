"""The mails of an evening, as its organizers may see them: /desk/CODE/mails."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from keywho.server.services.evenings import now
from keywho.server.services.post.overview import mails_of, try_again
from keywho.server.store import models as records
from keywho.server.web.organizer.desk import desk, page


@desk
@require_safe
def mails(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show how many mails wait, went and failed, and whom none reach."""
    return page(request, event, "after", "organizer/mails.html", part="mails", mails=mails_of(event, now()))


@desk
@require_POST
def again(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Let a mail go once more."""
    messages.success(request, try_again(event, pk, now()))
    return redirect(f"/desk/{event.code}/mails")


urlpatterns = [path("mails", mails, name="desk-mails"), path("mails/<int:pk>/again", again, name="desk-mail-again")]
