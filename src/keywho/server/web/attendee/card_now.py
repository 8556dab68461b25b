"""What the personal page shows first, before its script takes over: the card of the moment laid out, and what the script needs to go on."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from keywho.live.channels import phone_parts
from keywho.live.clock import PhaseKind
from keywho.live.clock_view import ms
from keywho.live.phone_view import Card, Partner
from keywho.server.services.joining import DOORS_OPEN, are_doors_open
from keywho.server.services.personal_links import Opened
from keywho.server.store import models as records
from keywho.server.web.attendee.chairs import chair_in_words
from keywho.server.web.attendee.words import PageWords, when_in_words

MANY = 2
"""More people than this are a list, not a headline."""

ICONS = {"bye": "coffee", "sits-out": "coffee", "waits": "hourglass", "missing": "hand", "left": "door-open", "closed": "heart-handshake", "open": "armchair"}


@dataclass(frozen=True, slots=True)
class Day:
    """When the doors open, and what is said before."""

    opens_ms: int
    see_you: str
    more: str


@dataclass(frozen=True, slots=True)
class CardNow:
    """The first paint. `screen` is "meet", "after" or "quiet"; `headline` has the names marked."""

    screen: str
    card: Card
    headline: SafeString
    text: str
    where: str
    icon: str
    parts: dict[str, object]
    day: Day | None
    is_before: bool

    @property
    def one(self) -> Partner | None:
        """The partner, where there is exactly one."""
        return self.card.partners[0] if len(self.card.partners) == 1 else None


def card_now(opened: Opened, event: records.Event, words: PageWords, now: datetime) -> CardNow:
    """Give what somebody's page shows at a moment."""
    state = opened.evening.state
    parts = dict(phone_parts(state, opened.who, opened.evening.scene))
    card = parts["card"]
    assert isinstance(card, Card)
    day = day_of(event, words)
    is_before = card.kind == "open" and "here" in card.may and day is not None and not are_doors_open(event, opened.evening, now)
    phase = state.phase(now)
    over = phase is not None and phase.kind is PhaseKind.OVER
    screen = "quiet" if card.kind != "meet" else "after" if over else "meet"
    headline = marked(card.headline, [partner.called for partner in card.partners] or [opened.called])
    if len(card.partners) > MANY:
        headline = SafeString(escape(words.meet_many.format(n=len(card.partners))))
    where = card.where
    if card.kind == "open" and card.seat and not where:
        where = words.chair_mine.format(chair=chair_in_words(opened.evening, event, card.seat))
    if is_before and day is not None:
        return CardNow(screen, card, SafeString(escape(day.see_you)), day.more, "", "calendar-days", parts, day, True)
    return CardNow(screen, card, headline, card.text, where, ICONS.get(card.kind, "armchair"), parts, day, False)


def day_of(event: records.Event, words: PageWords) -> Day | None:
    """Give the day of an evening in words; None where none is set."""
    if event.starts_at is None:
        return None
    when = when_in_words(event.starts_at.astimezone(event.zone), words)
    return Day(
        ms(event.starts_at - DOORS_OPEN),
        words.see_you.format(when=when),
        " ".join(part for part in (event.place and f"{event.place}.", words.see_you_more) if part),
    )


def marked(headline: str, names: list[str]) -> SafeString:
    """Give a headline as HTML, with each name in a direction of its own.

    >>> marked("Meet Ben & co", ["Ben"])
    'Meet <bdi>Ben</bdi> &amp; co'
    """
    found, rest = "", headline
    for name in names:
        before, name_found, after = rest.partition(name) if name else (rest, "", "")
        if not name_found:
            continue
        found += f"{escape(before)}<bdi>{escape(name)}</bdi>"
        rest = after
    return mark_safe(found + escape(rest))


def as_json(shown: object) -> str:
    """Give something for a script of the page, to be put into an attribute."""
    return msgspec.json.encode(shown).decode()
