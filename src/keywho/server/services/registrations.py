"""Who is on the list: sign-up, changes by hand, cancelling, and personal links."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F, Q

from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId
from keywho.live.state import Presence
from keywho.server.services import ports
from keywho.server.services.evenings import evening
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.services.running import no_show
from keywho.server.store import models as records
from keywho.server.store import save

LONGEST = {
    "name": 100,
    "called": 60,
    "recognize": 120,
    "role": 200,
    "company": 200,
    "industry": 100,
    "place": 100,
    "languages": 200,
    "seniority": 20,
    "seeks_help": 120,
    "gives_help": 120,
    "contact": 200,
    "needs": 60,
}
LONGEST_TEXT = 2000
MOST_PEOPLE = 20_000
ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

PHONE, DESK, LIST = "phone", "desk", "list"
"""Who wrote last about a person: themselves, an organizer, or an imported list (then followed by its kind)."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands about a person. `hides_from` has a company a line; `needs` are the marks of chairs they need ("hearing step-free").

    `languages`, `seeks_help` and `gives_help` are parted by commas. `months_searching` is theirs alone: organizers neither read nor write it.
    """

    name: str
    called: str = ""
    recognize: str = ""
    seeks: str = ""
    offers: str = ""
    role: str = ""
    company: str = ""
    industry: str = ""
    place: str = ""
    languages: str = ""
    seniority: str = ""
    months_searching: int | None = None
    seeks_help: str = ""
    gives_help: str = ""
    shares_company: bool = False
    hides_from: str = ""
    pitch: str = ""
    contact: str = ""
    prefers_groups: bool = False
    cannot_move: bool = False
    needs: str = ""

    @classmethod
    def of(cls, attendee: records.Attendee) -> "Written":
        """Give what stands about somebody now."""
        return cls(**{field.name: getattr(attendee, field.name) for field in fields(cls)})


def register(event_pk: int, written: Written, *, source: str, consented_at: datetime | None = None) -> records.Attendee:
    """Put somebody on the list.

    Raises
    ------
    BadInput
        The name is missing, a text is too long, or the list is full.
    """
    values = _checked(written)
    with transaction.atomic():
        if records.Attendee.objects.filter(event_id=event_pk).count() >= MOST_PEOPLE:
            raise BadInput(f"The list has {MOST_PEOPLE:,} people already; more do not fit into one evening.")
        made = records.Attendee.objects.create(event_id=event_pk, public_id=new_id(), source=source, consented_at=consented_at, **values)
        people_changed(event_pk)
    return made


def attendee_of(event: records.Event, pk: int) -> records.Attendee | None:
    """Find somebody of an evening, cancelled or not."""
    return records.Attendee.objects.filter(event=event, pk=pk).first()


def reports_about(attendee: records.Attendee) -> int:
    """Count the calls and complaints by or about somebody."""
    return records.Report.objects.filter(Q(who=attendee) | Q(about=attendee)).count()


def change(attendee: records.Attendee, written: Written, *, source: str = DESK, consented_at: datetime | None = None) -> str:
    """Write down what is known about somebody now; for how long they have been looking stays as they said it.

    Raises
    ------
    BadInput
        The name is missing, or a text is too long.
    """
    values = {name: value for name, value in _checked(written).items() if name != "months_searching"}
    if consented_at is not None:
        values["consented_at"] = consented_at
    with transaction.atomic():
        records.Attendee.objects.filter(pk=attendee.pk).update(**values, source=source)
        people_changed(attendee.event_id)
    return f"Saved: {written.called or written.name}."


def cancel(attendee: records.Attendee, *, by: str, now: datetime) -> str:
    """Take somebody off the list; where a programme is published, nobody waits for them."""
    if attendee.status == records.AttendeeStatus.CANCELLED:
        return f"{attendee.shown_name} is cancelled already."
    not_expected(attendee, by=by, now=now)
    _set_status(attendee, records.AttendeeStatus.CANCELLED)
    return f"{attendee.shown_name} is cancelled. What they wrote is kept until you erase it or take them back."


def restore(attendee: records.Attendee) -> str:
    """Put somebody on the list again."""
    _set_status(attendee, records.AttendeeStatus.REGISTERED)
    return f"{attendee.shown_name} is on the list again. Plan again, or mark them as here when they come: they get meetings either way."


def not_expected(attendee: records.Attendee, *, by: str, now: datetime) -> None:
    """Record that somebody will not be there, if a programme counts on them."""
    who = AttendeeId(attendee.public_id)
    loaded = evening(attendee.event_id)
    counted_on = any(one.id == who for one in loaded.attendees)
    if counted_on and not loaded.state.closed and loaded.state.presence_of(who) in (Presence.EXPECTED, Presence.HERE):
        no_show(attendee.event_id, who, by=by, now=now)


def new_link(attendee: records.Attendee) -> records.Attendee:
    """Give somebody a new personal link; the old one opens nothing any more, and its phone is told."""
    with transaction.atomic():
        records.Attendee.objects.filter(pk=attendee.pk).update(link_no=F("link_no") + 1)
        people_changed(attendee.event_id)
    attendee.refresh_from_db(fields=["link_no"])
    return attendee


def personal_token(event: records.Event, attendee: records.Attendee) -> str:
    """Give the secret part of somebody's personal link."""
    return token_of(Link(LinkKind.PERSONAL, event.pk, attendee.pk, attendee.link_no), event.key)


