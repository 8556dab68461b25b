"""The rounds of the evening: times in which all meet at once."""

from dataclasses import dataclass
from enum import StrEnum


class RoundKind(StrEnum):
    """How people meet in a round."""

    NEIGHBOUR = "neighbour"
    NEARBY = "nearby"
    TABLE = "table"
    HOSTS = "hosts"
    REQUESTS = "requests"


@dataclass(frozen=True, slots=True)
class Round:
    """One round. Build it with `Round.neighbour()`, `Round.nearby(reach_m=3)`, `Round.table(6)`, `Round.hosts(2)`, `Round.requests()`.

    Attributes
    ----------
    kind : how people meet.
    size : most people in one meeting, the trio of a pair round not counted: 2 for pairs, 3 to 12 at tables,
        host and guests together in a hosts round.
    reach_m : for nearby rounds, how far apart the home chairs of two who meet may be; None is the whole room.
    balance : name of the trait that tables should mix ("situation"); empty for none.
    minutes : how long the round lasts.
    break_minutes : pause after it, to walk and breathe.
    """

    kind: RoundKind
    size: int = 2
    reach_m: float | None = None
    balance: str = ""
    minutes: float = 6.0
    break_minutes: float = 2.0

    @classmethod
    def neighbour(cls, *, minutes: float = 4.0, break_minutes: float = 1.0) -> "Round":
        """Pairs side by side on their home chairs; nobody moves."""
        return cls(RoundKind.NEIGHBOUR, 2, None, "", minutes, break_minutes)

    @classmethod
    def nearby(cls, reach_m: float | None = 3.0, *, minutes: float = 6.0, break_minutes: float = 2.0) -> "Round":
        """Pairs whose home chairs are at most `reach_m` metres apart; they move to chairs side by side."""
        return cls(RoundKind.NEARBY, 2, reach_m, "", minutes, break_minutes)

    @classmethod
    def table(cls, size: int, *, balance: str = "", minutes: float = 15.0, break_minutes: float = 3.0) -> "Round":
        """Groups of at most `size` at tables."""
        return cls(RoundKind.TABLE, size, None, balance, minutes, break_minutes)

    @classmethod
    def hosts(cls, guests: int = 1, *, minutes: float = 8.0, break_minutes: float = 2.0) -> "Round":
        """Hosts keep their table and take up to `guests` at a time."""
        return cls(RoundKind.HOSTS, guests + 1, None, "", minutes, break_minutes)

    @classmethod
    def requests(cls, *, minutes: float = 10.0, break_minutes: float = 2.0) -> "Round":
        """Pairs of which one asked to meet the other."""
        return cls(RoundKind.REQUESTS, 2, None, "", minutes, break_minutes)

    @property
    def of_pairs(self) -> bool:
        """Say whether people meet two by two."""
        return self.kind in (RoundKind.NEIGHBOUR, RoundKind.NEARBY, RoundKind.REQUESTS)

    @property
    def largest(self) -> int:
        """Most people in one meeting, the trio of an odd one counted."""
        return 3 if self.kind in (RoundKind.NEIGHBOUR, RoundKind.NEARBY) else self.size
