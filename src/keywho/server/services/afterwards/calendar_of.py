"""Somebody's own calendar of interviews: a private feed, and a file of one to take along."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from keywho.adapters.calendar.files import calendar_file, feed
from keywho.adapters.calendar.invitation import Invitation
from keywho.core.errors import BadInput
from keywho.followup.interview import InterviewState
from keywho.server.services.afterwards.invitations import invitation_to
from keywho.server.services.afterwards.talks import Talk, talks_of
from keywho.server.store import models as records

SHOWN = (InterviewState.ACCEPTED, InterviewState.HELD)
KEY_BYTES = 24


@dataclass(frozen=True, slots=True)
class PrivateFeed:
    """What a calendar fetches; `tag` changes with the content alone."""

    content: bytes
    tag: str


def invitations_of(person: records.Attendee, talks: Sequence[Talk]) -> tuple[Invitation, ...]:
    """Give what somebody's calendar is to show: what is agreed on, and what was held."""
    found = (invitation_to(person, talk, talk.interview.changed_at) for talk in talks if talk.interview.state in SHOWN)
    return tuple(one for one in found if one is not None)


def file_of(person: records.Attendee, key: str) -> bytes:
    """Give one interview of somebody as a file.

    Raises
    ------
    BadInput
        There is none of that name, or no time was agreed on.
    """
    found = invitations_of(person, [talk for talk in talks_of(person.pk) if talk.key == key])
    if not found:
        raise BadInput("There is no time in this that a calendar could show. Maybe agree on one first.")
    return calendar_file(found)


def feed_key(person_pk: int) -> str:
    """Give the secret of somebody's feed; it is made when first asked for."""
    known = records.AfterChoices.objects.filter(who_id=person_pk).values_list("calendar_key", flat=True).first()
    return known or new_feed_key(person_pk)


def new_feed_key(person_pk: int) -> str:
    """Give somebody's feed a new secret: the old address opens nothing any more."""
    key = secrets.token_urlsafe(KEY_BYTES)
    records.AfterChoices.objects.update_or_create(who_id=person_pk, defaults={"calendar_key": key})
    return key


def feed_of(key: str, names: Mapping[str, str]) -> PrivateFeed | None:
    """Give the feed that a secret opens, None where it opens nothing.

    Parameters
    ----------
    names : what calendars call it, by language; {event} in it is the name of the evening.
    """
    choices = records.AfterChoices.objects.filter(calendar_key=key).select_related("who__event").first() if key else None
    if choices is None:
        return None
    talks = talks_of(choices.who_id)
    changed_at: datetime = max((talk.interview.changed_at for talk in talks), default=choices.who.event.created_at)
    event = choices.who.event
    name = (names.get(event.language) or names["en"]).format(event=event.name)
    content = feed(name, invitations_of(choices.who, talks), changed_at)
    return PrivateFeed(content, hashlib.sha256(content).hexdigest()[:32])
