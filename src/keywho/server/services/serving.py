"""How well an evening can serve its people, as the desk asks before it begins: found once for each list, kept in memory."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from keywho.benefit.apart import Apart
from keywho.benefit.supply import Supply, supply_of
from keywho.core.rounds import Round
from keywho.server.services.choices import Choices
from keywho.server.services.evenings import People, as_seen, evening, forgets_too
from keywho.server.store import load
from keywho.server.store import models as records
from keywho.server.store.load import Registered

AT_ONCE = 400
"""For so many people it is found while the page is made; for more the page comes first."""

MOST_KEPT = 24

Key = tuple[str, int, Choices, int | None]


@dataclass(frozen=True, slots=True)
class Served:
    """How well the people of an evening are served; `people` are those that its places mean."""

    supply: Supply
    people: tuple[Registered, ...]


_KEPT: OrderedDict[int, tuple[Key, Served]] = OrderedDict()
_LOCKS: dict[int, threading.Lock] = {}
_KEPT_LOCK = threading.Lock()


def served(event: records.Event, *, patient: bool) -> Served | None:
    """Say how well an evening can serve its people.

    For a large room None where nobody is `patient`, or where it is being found for somebody else: nobody waits in line for it, ask again.
    """
    people, can_meet = evening(event.pk).people, meetings_of(load.rounds(event))
    key = (event.epoch, people.version, people.choices, can_meet)
    found, is_small = _kept(event.pk, key), len(people.registered) <= AT_ONCE
    if found is not None or not (patient or is_small):
        return found
    lock = lock_of(event.pk)
    if not lock.acquire(blocking=is_small):
        return None
    try:
        return _kept(event.pk, key) or _keep(event.pk, key, _found(event, people, can_meet))
    finally:
        lock.release()


@forgets_too
def forget(event_pk: int) -> None:
    """Drop what is in memory of an event."""
    with _KEPT_LOCK:
        _KEPT.pop(event_pk, None)


def lock_of(event_pk: int) -> threading.Lock:
    """Give what whoever finds it out for an evening holds meanwhile."""
    with _KEPT_LOCK:
        return _LOCKS.setdefault(event_pk, threading.Lock())


def meetings_of(rounds: tuple[Round, ...]) -> int | None:
    """Say how many people one meets in all rounds; None where there are none yet."""
    return sum(1 if one.of_pairs else one.size - 1 for one in rounds) or None


def _found(event: records.Event, people: People, can_meet: int | None) -> Served:
    """Find it: with what others may know of each, and with all companies for who is kept apart."""
    place = {one.pk: no for no, one in enumerate(people.registered)}
    bans = records.Wish.objects.filter(event=event, kind=records.WishKind.MUST_NOT_MEET).values_list("one_id", "other_id")
    pairs = [(place[one], place[other]) for one, other in bans if one in place and other in place]
    apart = Apart.of([one.attendee for one in people.registered], pairs)
    seen = [as_seen(one) for one in people.registered]
    return Served(supply_of(seen, people.benefit, reader=people.choices.reader, apart=apart, can_meet=can_meet), people.registered)


def _kept(event_pk: int, key: Key) -> Served | None:
    with _KEPT_LOCK:
        stands = _KEPT.get(event_pk)
        return stands[1] if stands is not None and stands[0] == key else None


def _keep(event_pk: int, key: Key, found: Served) -> Served:
    with _KEPT_LOCK:
        _KEPT[event_pk] = (key, found)
        _KEPT.move_to_end(event_pk)
        while len(_KEPT) > MOST_KEPT:
            gone, _ = _KEPT.popitem(last=False)
            _LOCKS.pop(gone, None)
    return found
