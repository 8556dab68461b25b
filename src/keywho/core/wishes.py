"""What people and the organizer ask for, beside benefit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId, TableId
from keywho.core.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Hosting:
    """Who keeps a table in the hosts rounds, and how many meetings either side should have over the evening.

    `tables` gives each host a table of their own, or None for any. The minimum is a wish (reported when it is missed),
    the maximum is never passed.
    """

    tables: Mapping[AttendeeId, TableId | None] = field(default_factory=dict)
    guest_least: int = 0
    guest_most: int | None = None
    host_least: int = 0
    host_most: int | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """All wishes of an evening.

    Attributes
    ----------
    absent : the rounds in which an attendee is not there.
    must_meet : pairs who have to meet in some round; reported by name if it can't be done.
    must_not_meet : pairs who never meet.
    acquainted : pairs who know each other or met on earlier evenings; a meeting of theirs counts as a repeat.
    requests : (who asked, whom), the meetings of the requests rounds.
    pinned : meetings that stay as they are; their seats may be left empty for the planner.
    fixed_seats : chairs of those who cannot move; they sit there all evening, the others come to them.
    home_seats : chairs that people have taken (or bought); home in the evening, but they can move.
    prefers_groups : those who would rather be three or more than one to one.
    hosting : hosts and their limits.
    parted : pairs who don't meet again, and the first round in which they must not; before it they may have met.
    dropped : rounds that are not held; nobody is there, and nobody has a bye.
    """

    absent: Mapping[AttendeeId, frozenset[RoundNo]] = field(default_factory=dict)
    must_meet: frozenset[Pair] = frozenset()
    must_not_meet: frozenset[Pair] = frozenset()
    acquainted: frozenset[Pair] = frozenset()
    requests: tuple[tuple[AttendeeId, AttendeeId], ...] = ()
    pinned: tuple[Meeting, ...] = ()
    fixed_seats: Mapping[AttendeeId, SeatId] = field(default_factory=dict)
    home_seats: Mapping[AttendeeId, SeatId] = field(default_factory=dict)
    prefers_groups: frozenset[AttendeeId] = frozenset()
    hosting: Hosting = Hosting()
    parted: Mapping[Pair, RoundNo] = field(default_factory=dict)
    dropped: frozenset[RoundNo] = frozenset()
