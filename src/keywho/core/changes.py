"""What happens to a running evening."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keywho.core.ids import AttendeeId, RoundNo, SeatId, TableId
from keywho.core.people import Attendee
from keywho.core.rounds import Round


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
    """Somebody new comes, or somebody on the list comes late, or comes back; `from_round` is their first round.

    `useful_to_them` and `useful_to_others` are b[new, other] and b[other, new] by the other's id.
    """

    attendee: Attendee
    from_round: RoundNo
    useful_to_them: Mapping[AttendeeId, float] = field(default_factory=dict)
    useful_to_others: Mapping[AttendeeId, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SitOut:
    """Somebody wants to rest for one round; an absence by their own wish, which is no bye."""

    who: AttendeeId
    round_no: RoundNo


@dataclass(frozen=True, slots=True)
class Back:
    """Somebody who was away in a round is there in it after all: a `SitOut` is taken back."""

    who: AttendeeId
    round_no: RoundNo


@dataclass(frozen=True, slots=True)
class Parted:
    """Two are not brought together again; `from_round` is the first round in which they must not meet."""

    one: AttendeeId
    other: AttendeeId
    from_round: RoundNo


@dataclass(frozen=True, slots=True)
class PrefersGroups:
    """Somebody would rather be three or more than one to one from now on, or no longer."""

    who: AttendeeId
    wants: bool = True


@dataclass(frozen=True, slots=True)
class RoundAdded:
    """There is time for one more round at the end; whoever is away in the round before it is away in it, too."""

    round: Round


@dataclass(frozen=True, slots=True)
class RoundDropped:
    """There is no time for a round: nobody meets in it, and nobody has a bye. The others keep their numbers."""

    round_no: RoundNo


@dataclass(frozen=True, slots=True)
class SeatLost:
    """A chair broke."""

    seat: SeatId


@dataclass(frozen=True, slots=True)
class TableLost:
    """A table can no longer be used, with all its chairs."""

    table: TableId


Change = NoShow | Departure | LateArrival | SitOut | Back | Parted | PrefersGroups | RoundAdded | RoundDropped | SeatLost | TableLost
