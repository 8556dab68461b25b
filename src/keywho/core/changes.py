"""What happens to a running evening."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.people import Attendee


@dataclass(frozen=True, slots=True)
class NoShow:
    """Somebody on the list did not come."""

    who: AttendeeId


@dataclass(frozen=True, slots=True)
class Departure:
    """Somebody goes home; `from_round` is the first round without them."""

    who: AttendeeId
    from_round: RoundNo


@dataclass(frozen=True, slots=True)
class LateArrival:
    """Somebody new comes, or somebody on the list comes late; `from_round` is their first round.

    `useful_to_them` and `useful_to_others` are b[new, other] and b[other, new] by the other's id.
    """

    attendee: Attendee
    from_round: RoundNo
    useful_to_them: Mapping[AttendeeId, float] = field(default_factory=dict)
    useful_to_others: Mapping[AttendeeId, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeatLost:
    """A chair broke."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class TableLost:
    """A table can no longer be used, with all its chairs."""

    table: TableId


Change = NoShow | Departure | LateArrival | SeatLost | TableLost
