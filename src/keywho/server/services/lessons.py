"""What the answers of an evening say about who is useful to whom: read anew each time, and kept nowhere."""

from dataclasses import replace

from keywho.benefit.learned import Answers, Tastes, sharpened
from keywho.core.ids import AttendeeId
from keywho.core.problem import Problem
from keywho.live.state import Presence
from keywho.server.services.evenings import Evening, as_seen
from keywho.server.store import models as records

GONE = (Presence.LEFT, Presence.MISSING)


def answers_in(evening: Evening) -> Answers:
    """Give what those who are still there answered about those who are still there."""
    found = records.KeepInTouch.objects.filter(who__event_id=evening.pk).values_list("who__public_id", "about__public_id", "wanted")
    gone = {who for who, presence in evening.state.presence.items() if presence in GONE}
    return {(AttendeeId(who), AttendeeId(about)): wanted for who, about, wanted in found if who not in gone and about not in gone}


def with_lessons(evening: Evening, problem: Problem) -> Problem:
    """Give a problem whose benefit the evening has sharpened, as far as its organizers want that."""
    learning, answers = evening.people.choices.knobs.learning, answers_in(evening)
    if not answers:
        return problem
    seen = [as_seen(evening.people.by_id[one.id]) if one.id in evening.people.by_id else one for one in problem.attendees]
    tastes = Tastes.of(seen, evening.people.choices.reader)
    return replace(problem, benefit=sharpened(problem.benefit, list(problem.index), tastes, answers, learning))
