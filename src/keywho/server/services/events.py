"""Evenings as records: make one, change it, copy it, delete it, and who organizes it."""

import secrets
import zoneinfo
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from keywho.benefit.knobs import Knobs
from keywho.core.errors import BadInput
from keywho.live.run_of_show import usual_run_of_show
from keywho.live.words import LANGUAGES
from keywho.server.services import accounts, evenings, ports
from keywho.server.services.links import new_epoch, new_key
from keywho.server.store import models as records
from keywho.server.store import save

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""What codes are made of: nothing that looks like something else on a wall (no I, L, O, 0 and 1)."""

CODE_LENGTH = 5
DEMO_CODE = "GREET"
LONGEST_NAME, LONGEST_PLACE, LONGEST_WORDS = 120, 200, 600
MOST_TRIES = 50
COPIED = (
    "room_plan",
    "rounds",
    "run_of_show",
    "words_for_attendees",
    "leaning",
    "sharing",
    "learning",
    "own_words",
    "icebreakers",
    "opening",
    "erase_after_days",
    "contact_for_privacy",
)
NOT_COPIED_OF_PEOPLE = {"link_no": 0, "home_seat": "", "consented_at": None, "months_searching": None, "source": "copied", "regular_id": None}


@dataclass(frozen=True, slots=True)
class Particulars:
    """What people read about an evening. `starts_at` knows its zone; None where the day is not set yet."""

    name: str
    place: str = ""
    starts_at: datetime | None = None
    timezone: str = "UTC"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of adding an organizer: a sentence, and the token of a link to hand over where they have no password yet."""

    sentence: str
    token: str = ""


def evenings_of(organizer: records.Organizer) -> QuerySet[records.Event]:
    """Give the evenings that somebody organizes, each with the number of its `people` and `versions`."""
    registered = Count("attendees", filter=Q(attendees__status=records.AttendeeStatus.REGISTERED), distinct=True)
    return organizer.events.annotate(people=registered, versions=Count("programme_versions", distinct=True))


def organized_by(organizer_pk: int | None, code: str) -> records.Event | None:
    """Find the evening with a code, if this one organizes it."""
    return records.Event.objects.filter(code=code.upper(), organizers=organizer_pk).first()


def create_event(particulars: Particulars, organizer: records.Organizer | None, *, code: str = "") -> records.Event:
    """Make an evening with a code of its own.

    Raises
    ------
    BadInput
        The name is missing or too long, or zone or language are not known.
    """
    fields = _fields(particulars)
    show = save.run_of_show(usual_run_of_show(()))
    with transaction.atomic():
        event = _with_code({**fields, "run_of_show": show, **_new_secrets(), "epoch": new_epoch()}, code)
        if organizer is not None:
            event.organizers.add(organizer)
    return event


def change_event(event_pk: int, particulars: Particulars, words_for_attendees: str, knobs: Knobs | None = None) -> str:
    """Write down new particulars, what those who join read, and what counts when people are brought together; the screens show it at once."""
    words = words_for_attendees.strip()[:LONGEST_WORDS]
    records.Event.objects.filter(pk=event_pk).update(**_fields(particulars), words_for_attendees=words)
    has_chosen = knobs is not None and choose(event_pk, knobs)
    ports.publish(event_pk)
    return "Saved. Phones and projector show it." + (" What you chose counts for programmes planned from now on." if has_chosen else "")


def choose(event_pk: int, knobs: Knobs) -> bool:
    """Write down what counts when people are brought together; False where it stands so already. What they are worth to each other is found anew."""
    fields = {"leaning": knobs.leaning.value, "sharing": knobs.sharing.value, "learning": knobs.learning.value}
    with transaction.atomic():
        changed = records.Event.objects.filter(pk=event_pk).exclude(**fields).update(**fields) > 0
        if changed:
            save.people_changed(event_pk)
    return changed


def copy_event(event: records.Event, particulars: Particulars, organizer: records.Organizer, *, with_people: bool) -> records.Event:
    """Make an evening with the room, rounds and order of another one; its people come along where that is wanted, with what is known of them but no links."""
    with transaction.atomic():
        copy = create_event(particulars, organizer)
        for name in COPIED:
            setattr(copy, name, getattr(event, name))
        copy.room_version, copy.rounds_version = min(1, event.room_version), min(1, event.rounds_version)
        copy.save()
        if with_people:
            _copy_people(event, copy)
    return copy


def delete_event(event: records.Event, typed_name: str) -> str:
    """Delete an evening and everything in it, if its name was typed.

    Raises
    ------
    BadInput
        Another name was typed.
    """
    if " ".join(typed_name.split()).casefold() != " ".join(event.name.split()).casefold():
        raise BadInput(f"Nothing was deleted: you typed “{typed_name.strip()}”, and the evening is called “{event.name}”.")
    pk, name = event.pk, event.name
    with transaction.atomic():
        records.Event.objects.get(pk=pk).delete()
    evenings.forget(pk)
    ports.publish(pk)
    return f"“{name}” is deleted, with all its people and notes."


def end_old_links(event_pk: int) -> str:
    """Make every link of an evening that was given out so far open nothing: phones, badges, projector and desk."""
    records.Event.objects.filter(pk=event_pk).update(**_new_secrets())
    ports.publish(event_pk)
    return "All old links have ended. Open the projector with its new link, and give people new personal ones."


