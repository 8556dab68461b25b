"""Links of one person: the page on their phone, and the code on their badge."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist

from keywho.core.errors import KeywhoError
from keywho.core.ids import AttendeeId
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.links import TURNS, Link, LinkKind, is_signed, token_of, unsigned
from keywho.server.store import models as records
from keywho.server.store.load import Registered


class LinkNotGood(KeywhoError):
    """A link opens nothing: it is broken, too old, replaced by a newer one, or its person is erased."""

    code = "link-not-good"

    def __init__(self, language: str = "en") -> None:
        self.language = language
        super().__init__("This link is not good any more. Maybe scan the code on your badge, or ask at the desk for a new one.")


@dataclass(frozen=True, slots=True)
class Opened:
    """Whom a link is for, and the evening as it stands. `by_badge` says that the page was opened with a badge, which others can photograph."""

    evening: Evening
    person: Registered
    by_badge: bool = False

    @property
    def who(self) -> AttendeeId:
        """The id of the person in the evening."""
        return self.person.attendee.id

    @property
    def called(self) -> str:
        """How they want to be called."""
        return self.evening.called(self.who)

    def event(self) -> records.Event:
        """Look the event up, for what only its record knows: place, day, room plan, how long profiles are kept."""
        return records.Event.objects.get(pk=self.evening.pk)

    def attendee(self) -> records.Attendee:
        """Look the person's record up."""
        return records.Attendee.objects.get(pk=self.person.pk)

    @property
    def page_token(self) -> str:
        """The token of their newest personal page."""
        return token_of(Link(LinkKind.BY_BADGE if self.by_badge else LinkKind.PERSONAL, self.evening.pk, self.person.pk, self.person.link_no), self.evening.key)


def opened(token: str, kind: LinkKind = LinkKind.PERSONAL) -> Opened:
    """Open a link. A badge is paper and stays good as long as its person is on the list; of personal links the newest one is good.

    Raises
    ------
    LinkNotGood
        It opens nothing.
    """
    link = unsigned(token)
    of_page = kind is LinkKind.PERSONAL
    if link is None or link.kind not in ((LinkKind.PERSONAL, LinkKind.BY_BADGE) if of_page else (kind,)):
        raise LinkNotGood
    try:
        loaded = evening(link.event_pk)
    except ObjectDoesNotExist:
        raise LinkNotGood from None
    person = loaded.people.by_pk.get(link.no)
    if not is_signed(token, loaded.key) or person is None or (of_page and person.link_no % TURNS != link.turn):
        raise LinkNotGood(loaded.language)
    return Opened(loaded, person, link.kind is LinkKind.BY_BADGE)


def personal_token(loaded: Evening, person: Registered) -> str:
    """Give the token of somebody's page."""
    return token_of(Link(LinkKind.PERSONAL, loaded.pk, person.pk, person.link_no), loaded.key)


def badge_token(loaded: Evening, person: Registered) -> str:
    """Give the token of somebody's badge."""
    return token_of(Link(LinkKind.BADGE, loaded.pk, person.pk), loaded.key)
