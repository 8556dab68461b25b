"""Messages between calendars (iTIP, RFC 5546): each is one VEVENT, ready for a mail part of type `text/calendar; method=...` (RFC 6047).

The organizer of all that keywho sends is its own address, so that an answer comes back to it, and nobody sees the other's address.
"""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText
from icalendar.prop import vUri

from keywho.adapters.calendar.invitation import Invitation, PartStat, Party
from keywho.adapters.calendar.values import mail_uri, one_line, text, uri
from keywho.adapters.calendar.zones import timezone_part, zone_of

PRODID = "-//keywho//Informational interviews//EN"


def request(invitation: Invitation) -> bytes:
    """Invite, or with a higher `sequence` say what has changed."""
    return _message("REQUEST", invitation, _whole(invitation))


update = request
"""A request with a higher `sequence`: calendars know by it that it takes the place of the one before."""


def cancel(invitation: Invitation) -> bytes:
    """Call it off. `sequence` has to be higher than that of the last request."""
    return _message("CANCEL", invitation, _whole(replace(invitation, is_cancelled=True)))


def decline_counter(invitation: Invitation, comment: str = "") -> bytes:
    """Say no to the other time that an attendee proposed; what was invited to stands. It goes by the uid: libical's table of RFC 5546 wants no number here."""
    event = _named(invitation)
    del event["sequence"]
    _add_comment(event, comment)
    return _message("DECLINECOUNTER", invitation, event)


def reply(invitation: Invitation, answer: PartStat, comment: str = "") -> bytes:
    """Answer an invitation, as the attendee's calendar does."""
    event = _named(invitation)
    _add_times(event, invitation)
    event.add("summary", vText(_title(invitation)))
    event.add("attendee", _party(invitation.attendee, PARTSTAT=answer.value))
    _add_comment(event, comment)
    return _message("REPLY", invitation, event)


def counter(invitation: Invitation, starts_at: datetime, comment: str = "") -> bytes:
    """Propose another time, as the attendee's calendar does."""
    moved = replace(invitation, starts_at=starts_at, answered=PartStat.TENTATIVE)
    event = _whole(moved)
    _add_comment(event, comment)
    return _message("COUNTER", moved, event)


def published(invitation: Invitation) -> Event:
    """Give the event as files and feeds show it: to be looked at, not to be answered, so that nobody is named as attendee (RFC 5546, 3.2.1)."""
    event = _named(invitation)
    _describe(event, invitation)
    return event


def frame(method: str) -> Calendar:
    """Give an empty calendar."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def add_zones(calendar: Calendar, invitations: tuple[Invitation, ...]) -> None:
    """Add the VTIMEZONE of each zone that the times are written in."""
    for name in sorted({one.zone for one in invitations if is_local(one)}):
        times = [one.starts_at for one in invitations if one.zone == name]
        calendar.add_component(timezone_part(name, min(times), max(times)))


def is_local(invitation: Invitation) -> bool:
    """Say whether its time can be written as local time: its zone is known, and it does not lie in the hour that comes twice when summer time ends.

    RFC 5545 takes that hour for the first of the two, libical for the second; in UTC all agree.
    """
    zone = zone_of(invitation.zone)
    if zone is None or zone.key != invitation.zone or zone.key in ("UTC", "Etc/UTC"):
        return False
    local = [at.astimezone(zone) for at in (invitation.starts_at, invitation.ends_at)]
    return all(at.replace(fold=0).utcoffset() == at.replace(fold=1).utcoffset() for at in local)


def _message(method: str, invitation: Invitation, event: Event) -> bytes:
    calendar = frame(method)
    if "dtstart" in event:
        add_zones(calendar, (invitation,))
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _named(invitation: Invitation) -> Event:
    """Begin an event: by what calendars know it, and who invites."""
    event = Event()
    event.add("uid", vText(one_line(invitation.uid)))
    event.add("dtstamp", invitation.stamp.astimezone(UTC))
    event.add("sequence", invitation.sequence)
    event.add("organizer", _party(invitation.organizer))
    return event


def _whole(invitation: Invitation) -> Event:
    event = _named(invitation)
    _describe(event, invitation)
    is_open = invitation.answered is PartStat.NEEDS_ACTION and not invitation.is_cancelled
    rsvp = "TRUE" if is_open else "FALSE"
    event.add("attendee", _party(invitation.attendee, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT", PARTSTAT=invitation.answered.value, RSVP=rsvp))
    return event


def _describe(event: Event, invitation: Invitation) -> None:
    _add_times(event, invitation)
    event.add("created", invitation.made_at.astimezone(UTC))
    event.add("last-modified", invitation.stamp.astimezone(UTC))
    event.add("summary", vText(_title(invitation)))
    event.add("status", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if invitation.is_cancelled else "OPAQUE")
    event.add("class", "PRIVATE")  # a calendar at work is often shared with those who need not know that somebody looks around
    for name, words in (("description", invitation.description), ("location", invitation.place)):
        if text(words).strip():
            event.add(name, vText(text(words)))
    if uri(invitation.url):
        event.add("url", vUri(uri(invitation.url)))


def _title(invitation: Invitation) -> str:
    """Give what stands over the event; it must have a title (RFC 5546, 3.2.2), and libical takes an empty one for none."""
    titles = (text(invitation.summary), text(invitation.organizer.name))
    return next((title for title in titles if title.strip()), "keywho")


def _add_times(event: Event, invitation: Invitation) -> None:
    zone = zone_of(invitation.zone) if is_local(invitation) else None
    event.add("dtstart", invitation.starts_at.astimezone(zone or UTC))
    event.add("dtend", invitation.ends_at.astimezone(zone or UTC))


def _add_comment(event: Event, comment: str) -> None:
    if text(comment).strip():
        event.add("comment", vText(text(comment)))


def _party(party: Party, **parameters: str) -> vCalAddress:
    address = vCalAddress(mail_uri(party.mail))
    if one_line(party.name):
        address.params["CN"] = one_line(party.name)
    address.params.update(parameters)
    return address
