"""Sign-up: somebody joins an evening with what they wrote, says that they are one of those on the list already, or changes what they wrote."""

import base64
import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from keywho.adapters.legible import legible
from keywho.core.errors import BadInput, KeywhoError
from keywho.core.ids import AttendeeId
from keywho.live.facts import PageMoved
from keywho.live.words.answers import answers_of
from keywho.server.services import attending
from keywho.server.services.acting import Decision, act
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.flood import Limit
from keywho.server.services.links import Link, LinkKind, token_of
from keywho.server.services.registrations import MOST_PEOPLE, PHONE, Written, new_link, people_changed, personal_token
from keywho.server.store import models as records

LOOK_ALIKES = str.maketrans("01L52869V", "OIISZBGGU")
"""Signs that are taken for each other on a wall."""

DOORS_OPEN = timedelta(hours=3)
"""So long before the evening begins somebody who signs up is taken to be in the room."""

JOINS_OF_ONE_ADDRESS, JOINS_OF_ONE_EVENT = 60, 600
"""In a minute. A library hall has one address for everybody."""

_of_address, _of_event = Limit(JOINS_OF_ONE_ADDRESS), Limit(JOINS_OF_ONE_EVENT)
_FORM_KEY = re.compile(r"[\w-]{20,64}")


class SignUpClosed(KeywhoError):
    """The organizers have closed the sign-up."""

    code = "sign-up-closed"


class TooManyJoins(KeywhoError):
    """More people sign up than can be people."""

    code = "too-many-joins"


@dataclass(frozen=True, slots=True)
class Joined:
    """Who has joined, and the token of their page. `is_new` is False where the same form came twice, or they were on the list."""

    who: AttendeeId
    token: str
    is_new: bool


def find_event(code: str) -> records.Event | None:
    """Find an evening by its short code, in any case and with signs mistaken for each other; None where there is none."""
    wanted = "".join(char for char in code.upper() if char.isalnum())[:12]
    if not wanted:
        return None
    exact = records.Event.objects.filter(code=wanted).first()
    if exact is not None:
        return exact
    alike = [pk for pk, known in records.Event.objects.values_list("pk", "code") if known.translate(LOOK_ALIKES) == wanted.translate(LOOK_ALIKES)]
    return records.Event.objects.get(pk=alike[0]) if len(alike) == 1 else None


def are_doors_open(event: records.Event, loaded: Evening, now: datetime) -> bool:
    """Say whether somebody who signs up now is taken to be in the room: from a few hours before the beginning on, or where no time is set."""
    return event.starts_at is None or now >= event.starts_at - DOORS_OPEN or loaded.state.clock.cue_no > 0


def join(event: records.Event, written: Written, form_key: str, *, now: datetime) -> Joined:
    """Let somebody join. `form_key` is the secret of the form they filled in: the same form, sent twice, is the same person, with what stood in it last.

    Where the organizers have this very name on the list already, without an address and without anybody who uses it, it is that person.

    Raises
    ------
    SignUpClosed, BadInput
        Nobody can join any more; the name is missing.
    """
    fields = {name: text for name, text in tidy(written).items() if name != "contact"}
    form_id = _form_id(event, form_key)
    with transaction.atomic():
        same_form = Q(public_id=form_id) | Q(source=f"{PHONE} {form_id}")
        person = records.Attendee.objects.filter(same_form, event=event, status=records.AttendeeStatus.REGISTERED).first()
        is_new = False
        if person is None and not event.sign_up_open:
            raise SignUpClosed(answers_of(event.language).sign_up_closed)
        said = {name: text for name, text in fields.items() if text}
        if person is not None:
            _rewrite(person, fields if person.public_id == form_id else said)
        elif (person := _the_only_one(event, written.name, "")) is not None and _taken(person, now):
            _rewrite(person, {**said, "source": f"{PHONE} {form_id}"})
        else:
            if records.Attendee.objects.filter(event=event).count() >= MOST_PEOPLE:
                raise SignUpClosed(answers_of(event.language).list_full)
            fresh = {**fields, "source": PHONE, "consented_at": now}
            person, is_new = records.Attendee.objects.get_or_create(event=event, public_id=form_id, defaults=fresh)
            if person.status != records.AttendeeStatus.REGISTERED:
                raise BadInput(answers_of(event.language).sign_up_taken_back)
        people_changed(event.pk)
    return _joined(event, person, is_new=is_new)


def claim(event: records.Event, name: str, mail: str, *, now: datetime) -> Joined:
    """Let somebody in who is on the list already: the whole name as the organizers wrote it, and the mail address where they know it.

    Raises
    ------
    BadInput
        It is not exactly so, somebody uses that place already, or there are two of that name. Which of these is not said: the list is nobody's business.
    """
    person = _the_only_one(event, name, mail)
    if person is None or not _taken(person, now):
        raise BadInput(answers_of(event.language).not_on_the_list)
    return _joined(event, person, is_new=False)


def arrive(event: records.Event, joined: Joined, seat: str, *, now: datetime) -> str:
    """Mark somebody who has joined as here, on a chair if they scanned one; gives a sentence where the chair was not to be had. Before the day nothing happens."""
    if not are_doors_open(event, evening(event.pk), now):
        return ""
    if seat:
        try:
            done = attending.take_seat(event.pk, joined.who, seat, now=now)
        except BadInput as refused:
            attending.here(event.pk, joined.who, now=now)
            return str(refused)
        if done.changed:
            return done.sentence
    attending.here(event.pk, joined.who, now=now)
    return ""


