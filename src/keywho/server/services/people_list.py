"""The list of people as the desk shows it: found by any words, sorted by name, a page at a time."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from keywho.adapters.lists.fields import words_of
from keywho.adapters.lists.people import name_key
from keywho.core.ids import AttendeeId
from keywho.live.state import Presence
from keywho.server.services.evenings import evening
from keywho.server.store import models as records

PAGE = 60
MOST_NAMES = 12
_SIGNS = re.compile(r"[\W_]+")
_COLUMNS = ("pk", "public_id", "name", "called", "role", "company", "industry", "place", "seeks", "offers", "contact", "status")


class Group(StrEnum):
    """Which people are shown."""

    ALL = "all"
    HERE = "here"
    EXPECTED = "expected"
    AWAY = "away"
    WISHES = "wishes"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Row:
    """One person in the list."""

    pk: int
    name: str
    called: str
    seeks: str
    offers: str
    presence: Presence
    wishes: int
    is_cancelled: bool

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        parts = [part for part in self.name.split() if part[0].isalnum()] or [self.name]
        return parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of the list, with how many there are in each group and in all of the search."""

    rows: tuple[Row, ...]
    counts: Mapping[str, int]
    found: int
    page: int
    pages: int


def people_page(event_pk: int, search: str = "", group: Group = Group.ALL, page: int = 1) -> PeoplePage:
    """Give a page of the people of a group that a search finds."""
    state = evening(event_pk).state
    wishes: Counter[int] = Counter()
    for one, other in records.Wish.objects.filter(event_id=event_pk).values_list("one_id", "other_id"):
        wishes.update(pk for pk in (one, other) if pk)
    every: list[tuple[Row, str]] = []
    for pk, public_id, name, called, role, company, industry, place, seeks, offers, contact, status in records.Attendee.objects.filter(
        event_id=event_pk
    ).values_list(*_COLUMNS):
        presence = state.presence_of(AttendeeId(public_id))
        row = Row(pk, name, called, seeks, offers, presence, wishes[pk], status == records.AttendeeStatus.CANCELLED)
        every.append((row, f"{name} {called} {role} {company} {industry} {place} {seeks} {offers} {contact}"))
    counts = {group.value: sum(_is_in(row, group) for row, _ in every) for group in Group}
    wanted = words_of(search).split()
    rows = sorted((row for row, text in every if _is_in(row, group) and _fits(wanted, text)), key=lambda row: (name_key(row.name), row.pk))
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, page), pages)
    return PeoplePage(tuple(rows[(page - 1) * PAGE : page * PAGE]), counts, len(rows), page, pages)


def names_like(event_pk: int, typed: str) -> tuple[str, ...]:
    """Give names that fit what is typed, each of them meaning one person."""
    wanted = words_of(typed).split()
    listed = records.Attendee.objects.filter(event_id=event_pk, status=records.AttendeeStatus.REGISTERED)
    rows = list(listed.values_list("name", "called", "public_id"))
    times = Counter(name_key(name) for name, _, _ in rows)
    fitting = [(name, public_id) for name, called, public_id in rows if _fits(wanted, f"{name} {called}")]
    return tuple(name if times[name_key(name)] == 1 else f"{name} ({public_id})" for name, public_id in sorted(fitting)[:MOST_NAMES])


def _is_in(row: Row, group: Group) -> bool:
    if row.is_cancelled or group is Group.CANCELLED:
        return row.is_cancelled and group is Group.CANCELLED
    match group:
        case Group.HERE:
            return row.presence is Presence.HERE
        case Group.EXPECTED:
            return row.presence is Presence.EXPECTED
        case Group.AWAY:
            return row.presence in (Presence.MISSING, Presence.LEFT)
        case Group.WISHES:
            return row.wishes > 0
        case _:
            return True


def _fits(wanted: Sequence[str], text: str) -> bool:
    """Say whether each word that is wanted begins a word of a text, accents and case not regarded."""
    if not wanted:
        return True
    plain = f" {_SIGNS.sub(' ', text.casefold())}" if text.isascii() else f" {words_of(text)}"
    return all(f" {word}" in plain for word in wanted)
