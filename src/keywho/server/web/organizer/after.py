"""After the evening, at the desk: /desk/CODE/after. Sums of at least five people, feedback without names, and reports of misbehaviour."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from keywho.followup.outcomes import OutcomeKind
from keywho.server.services import reports
from keywho.server.services.afterwards.feedback import gathered
from keywho.server.services.afterwards.outcomes import interviews_of_event, sums_of
from keywho.server.services.evenings import now
from keywho.server.store import models as records
from keywho.server.web.organizer.access import organizer_of
from keywho.server.web.organizer.desk import desk, page

OUTCOMES = {
    OutcomeKind.TALKED: "talked with a contact",
    OutcomeKind.LEARNED: "learned something",
    OutcomeKind.INTRODUCED: "were introduced to somebody",
    OutcomeKind.INTERVIEW: "got a job interview",
    OutcomeKind.OFFER: "got an offer",
    OutcomeKind.NOTHING: "nothing yet",
}
TALKS = {"asked": "asked somebody for a talk", "agreed": "agreed on one", "held": "held one"}
QUESTIONS = {
    "met_the_right": "I met people who help me on",
    "felt_welcome": "I felt welcome",
    "comes_again": "I would come again",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A sum or a mean in words; None where it is not shown."""

    words: str
    value: float | None
    people: int = 0


@desk
@require_GET
def show(request: HttpRequest, event: records.Event) -> HttpResponse:
    """Show what came of the evening, what people say about it, and what was reported."""
    feedback = gathered(event.pk)
    return page(
        request,
        event,
        "after",
        "organizer/after.html",
        part="after",
        outcomes=[Line(OUTCOMES[OutcomeKind(one.kind)], one.people) for one in sums_of(event.pk)],
        talks=[Line(TALKS[one.kind], one.people) for one in interviews_of_event(event.pk)],
        means=[Line(QUESTIONS[one.question], one.mean, one.people) for one in feedback.means],
        words=feedback.words,
        reports=reports.reports_of(event.pk, event.zone),
    )


@desk
@require_POST
def note_done(request: HttpRequest, event: records.Event, pk: int) -> HttpResponse:
    """Write down what was done about a report."""
    messages.success(request, reports.note_done(event.pk, pk, request.POST.get("done", ""), organizer_of(request), now(), event.zone))
    return redirect(f"/desk/{event.code}/after#report-{pk}")


urlpatterns = [
    path("after", show, name="after"),
    path("after/reports/<int:pk>", note_done, name="after-report-done"),
]
