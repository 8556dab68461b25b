"""A crowd at the door: whoever comes while another's arrival is being thought about is taken in together with all others who wait."""

import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from keywho.core.errors import KeywhoError
from keywho.core.ids import AttendeeId
from keywho.live.words.answers import answers_of
from keywho.server.services.acting import Decision, Done, act
from keywho.server.services.cards_in_words import told
from keywho.server.services.coming_and_going import arrival
from keywho.server.services.evenings import Evening, evening
from keywho.server.services.turns import turns_of

SEVERAL = "attendees"
"""Who caused the facts about people who came together."""


@dataclass(eq=False, slots=True)
class _Comer:
    """Somebody who waits at the door, and what came of it."""

    who: AttendeeId
    done: Done | None = None
    refused: BaseException | None = None

    @property
    def waits(self) -> bool:
        return self.done is None and self.refused is None


@dataclass(slots=True)
class _Door:
    """All who wait at the door of an evening."""

    waiting: deque[_Comer] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def all(self) -> list[_Comer]:
        """Take everybody who waits."""
        with self.lock:
            comers = list(self.waiting)
            self.waiting.clear()
            return comers


_DOORS: dict[int, _Door] = {}
_DOORS_LOCK = threading.Lock()


def come_in(event_pk: int, who: AttendeeId, *, now: datetime) -> Done:
    """Let somebody in; a thought for one, or for all who wait.

    Raises
    ------
    KeywhoError
        They are not on the list, or the evening is too busy.
    """
    with _DOORS_LOCK:
        door = _DOORS.setdefault(event_pk, _Door())
    comer = _Comer(who)
    with door.lock:
        door.waiting.append(comer)
    with turns_of(event_pk).turn(first=False):
        if comer.waits:
            _take_in(event_pk, door.all(), now)
    if comer.refused is not None:
        raise comer.refused
    assert comer.done is not None
    return comer.done


def _take_in(event_pk: int, comers: list[_Comer], now: datetime) -> None:
    """Record everybody at once, and give each their own words."""
    try:
        listed = evening(event_pk)
        for comer in comers:
            try:
                listed.person(comer.who)
            except KeywhoError as refused:
                comer.refused = refused
        people = tuple(dict.fromkeys(comer.who for comer in comers if comer.waits))
        if not people:
            return

        def decide(evening: Evening) -> Decision:
            return arrival(evening, people, now)

        done = act(event_pk, decide, by=f"attendee {people[0]}" if len(people) == 1 else SEVERAL, quick=True)
        after = evening(event_pk)
        for comer in comers:
            if comer.waits:
                comer.done = Done(told(after, comer.who) or answers_of(after.language).thanks, done.no, done.changed)
    except BaseException as failed:
        for comer in comers:
            if comer.waits:
                comer.refused = failed
        raise
