"""Who is never brought together: because one hides from the other's company, or because it is wished so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from keywho.core.people import Attendee, company_key

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Apart:
    """Who is kept apart from whom, by places in the list.

    Attributes
    ----------
    companies : of each person the company, as it is compared; whether others may read it makes no difference here.
    hides : of each person the companies that they hide from.
    pairs : further pairs, each both ways round.
    """

    companies: tuple[str, ...] = ()
    hides: tuple[frozenset[str], ...] = ()
    pairs: frozenset[Pair] = frozenset()
    _hidden: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, attendees: Sequence[Attendee], pairs: Collection[Pair] = ()) -> "Apart":
        """Find out from what people wrote, and pairs that must not meet."""
        companies = tuple(company_key(one.profile.company) for one in attendees)
        hides = tuple(frozenset(company_key(name) for name in one.hides_from) - {""} for one in attendees)
        both_ways = frozenset(pairs) | {(other, one) for one, other in pairs}
        return cls(companies, hides, both_ways, frozenset().union(*hides))

    def is_apart(self, one: int, other: int) -> bool:
        """Say whether two are kept apart."""
        if (one, other) in self.pairs:
            return True
        return bool(self.hides) and (self.companies[other] in self.hides[one] or self.companies[one] in self.hides[other])

    def of_entries(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say it of many pairs."""
        if not self._hidden and not self.pairs:
            return np.zeros(len(one), bool)
        return np.fromiter((self.is_apart(a, b) for a, b in zip(one.tolist(), other.tolist(), strict=True)), bool, len(one))

    def count(self, who: int, people: int) -> int:
        """Count from how many of all people somebody is kept apart."""
        if not self.pairs and (not self.hides or not (self.hides[who] or self.companies[who] in self._hidden)):
            return 0
        return sum(self.is_apart(who, other) for other in range(people) if other != who)
