"""Talks of somebody who is erased are called off, so that nobody waits for them: in a letter, and in the calendar, that name nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from keywho.adapters.calendar.invitation import Party
from keywho.adapters.calendar.messages import cancel
from keywho.adapters.mail.compose import CalendarPart
from keywho.followup.words.interviews import interview_words, when
from keywho.server.services.afterwards.invitations import invitation_to
from keywho.server.services.afterwards.talks import noun_of, talk_of
from keywho.server.services.post.letters import Letter
from keywho.server.store import models as records

KIND = "interview-erased"
OPEN_OR_AGREED = ("asked", "countered", "accepted")


@dataclass(frozen=True, slots=True)
class CalledOff:
    """One language."""

    subject: str
    agreed: str  # {when}
    open: str
    why: str


WORDS: Mapping[str, CalledOff] = {
    "en": CalledOff(
        "A talk is called off",
        "Your talk on {when} is called off.",
        "An open question about a talk is closed.",
        "The other person has left keywho, and everything about them is erased. It has nothing to do with you.",
    ),
    "de": CalledOff(
        "Ein Gespräch fällt aus",
        "Ihr Gespräch am {when} fällt aus.",
        "Eine offene Anfrage zu einem Gespräch ist geschlossen.",
        "Die andere Person hat keywho verlassen, und alles über sie ist gelöscht. Mit Ihnen hat es nichts zu tun.",
    ),
    "es": CalledOff(
        "Una charla se cancela",
        "Su charla del {when} se cancela.",
        "Una pregunta abierta sobre una charla queda cerrada.",
        "La otra persona ha dejado keywho, y todo sobre ella está borrado. No tiene nada que ver con usted.",
    ),
}


def letters_for_others(attendee: records.Attendee, now: datetime) -> Sequence[tuple[int, Letter]]:
    """Write to each with whom somebody has agreed on a talk to come, or whose calendar shows one: to whom, and what."""
    found = records.Interview.objects.filter(Q(asker=attendee, is_withheld=False) | Q(asked=attendee), state__in=OPEN_OR_AGREED)
    letters = []
    for record in found.select_related("asker", "asked", "event").prefetch_related("times"):
        other = record.asked if record.asker_id == attendee.pk else record.asker
        if (record.state == "accepted" and record.starts_at is not None and record.starts_at > now) or (record.is_told and record.state != "accepted"):
            letters.append((other.pk, _letter(record, other, now)))
    return letters


def _letter(record: records.Interview, other: records.Attendee, now: datetime) -> Letter:
    words, talk, known = WORDS.get(record.event.language, WORDS["en"]), talk_of(record, other.pk), noun_of(record)
    is_agreed = record.state == "accepted" and known.starts_at is not None
    first = words.agreed.format(when=when(known.starts_at, talk.zone, interview_words(record.event.language))) if is_agreed and known.starts_at else words.open
    invitation = invitation_to(other, talk, now) if record.is_told else None
    calendar = None
    if invitation is not None:
        bare = replace(
            invitation,
            sequence=invitation.sequence + 1,
            summary=words.subject,
            description="",
            place="",
            url="",
            organizer=Party("keywho", invitation.organizer.mail),
        )
        calendar = CalendarPart("CANCEL", cancel(bare))
    return Letter(KIND, words.subject, f"{first}\n\n{words.why}", calendar=calendar, once=f"talk {record.pk} erased to {other.pk}")