def add_organizer(event: records.Event, email: str, name: str, *, by: records.Organizer) -> Invited:
    """Let somebody else organize an evening, too.

    Raises
    ------
    BadInput
        The address is none, or somebody new has no name.
    """
    address = _address(email)
    with transaction.atomic():
        found = records.Organizer.objects.filter(email=address).first()
        if found is not None and event.organizers.filter(pk=found.pk).exists() and found.has_usable_password():
            return Invited(f"{found.name} organizes this evening already.")
        if found is None:
            if not name.strip():
                raise BadInput(f"Nobody here has the address {address} yet. Please write their name, too.")
            found = records.Organizer(email=address, name=name.strip()[:LONGEST_NAME])
            found.set_unusable_password()
            found.save()
        others = records.Event.objects.filter(organizers=found).exclude(organizers=by).exists()
        event.organizers.add(found)
    if found.has_usable_password():
        return Invited(f"{found.name} organizes this evening now, and finds it after signing in.")
    if others:
        return Invited(f"{found.name} was added. Somebody else invited them before: they should use that link, or ask whoever runs the server for a new one.")
    return Invited(f"{found.name} was added. Hand over this link: it lets them choose a password.", accounts.link_token(address))


def remove_organizer(event: records.Event, organizer_pk: int) -> str:
    """Take somebody out of the organizers; the last one stays.

    Raises
    ------
    BadInput
        Nobody else would be left.
    """
    with transaction.atomic():
        if event.organizers.exclude(pk=organizer_pk).count() == 0:
            raise BadInput("An evening needs an organizer, and nobody else is left. Maybe add somebody first, or delete the evening.")
        gone = event.organizers.filter(pk=organizer_pk).first()
        event.organizers.remove(organizer_pk)
    return f"{gone.name} does not organize this evening any more." if gone else "They do not organize this evening any more."


def adopt_unowned(organizer: records.Organizer) -> None:
    """Give the first account the evenings that nobody organizes yet, such as the demo."""
    if records.Organizer.objects.count() == 1:
        for event in records.Event.objects.filter(organizers=None):
            event.organizers.add(organizer)


def new_code() -> str:
    """Make a code that can be read from a wall and typed on a phone."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _address(email: str) -> str:
    address = email.strip().casefold()
    try:
        validate_email(address)
    except ValidationError:
        raise BadInput(f"{address or 'An empty text'} is no mail address. Maybe a letter is missing.") from None
    return address


def _with_code(fields: dict[str, object], code: str) -> records.Event:
    for _ in range(MOST_TRIES):
        wanted = code or new_code()
        if wanted == DEMO_CODE and not code:
            continue
        try:
            with transaction.atomic():
                return records.Event.objects.create(code=wanted, **fields)
        except IntegrityError:
            if code or not records.Event.objects.filter(code=wanted).exists():
                raise
    raise BadInput("No free code was found. Maybe delete evenings of the past.")


def _new_secrets() -> dict[str, str]:
    return {"key": new_key(), "projector_key": new_key()}


def _fields(particulars: Particulars) -> dict[str, object]:
    name = " ".join(particulars.name.split())
    if not name:
        raise BadInput("The evening has no name. Maybe “Job club”.")
    if len(name) > LONGEST_NAME or len(particulars.place) > LONGEST_PLACE:
        raise BadInput(f"A name takes {LONGEST_NAME} letters, a place {LONGEST_PLACE}. Maybe a shorter one.")
    if particulars.timezone not in zoneinfo.available_timezones():
        raise BadInput(f"“{particulars.timezone}” is no time zone. Maybe Europe/Berlin.")
    if particulars.language not in LANGUAGES:
        raise BadInput(f"Phones don't speak “{particulars.language}” yet. Maybe one of: {', '.join(LANGUAGES)}.")
    return {
        "name": name,
        "place": " ".join(particulars.place.split()),
        "starts_at": particulars.starts_at,
        "timezone": particulars.timezone,
        "language": particulars.language,
    }


def _copy_people(event: records.Event, copy: records.Event) -> None:
    """Copy who is registered and what is wished for them."""
    old = list(event.attendees.filter(status=records.AttendeeStatus.REGISTERED))
    new = []
    for attendee in old:
        fields = {field.attname: getattr(attendee, field.attname) for field in records.Attendee._meta.concrete_fields if not field.primary_key}
        new.append(records.Attendee(**{**fields, **NOT_COPIED_OF_PEOPLE, "event_id": copy.pk}))
    made = records.Attendee.objects.bulk_create(new, batch_size=500)
    pk_of = {one.pk: other.pk for one, other in zip(old, made, strict=True)}
    wishes = [
        records.Wish(event=copy, kind=wish.kind, one_id=pk_of[wish.one_id], other_id=pk_of[wish.other_id] if wish.other_id else None, detail=wish.detail)
        for wish in event.wishes.exclude(kind=records.WishKind.ABSENT)
        if wish.one_id in pk_of and (wish.other_id is None or wish.other_id in pk_of)
    ]
    records.Wish.objects.bulk_create(wishes, batch_size=500)
