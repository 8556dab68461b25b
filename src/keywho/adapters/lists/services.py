"""The ticketing services whose exports are known: how to tell them, and where they mean something of their own by a column."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from keywho.adapters.lists.fields import Field


@dataclass(frozen=True, slots=True)
class Service:
    """One export format.

    `shown_by` are sets of headers (as `words_of` writes them); the file is of this service when it has all of one set.
    `meanings` are headers that mean something else here than elsewhere. `remark` is said to the organizer.
    `has_notes` says that lines of one cell are notes and not people.
    """

    name: str
    shown_by: tuple[frozenset[str], ...]
    meanings: Mapping[str, Field] = field(default_factory=dict)
    remark: str = ""
    has_notes: bool = False


def _all(*headers: str) -> frozenset[str]:
    return frozenset(headers)


SERVICES = (
    Service("contact cards (vCard)", (_all("vcard name"),), {"vcard name": Field.NAME}),
    Service("Luma guests", (_all("approval status", "ticket name"),), {"api id": Field.ID, "guest id": Field.ID}),
    Service(
        "Eventbrite attendees",
        (_all("order no", "attendee status"), _all("order id", "attendee status"), _all("order no", "attendee no"), _all("order no", "eventbrite fees")),
        {"attendee no": Field.ID, "order no": Field.ORDER},
    ),
    Service("Meetup attendees", (_all("rsvp", "user id"), _all("rsvp", "member id"), _all("rsvp", "url of member profile")), {"title": Field.IGNORED}),
    Service("Meetup members", (_all("user id", "joined group on"), _all("member id", "joined group on")), {"title": Field.IGNORED}),
    # the public id opens the door at check-in, so the plain number is taken
    Service("Hi.Events attendees", (_all("is checked in", "public id"),), {"id": Field.ID, "public id": Field.IGNORED, "status": Field.STATUS}),
    Service("Eventyay attendees", (_all("order no", "payment mode", "ticket id"),), {"order no": Field.ORDER}),
    Service("pretix check-in list", (_all("order code", "checked in"), _all("order code", "automatically checked in")), {"seat number": Field.IGNORED}),
    Service("pretix order positions", (_all("order code", "position id"),), {"seat number": Field.IGNORED}),
    Service("pretix orders", (_all("order code", "order total"),)),
    Service("pretix fees", (_all("order code", "fee type"),)),
    Service(
        "LinkedIn connections",
        (_all("connected on", "first name"),),
        remark="These are one person's LinkedIn connections; they are read as if all of them were coming.",
        has_notes=True,
    ),
    Service("Microsoft Forms answers", (_all("start time", "completion time"),)),
    Service("Google Forms answers", tuple(_all(stamp) for stamp in ("timestamp", "zeitstempel", "marca temporal", "horodateur"))),
)
SPREADSHEET = Service("a spreadsheet", ())


def service_of(headers: Collection[str]) -> Service:
    """Give the service whose export has these headers; a plain spreadsheet if none has."""
    known = set(headers)
    return next((service for service in SERVICES if any(shown <= known for shown in service.shown_by)), SPREADSHEET)
