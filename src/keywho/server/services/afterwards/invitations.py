"""An interview as the calendar of one of the two is to show it."""

from datetime import datetime

from keywho.adapters.calendar.invitation import Invitation, PartStat, Party
from keywho.followup.words.interviews import interview_words
from keywho.server.services.afterwards.talks import Talk
from keywho.server.services.post.route import address_of_replies
from keywho.server.store import models as records


def invitation_to(person: records.Attendee, talk: Talk, now: datetime, answered: PartStat = PartStat.ACCEPTED) -> Invitation | None:
    """Give the invitation for one of the two; None where there is no time that a calendar could show.

    It comes from keywho's own address, and only the one whom it is for stands in it: no mail address gets to the other by it.
    No personal link stands in it: calendars are shown to colleagues and families, and lie with others, and the link opens everything.
    """
    known = talk.interview
    starts_at = known.starts_at or (known.times[0] if len(known.times) == 1 else None)
    if starts_at is None:
        return None
    words = interview_words(talk.record.event.language)
    questions = "\n".join([f"{words.questions}:", *(f"{no}. {text}" for no, text in enumerate(talk.questions, 1))]) if talk.questions else ""
    how = f"{words.ways[known.terms.way]}, {words.minutes.format(minutes=known.terms.minutes)}"
    return Invitation(
        uid=known.uid,
        sequence=known.sequence,
        starts_at=starts_at,
        minutes=known.terms.minutes,
        summary=words.summary.format(name=talk.called),
        description="\n\n".join(part for part in (known.terms.purpose, how, questions) if part),
        place=known.terms.place,
        organizer=Party(words.via.format(name=talk.called), address_of_replies(known.uid, person.pk)),
        attendee=Party(person.shown_name, _mail_of(person)),
        stamp=now,
        zone=talk.zone.key,
        url="",
        made_at=talk.record.made_at,
        answered=answered,
    )


def _mail_of(person: records.Attendee) -> str:
    return records.AfterChoices.objects.filter(who=person).values_list("mail", flat=True).first() or ""
