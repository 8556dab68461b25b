"""The three key questions of somebody of an evening for another: those that they kept, else built from both profiles. They are their writer's alone until shared in an invitation."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from keywho.coach.questions import MOST_LETTERS, Place, choices, three_questions
from keywho.core.errors import BadInput
from keywho.core.people import Profile
from keywho.server.services.evenings import Evening, evening
from keywho.server.store import models as records
from keywho.server.store.load import Registered

MOST = 3
LONGEST_PURPOSE = 300


@dataclass(frozen=True, slots=True)
class Ready:
    """Questions for somebody: what the talk is for, the three, and whether they were kept."""

    purpose: str
    questions: tuple[str, ...]
    is_kept: bool


def questions_for(person_pk: int, about_pk: int) -> tuple[str, ...]:
    """Give the questions of one person for another: kept ones, else those that are built; none where one of them is not on the list any more."""
    return ready_for(person_pk, about_pk).questions


def ready_for(person_pk: int, about_pk: int) -> Ready:
    """Give the questions with what they are for."""
    record = records.KeyQuestions.objects.filter(who_id=person_pk, about_id=about_pk).first()
    if record is not None:
        return Ready(record.purpose, tuple(str(one) for one in json.loads(record.questions)), True)
    event_pk = records.Attendee.objects.filter(pk=person_pk).values_list("event_id", flat=True).first()
    return Ready("", built(evening(event_pk), person_pk, about_pk) if event_pk is not None else (), False)


def built(loaded: Evening, person_pk: int, about_pk: int, purpose: str = "") -> tuple[str, ...]:
    """Build the three questions from both profiles, as far as the one who asks may know the other's."""
    me, them = loaded.people.by_pk.get(person_pk), loaded.people.by_pk.get(about_pk)
    if me is None or them is None:
        return ()
    made = three_questions(me.attendee.profile, as_told(them), purpose, loaded.language, topics=loaded.icebreakers.topics)
    return tuple(one.text for one in made)


def suggestions(loaded: Evening, person_pk: int, about_pk: int, purpose: str = "") -> dict[Place, tuple[str, ...]]:
    """Give all questions that fit, by place, the best first."""
    me, them = loaded.people.by_pk.get(person_pk), loaded.people.by_pk.get(about_pk)
    mine, theirs = me.attendee.profile if me else Profile(), as_told(them) if them else Profile()
    return {place: tuple(one.text for one in choices(place, mine, theirs, purpose, loaded.language, topics=loaded.icebreakers.topics)) for place in Place}


def as_told(one: Registered) -> Profile:
    """Give what somebody whom they meet may know of a profile: no company that is not shared, and not for how long they have been looking."""
    return replace(one.attendee.profile, company=one.face.company, months_searching=None)


def keep(person_pk: int, about_pk: int, questions: Sequence[str], purpose: str, now: datetime) -> tuple[str, ...]:
    """Keep questions for a talk with somebody of the same evening.

    Raises
    ------
    BadInput
        There is none, there are more than three, one is too long, or the two are not of one evening.
    """
    kept = tuple(text for text in (" ".join(one.split()) for one in questions) if text)
    if not kept or len(kept) > MOST or any(len(one) > MOST_LETTERS for one in kept) or len(purpose) > LONGEST_PURPOSE:
        raise BadInput(f"One to three questions can be kept, of at most {MOST_LETTERS} letters each.")
    if records.Attendee.objects.filter(pk__in=(person_pk, about_pk)).values("event_id").distinct().count() != 1:
        raise BadInput("These two are not of one evening.")
    written = {"purpose": " ".join(purpose.split()), "questions": json.dumps(kept, ensure_ascii=False), "changed_at": now}
    records.KeyQuestions.objects.update_or_create(who_id=person_pk, about_id=about_pk, defaults=written)
    return kept


def throw_away(person_pk: int, about_pk: int) -> None:
    """Throw the kept questions away: the built ones are there again."""
    records.KeyQuestions.objects.filter(who_id=person_pk, about_id=about_pk).delete()


def used(person_pk: int, about_pk: int, questions: Sequence[str], now: datetime) -> None:
    """Note that questions went into an invitation, if they are the kept ones."""
    record = records.KeyQuestions.objects.filter(who_id=person_pk, about_id=about_pk).first()
    if record is not None and set(json.loads(record.questions)) & set(questions):
        record.used_at = now
        record.save(update_fields=["used_at"])


def about_whom(person_pk: int) -> frozenset[int]:
    """Give those for whom somebody has kept questions."""
    return frozenset(records.KeyQuestions.objects.filter(who_id=person_pk).values_list("about_id", flat=True))
