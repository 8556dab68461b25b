"""Key whos that others named: the answers to "who else should I talk to?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from keywho.core.errors import BadInput
from keywho.server.services.afterwards.preparing import called
from keywho.server.services.evenings import Evening
from keywho.server.store import models as records

MOST_NAMED = 100
LONGEST_NAMED = 300


@dataclass(frozen=True, slots=True)
class Named:
    """A key who, by whom they were named (empty where that is not known any more), and whether they were reached."""

    pk: int
    words: str
    by: str
    is_reached: bool


def named_of(loaded: Evening, person_pk: int) -> Sequence[Named]:
    """Give the key whos that others named to somebody: those still to be reached first."""
    rows = records.NamedKeyWho.objects.filter(who_id=person_pk).order_by("reached_at", "pk")
    found = [Named(row.pk, row.words, called(loaded, row.named_by_id) if row.named_by_id else "", row.reached_at is not None) for row in rows]
    return sorted(found, key=lambda one: one.is_reached)


def name_key_who(person_pk: int, words: str, named_by_pk: int | None, now: datetime) -> None:
    """Keep a key who that somebody named; the same one is kept once.

    Raises
    ------
    BadInput
        There are very many already.
    """
    said = " ".join(words.split())[:LONGEST_NAMED]
    theirs = records.NamedKeyWho.objects.filter(who_id=person_pk)
    if not said or theirs.filter(words__iexact=said).exists():
        return
    if theirs.count() >= MOST_NAMED:
        raise BadInput("A hundred key whos wait already. Maybe take some away that you have reached.")
    records.NamedKeyWho.objects.create(who_id=person_pk, named_by_id=named_by_pk, words=said, at=now)


def reach(person_pk: int, named_pk: int, is_reached: bool, now: datetime) -> None:
    """Somebody has reached a key who, or not after all."""
    records.NamedKeyWho.objects.filter(pk=named_pk, who_id=person_pk).update(reached_at=now if is_reached else None)


def take_away(person_pk: int, named_pk: int) -> None:
    """Take a key who off somebody's list."""
    records.NamedKeyWho.objects.filter(pk=named_pk, who_id=person_pk).delete()