def consent(event_pk: int, person_pk: int, *, now: datetime) -> bool:
    """Somebody whom the organizers registered has read who sees what, and goes on; False where they did so before."""
    return bool(records.Attendee.objects.filter(event_id=event_pk, pk=person_pk, consented_at=None).update(consented_at=now))


def open_with_badge(event_pk: int, person_pk: int, *, now: datetime) -> str:
    """Open somebody's page on another phone; the pages before it end. Gives its token.

    A badge can be photographed. So the first who opens a page with it gets the whole page; later ones get one that shows nothing of what was written there
    before, and the desk reads that it happened.
    """
    is_first = consent(event_pk, person_pk, now=now)
    person = new_link(records.Attendee.objects.select_related("event").get(event_id=event_pk, pk=person_pk))
    if is_first:
        return personal_token(person.event, person)
    who = AttendeeId(person.public_id)
    act(event_pk, lambda _: Decision((PageMoved(now, who),), ""), by=f"attendee {who}")
    return token_of(Link(LinkKind.BY_BADGE, event_pk, person_pk, person.link_no), person.event.key)


def written_by(event_pk: int, person_pk: int) -> Written:
    """Give what somebody wrote."""
    return Written.of(records.Attendee.objects.get(event_id=event_pk, pk=person_pk))


def rewrite(event_pk: int, person_pk: int, written: Written) -> None:
    """Change what somebody wrote; the cards of those who meet them show it at once.

    Raises
    ------
    BadInput
        The name is missing.
    """
    fields = {name: text for name, text in tidy(written).items() if name != "contact" or text}  # their form does not ask for it
    with transaction.atomic():
        records.Attendee.objects.filter(event_id=event_pk, pk=person_pk).update(**fields, source=PHONE)
        people_changed(event_pk)


def tidy(written: Written) -> dict[str, object]:
    """Give what somebody wrote about themselves as it is kept: fit to be shown to others, and with a name to be called by.

    Raises
    ------
    BadInput
        The name is missing.
    """
    name = legible(written.name)
    if not name:
        raise BadInput("Your name is missing. Maybe only your first name.")
    texts = {
        field: legible(getattr(written, field))
        for field in ("recognize", "seeks", "offers", "role", "company", "industry", "place", "languages", "contact", "needs")
    }
    return {
        **asdict(written),
        **texts,
        "name": name,
        "called": legible(written.called) or _first_name(name),
        "hides_from": "\n".join(_companies(written.hides_from)),
        "pitch": "\n".join(legible(line) for line in written.pitch.splitlines()).strip(),
    }


def _first_name(name: str) -> str:
    """Give the first word of a name that has a letter in it; who writes signs alone is called by these."""
    words = name.split()
    return next((word for word in words if any(sign.isalpha() for sign in word)), words[0])[:60]


def check_flood(event: records.Event, address: str, at_s: float) -> None:
    """Count one more who joins from an address.

    Raises
    ------
    TooManyJoins
        More have come within a minute than the room can have people.
    """
    if not _of_address.admits((event.pk, address), at_s) or not _of_event.admits(event.pk, at_s):
        raise TooManyJoins(answers_of(event.language).too_many_join)


def _joined(event: records.Event, person: records.Attendee, *, is_new: bool) -> Joined:
    return Joined(AttendeeId(person.public_id), personal_token(event, person), is_new)


def _form_id(event: records.Event, form_key: str) -> str:
    if not _FORM_KEY.fullmatch(form_key):
        raise BadInput(answers_of(event.language).form_torn)
    digest = hashlib.sha256(f"{event.key}\0{form_key}".encode()).digest()
    return "s" + base64.b32encode(digest[:10]).decode().lower()


def _the_only_one(event: records.Event, name: str, mail: str) -> records.Attendee | None:
    """Find the one person of a name whose place nobody uses; where the organizers know an address, it has to be this one."""
    wanted, address = _plain(name), mail.strip().casefold()
    free = records.Attendee.objects.filter(event=event, consented_at=None, status=records.AttendeeStatus.REGISTERED)
    alike = [(pk, contact.strip().casefold()) for pk, known, contact in free.values_list("pk", "name", "contact") if wanted and _plain(known) == wanted]
    fitting = [pk for pk, contact in alike if contact == address] if address else []
    fitting = fitting or [pk for pk, contact in alike if not contact]
    return records.Attendee.objects.get(pk=fitting[0]) if len(fitting) == 1 else None


def _taken(person: records.Attendee, now: datetime) -> bool:
    """Let somebody be this person from now on; False where somebody else was faster."""
    return bool(records.Attendee.objects.filter(pk=person.pk, consented_at=None).update(consented_at=now))


def _rewrite(person: records.Attendee, fields: dict[str, object]) -> None:
    records.Attendee.objects.filter(pk=person.pk).update(**fields)


def _plain(name: str) -> str:
    return " ".join(legible(name).casefold().split())


def _companies(text: str) -> list[str]:
    return [name for line in re.split(r"[\n,;]", text) if (name := legible(line))]
