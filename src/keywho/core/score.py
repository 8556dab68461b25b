"""Worth of a programme by part, and the price of one unit of each part. The formula is docs/objective.md."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each thing is worth, in points of benefit.

    Attributes
    ----------
    useful : extra points for a person's first, second, third ... meeting with somebody useful to them; must not rise.
        This is the diminishing worth that leaves nobody out. Empty for the plain sum.
    bye : price of a bye.
    bye_again : added for each bye that the same person already has, so that nobody has two before everyone had one.
    repeat : price of each meeting of two who already met (this evening, earlier, or acquainted).
    trio : price of each trio in a neighbour or nearby round, unless somebody in it prefers groups.
    walk_per_metre : price of one metre walked by one person.
    imbalance : price of each person above the fair share of their trait at a table.
    one_to_one : price of each meeting of two for somebody who prefers groups.
    must_meet : price of each must-meet that is not met.
    request : points that a held request adds to the asker's benefit.
    idle_gap : price of each run of idle requests rounds between two meetings of one person.
    host_short : price of each meeting that a guest or host lacks of the asked minimum.
    both_ways : no price but a share, 0 to 1: so much of a pair's benefit counts only as far as both gain alike. 0 is the plain sum of both directions.
    idle_again : added for each idle run that the same person already has; 0 leaves it to the search to share them out where that costs nothing.
    """

    useful: tuple[float, ...] = (6.0, 3.0, 1.0)
    bye: float = 20.0
    bye_again: float = 200.0
    repeat: float = 30.0
    trio: float = 5.0
    walk_per_metre: float = 0.05
    imbalance: float = 10.0
    one_to_one: float = 15.0
    must_meet: float = 1000.0
    request: float = 20.0
    idle_gap: float = 2.0
    host_short: float = 20.0
    both_ways: float = 0.0
    idle_again: float = 0.0


EVENING_WEIGHTS = Weights(both_ways=0.5, idle_again=2.0)
"""The prices of an evening that is planned from what people wrote: half of what two bring each other counts as far as both gain alike, and a second
wait of the same person costs twice the first (docs/objective.md)."""


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a programme's worth, each already in points; prices are not negative here and are taken off.

    `byes`, `repeats`, `trios` and `walk_m` are the bare numbers behind four of the prices.
    """

    benefit: float = 0.0
    useful: float = 0.0
    bye_price: float = 0.0
    repeat_price: float = 0.0
    trio_price: float = 0.0
    walk_price: float = 0.0
    imbalance_price: float = 0.0
    one_to_one_price: float = 0.0
    must_meet_price: float = 0.0
    idle_gap_price: float = 0.0
    host_short_price: float = 0.0
    byes: int = 0
    repeats: int = 0
    trios: int = 0
    walk_m: float = 0.0

    @property
    def points(self) -> float:
        """One number, for comparing programmes of one problem."""
        return self.benefit + self.useful - self.price

    @property
    def price(self) -> float:
        """All that is taken off."""
        return (
            self.bye_price
            + self.repeat_price
            + self.trio_price
            + self.walk_price
            + self.imbalance_price
            + self.one_to_one_price
            + self.must_meet_price
            + self.idle_gap_price
            + self.host_short_price
        )
