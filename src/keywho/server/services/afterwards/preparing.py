"""What one has at hand before a talk: their card, the own note, the own three questions."""

import json
from dataclasses import dataclass

from keywho.followup.words.reminders import ReminderWords
from keywho.server.services.coaching.questions import built, ready_for
from keywho.server.services.evenings import Evening
from keywho.server.store import models as records


@dataclass(frozen=True, slots=True)
class Prepared:
    """Their card in a line, where or how the two talk, the note, and three questions: those of the interview, else those that were kept or are built for it."""

    card: str
    place: str
    note: str
    questions: tuple[str, ...]


def called(loaded: Evening, person_pk: int) -> str:
    """Say how somebody wants to be called, by the number of their record; empty for one who is not on the list any more."""
    person = loaded.people.by_pk.get(person_pk)
    return loaded.called(person.attendee.id) if person else ""


def preparation(loaded: Evening, person_pk: int, interview_pk: int, other_pk: int, words: ReminderWords) -> Prepared:
    """Give what somebody has at hand before a talk. Of the other only what everybody whom they meet sees."""
    interview = records.Interview.objects.get(pk=interview_pk)
    other = loaded.people.by_pk.get(other_pk)
    card = ", ".join(part for part in (other.face.called, other.face.role, other.face.company) if part) if other else ""
    note = records.PrivateNote.objects.filter(who_id=person_pk, about_id=other_pk).values_list("text", flat=True).first() or ""
    own = json.loads(interview.questions) if interview.asker_id == person_pk or interview.shares_questions else []
    questions = tuple(str(question) for question in own if str(question).strip())
    if interview.asker_id == person_pk and not questions:
        ready = ready_for(person_pk, other_pk)
        questions = ready.questions if ready.is_kept else built(loaded, person_pk, other_pk, interview.purpose)
    return Prepared(card, interview.place, note, questions or (words.usual_questions if interview.asker_id == person_pk else ()))
