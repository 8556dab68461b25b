"""Consent as a type: contacts are exchanged by whoever holds a `MutualYes`, which only two yeses about each other make."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from keywho.core.ids import AttendeeId, Pair, pair_of
from keywho.followup.card import Card, CardField

EVENING_OVER_AFTER = timedelta(hours=12)
"""So long after it began an evening counts as over, even if nobody pressed its end."""


@dataclass(frozen=True, slots=True)
class Yes:
    """Somebody wants to keep in touch with another, and gives them these fields."""

    who: AttendeeId
    about: AttendeeId
    gives: frozenset[CardField] = frozenset()


@dataclass(frozen=True, slots=True)
class MutualYes:
    """Two who said yes about each other. Ask `mutual` for one."""

    one: Yes
    other: Yes

    def __post_init__(self) -> None:
        if (self.one.who, self.one.about) != (self.other.about, self.other.who) or self.one.who == self.other.who:
            raise ValueError("These are not two yeses about each other.")

    @property
    def pair(self) -> Pair:
        """The two."""
        return pair_of(self.one.who, self.other.who)

    def gives(self, who: AttendeeId) -> frozenset[CardField]:
        """Give the fields that one of the two gives the other."""
        return next(yes.gives for yes in (self.one, self.other) if yes.who == who)


def mutual(one: Yes, other: Yes) -> MutualYes | None:
    """Give the consent of two, if their yeses are about each other; None for anything else."""
    is_mutual = (one.who, one.about) == (other.about, other.who) and one.who != other.who
    return MutualYes(one, other) if is_mutual else None


def all_mutual(yeses: Iterable[Yes], apart: frozenset[Pair] = frozenset()) -> tuple[MutualYes, ...]:
    """Give the consents among many yeses, in a fixed order; none of two who are kept apart."""
    by_pair: dict[Pair, Yes] = {}
    found: dict[Pair, MutualYes] = {}
    for yes in yeses:
        pair = pair_of(yes.who, yes.about)
        first = by_pair.setdefault(pair, yes)
        both = mutual(first, yes)
        if both is not None and pair not in apart:
            found[pair] = both
    return tuple(found[pair] for pair in sorted(found))


def exchange(consent: MutualYes, card_of: Callable[[AttendeeId], Card]) -> dict[AttendeeId, Card]:
    """Give what each of the two gets: the other's card, with the fields that the other gives and no more."""
    one, other = consent.one, consent.other
    return {one.who: card_of(other.who).only(other.gives), other.who: card_of(one.who).only(one.gives)}


def is_exchange_time(now: datetime, *, is_closed: bool, began_at: datetime | None) -> bool:
    """Say whether contacts are exchanged by now: when the evening has come to its end, or so long after it began that it must have.

    Until then each can take a yes back, and what they give. `began_at` is the latest that is known: the start, or the last cue.
    """
    return is_closed or (began_at is not None and now >= began_at + EVENING_OVER_AFTER)
