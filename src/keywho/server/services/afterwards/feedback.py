"""What people say about the evening: changeable, and without names for the organizers, in groups of five."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from keywho.core.errors import BadInput
from keywho.followup.outcomes import Mean, means, texts_in_no_order
from keywho.server.store import models as records

QUESTIONS = ("met_the_right", "felt_welcome", "comes_again")
LONGEST_FEEDBACK = 2000


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says: answers from 1 to 5 by question (None: not answered), and words."""

    answers: Mapping[str, int | None]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What organizers see: means, and words in an order that tells nothing."""

    means: Sequence[Mean]
    words: Sequence[str]


def feedback_of(person_pk: int) -> Said:
    """Give what somebody said so far."""
    found = records.Feedback.objects.filter(who_id=person_pk).first()
    return Said({question: getattr(found, question, None) for question in QUESTIONS}, found.words if found else "")


def give_feedback(event_pk: int, person_pk: int, said: Said, now: datetime) -> None:
    """Keep what somebody says, in place of what they said before.

    Raises
    ------
    BadInput
        An answer is not from 1 to 5.
    """
    if any(answer is not None and not 1 <= answer <= 5 for answer in said.answers.values()):
        raise BadInput("An answer is a number from 1 to 5. Maybe choose one of the circles.")
    answers = {question: said.answers.get(question) for question in QUESTIONS}
    words = said.words.strip()[:LONGEST_FEEDBACK]
    records.Feedback.objects.update_or_create(
        who_id=person_pk, defaults={**answers, "words": words, "at": now}, create_defaults={**answers, "event_id": event_pk, "words": words, "at": now}
    )


def gathered(event_pk: int) -> Gathered:
    """Give the feedback on an evening as organizers may see it."""
    rows = list(records.Feedback.objects.filter(event_id=event_pk).order_by("pk"))
    given = {question: [answer for row in rows if (answer := getattr(row, question)) is not None] for question in QUESTIONS}
    return Gathered(means(given), texts_in_no_order([row.words for row in rows if row.words]))
