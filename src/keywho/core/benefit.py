"""How useful people are to each other, as the planner takes it: sparse and directed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import AttendeeId


@dataclass(frozen=True, slots=True, eq=False)
class Benefit:
    """b[a, b]: how useful b is to a, in points. Entries that are not listed are 0.

    Attributes
    ----------
    seeker, sought : int32 arrays of one length; places in `Problem.attendees`. Entry k says that `sought[k]` is useful to `seeker[k]`.
    points : float64 array of the same length, finite and not negative.
    anyone : points that meeting anybody new is worth to each person, on top of the entries.
    reasons : plain sentences for some of the entries, by (seeker, sought) place.
    """

    seeker: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    sought: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    points: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0, np.float64))
    anyone: float = 0.0
    reasons: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def uniform(cls, points: float = 1.0) -> "Benefit":
        """Anybody new is worth the same to everybody."""
        return cls(anyone=points)

    @classmethod
    def of(
        cls,
        order: Sequence[AttendeeId],
        points_by_pair: Mapping[tuple[AttendeeId, AttendeeId], float],
        *,
        anyone: float = 0.0,
        reasons: Mapping[tuple[AttendeeId, AttendeeId], str] | None = None,
    ) -> "Benefit":
        """Build it from {(a, b): how useful b is to a}; `order` is the order of the attendees in the problem."""
        place = {who: no for no, who in enumerate(order)}
        return cls(
            np.fromiter((place[a] for a, _ in points_by_pair), np.int32, len(points_by_pair)),
            np.fromiter((place[b] for _, b in points_by_pair), np.int32, len(points_by_pair)),
            np.fromiter(points_by_pair.values(), np.float64, len(points_by_pair)),
            anyone,
            {(place[a], place[b]): text for (a, b), text in (reasons or {}).items()},
        )

    def entries(self) -> Iterator[tuple[int, int, float]]:
        """Give each entry as (seeker, sought, points)."""
        yield from zip(self.seeker.tolist(), self.sought.tolist(), self.points.tolist(), strict=True)

    def __eq__(self, other: object) -> bool:
        """Two are equal when they hold the same entries in the same order."""
        if not isinstance(other, Benefit):
            return NotImplemented
        return (
            np.array_equal(self.seeker, other.seeker)
            and np.array_equal(self.sought, other.sought)
            and np.array_equal(self.points, other.points)
            and self.anyone == other.anyone
            and dict(self.reasons) == dict(other.reasons)
        )

    __hash__ = None  # type: ignore[assignment]
