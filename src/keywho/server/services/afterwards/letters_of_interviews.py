"""Letters about interviews: who is told of a change, in which words, and what their calendar is told.

Whoever pressed sees it on the page at once, so they get a letter only where their calendar has to hear of it. What is withheld is told to nobody but its asker.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from keywho.adapters.calendar.invitation import PartStat
from keywho.adapters.calendar.messages import cancel, request
from keywho.adapters.mail.compose import CalendarPart
from keywho.followup.interview import Interview, InterviewState, Side
from keywho.followup.words.interviews import Letters, interview_words, when
from keywho.server.services.afterwards.invitations import invitation_to
from keywho.server.services.afterwards.talks import Talk, reaches, talk_of
from keywho.server.services.post.letters import Letter
from keywho.server.services.post.queue import post, withdraw
from keywho.server.services.post.tokens import page_url
from keywho.server.store import models as records

REQUEST, CANCEL = "REQUEST", "CANCEL"


@dataclass(frozen=True, slots=True)
class Told:
    """What one of the two is told: the name of the words, and the method for their calendar, if any."""

    to: Side
    words: str
    method: str = ""


def tell_asked(record: records.Interview, new: Interview, now: datetime) -> None:
    """Tell somebody that they are asked. One proposed time comes as an invitation that their calendar can answer; several are chosen from on the page."""
    _tell(record, [Told(Side.ASKED, "asked", REQUEST if new.shown else "")], now)


def tell_booked(record: records.Interview, now: datetime) -> None:
    """Tell both that a part of office hours is taken."""
    _tell(record, [Told(Side.ASKED, "booked", REQUEST), Told(Side.ASKER, "accepted", REQUEST)], now)


def tell_change(record: records.Interview, before: Interview, after: Interview, by: Side, now: datetime) -> None:
    """Tell of a change, after it was recorded."""
    _tell(record, who_is_told(before, after, by), now)


def who_is_told(before: Interview, after: Interview, by: Side) -> Sequence[Told]:
    """Say who is told what of a change: the other one always, and whoever pressed where their calendar shows something else now."""
    other, is_sent = by.other, after.sequence > before.sequence
    match after.state:
        case InterviewState.COUNTERED:
            return [Told(other, "reopened" if before.state is InterviewState.DECLINED else "countered" if after.times != before.times else "changed")]
        case InterviewState.ASKED:
            return [Told(other, "changed", REQUEST if is_sent else "")]
        case InterviewState.DECLINED:
            return [Told(other, "declined"), *([Told(by, "tidied", CANCEL)] if is_sent and before.shown else [])]
        case InterviewState.CANCELLED if before.is_open:
            return [Told(other, "withdrawn", CANCEL if is_sent else "")]
        case InterviewState.CANCELLED:
            return [Told(other, "cancelled", CANCEL), Told(by, "tidied", CANCEL)]
        case InterviewState.ACCEPTED:
            return _of_agreed(before, after, by)
    return []


def _of_agreed(before: Interview, after: Interview, by: Side) -> Sequence[Told]:
    if before.state is not InterviewState.ACCEPTED:
        return [Told(side, "accepted", REQUEST) for side in (by.other, by)]
    if after.starts_at != before.starts_at:
        return [Told(side, "moved", REQUEST) for side in (by.other, by)]
    if after.shown != before.shown:
        return [Told(by.other, "changed", REQUEST), Told(by, "updated", REQUEST)]
    return [Told(by.other, "moving" if after.times else "stays")]


def _tell(record: records.Interview, told: Sequence[Told], now: datetime) -> None:
    for one in told:
        person = record.asker if one.to is Side.ASKER else record.asked
        letter = letter_to(person, talk_of(record, person.pk), one, now)  # written in any case, so that nobody can tell by the time it takes
        if reaches(record, person.pk):
            if letter.calendar is not None:
                withdraw(now, who_pk=person.pk, once_begins=f"talk {record.pk} v", only_tried=True)  # out of date, and it would come behind this one
            post(person.pk, letter, now)


def letter_to(person: records.Attendee, talk: Talk, told: Told, now: datetime) -> Letter:
    """Write the letter to one of the two, in the language of the evening and on their clock, with the link to their own page."""
    words = interview_words(talk.record.event.language)
    chosen: Letters = getattr(words, told.words)
    filled = {"name": talk.called, "event": talk.record.event.name, "minutes": talk.interview.terms.minutes}
    link = page_url(person, f"interviews/{talk.key}") if settings.PHONES_URL else ""
    ask = words.answer_here if talk.is_my_turn else words.look_here
    parts = [chosen.begin.format(**filled), _said(talk, told), _about(talk, now), f"{ask}\n{link}" if link else ""]
    once = f"talk {talk.record.pk} v{talk.interview.version} {told.words} to {person.pk}"
    text = "\n\n".join(part for part in parts if part)
    return Letter(
        f"interview-{told.words}", chosen.subject.format(**filled), text, calendar=_calendar(person, talk, told, now), once=once, about_pk=talk.other.pk
    )


def _said(talk: Talk, told: Told) -> str:
    """Give what the other one wrote with it; not to whoever wrote it."""
    words = interview_words(talk.record.event.language)
    is_theirs = told.words in ("countered", "moving", "declined", "cancelled", "withdrawn")
    return f"{words.said.format(name=talk.called)}: {talk.interview.words}" if is_theirs and talk.interview.words else ""


def _about(talk: Talk, now: datetime) -> str:
    """Give what, when, how and where, a line each."""
    words, known = interview_words(talk.record.event.language), talk.interview
    lines = [
        f"{words.purpose}: {known.terms.purpose}",
        f"{words.how}: {words.ways[known.terms.way]}, {words.minutes.format(minutes=known.terms.minutes)}",
    ]
    if known.terms.place:
        lines.append(f"{words.where}: {known.terms.place}")
    if known.starts_at and not talk.is_settled:
        lines.append(f"{words.until_now if known.is_moving else words.agreed}: {when(known.starts_at, talk.zone, words)}")
    if known.times_ahead(now):
        lines.append("\n".join([f"{words.times}:", *(f"- {when(at, talk.zone, words)}" for at in known.times_ahead(now))]))
    if talk.questions and not talk.is_settled:
        lines.append("\n".join([f"{words.questions}:", *(f"{no}. {question}" for no, question in enumerate(talk.questions, 1))]))
    return "\n".join(lines)


def _calendar(person: records.Attendee, talk: Talk, told: Told, now: datetime) -> CalendarPart | None:
    if not told.method:
        return None
    is_question = talk.interview.state is InterviewState.ASKED
    invitation = invitation_to(person, talk, now, PartStat.NEEDS_ACTION if is_question else PartStat.ACCEPTED)
    if invitation is None:
        return None
    return CalendarPart(told.method, cancel(invitation) if told.method == CANCEL else request(invitation))