def open_sign_up(event_pk: int, *, is_open: bool) -> str:
    """Open or close the sign-up by link and QR code."""
    records.Event.objects.filter(pk=event_pk).update(sign_up_open=is_open)
    return "Sign-up is open: whoever has the link can register." if is_open else "Sign-up is closed. You can still add people by hand."


def people_changed(event_pk: int) -> None:
    """Count a change to the people, and tell the screens after the commit."""
    save.people_changed(event_pk)
    transaction.on_commit(partial(_tell, event_pk))


def new_id() -> str:
    """Make an id for somebody who has none: it says nothing about them."""
    return "p" + "".join(secrets.choice(ID_LETTERS) for _ in range(9))


def _tell(event_pk: int) -> None:
    ports.publish(event_pk)


def _set_status(attendee: records.Attendee, status: records.AttendeeStatus) -> None:
    with transaction.atomic():
        records.Attendee.objects.filter(pk=attendee.pk).update(status=status)
        people_changed(attendee.event_id)
    attendee.status = status


def _checked(written: Written) -> dict[str, object]:
    """Give the fields as they are kept, or refuse them."""
    values: Mapping[str, object] = asdict(written)
    kept: dict[str, object] = {}
    for name, value in values.items():
        if not isinstance(value, str):
            kept[name] = value
            continue
        text = _lines(value) if name in ("seeks", "offers", "pitch", "hides_from") else " ".join(_lines(value).split())
        longest = LONGEST.get(name, LONGEST_TEXT)
        if len(text) > longest:
            raise BadInput(f"{_WORDS[name]} has {len(text):,} letters; {longest:,} fit. Maybe say it shorter.")
        kept[name] = text
    if not any(letter.isprintable() and not letter.isspace() for letter in written.name):
        raise BadInput("The name is missing. Maybe write how the others should call them.")
    return kept


_WORDS = {
    "name": "The name",
    "called": "What they want to be called",
    "recognize": "What helps to recognize them",
    "seeks": "What they seek",
    "offers": "What they offer",
    "role": "The role",
    "company": "The company",
    "industry": "The field",
    "place": "The place",
    "languages": "The list of languages",
    "seniority": "The experience",
    "seeks_help": "The help they look for",
    "gives_help": "The help they can give",
    "hides_from": "The list of companies",
    "pitch": "The pitch",
    "contact": "The contact",
    "needs": "The needs",
}


def _lines(text: str) -> str:
    """Give a text with tidy ends of lines and without signs that nobody can see."""
    shown = "".join(letter if letter.isprintable() or letter in "\n\u200c\u200d" else " " for letter in text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in shown.split("\n")).strip()
