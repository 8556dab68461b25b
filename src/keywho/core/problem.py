"""Problem: all that a planner may know, validated once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from keywho.core.benefit import Benefit
from keywho.core.errors import FaultyProblem
from keywho.core.ids import AttendeeId, Pair, RoundNo, pair_of
from keywho.core.meeting import Meeting
from keywho.core.people import Attendee, company_key
from keywho.core.room import Room, Table
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import Weights
from keywho.core.wishes import Wishes

NEVER_AWAY: frozenset[RoundNo] = frozenset()


@dataclass(frozen=True)
class Problem:
    """One evening to plan. Without a room, people can meet anywhere and seats are left empty.

    Raises
    ------
    FaultyProblem
        It names every fault: unknown names, contradicting wishes, impossible must-meets, rounds that cannot be held.
    """

    attendees: tuple[Attendee, ...]
    rounds: tuple[Round, ...]
    room: Room | None = None
    benefit: Benefit = field(default_factory=Benefit.uniform)
    wishes: Wishes = field(default_factory=Wishes)
    weights: Weights = field(default_factory=Weights)

    def __post_init__(self) -> None:
        from keywho.core.faults import faults_of  # the rules are long; they live in their own file

        faults = faults_of(self)
        if faults:
            raise FaultyProblem(faults)

    def with_known(self, attendees: tuple[Attendee, ...], benefit: Benefit, wishes: Wishes) -> "Problem":
        """Give the problem with other people, benefit and wishes that the caller knows to be sound: nothing is validated again.

        It is for small changes of a large evening. Nobody leaves the list, newcomers stand at its end and hide from nobody, and nobody from them.
        """
        new = object.__new__(Problem)
        parts = {"attendees": attendees, "rounds": self.rounds, "room": self.room, "benefit": benefit, "wishes": wishes, "weights": self.weights}
        new.__dict__.update(parts)
        come = attendees[len(self.attendees) :]
        new.__dict__["index"] = {**self.index, **{attendee.id: len(self.attendees) + at for at, attendee in enumerate(come)}} if come else self.index
        new.__dict__["attendee_by_id"] = {**self.attendee_by_id, **{attendee.id: attendee for attendee in come}} if come else self.attendee_by_id
        if wishes.must_not_meet is self.wishes.must_not_meet:
            new.__dict__["forbidden"] = self.forbidden
        if wishes.pinned is self.wishes.pinned:
            new.__dict__["pinned_by_round"] = self.pinned_by_round
        return new

    @cached_property
    def index(self) -> Mapping[AttendeeId, int]:
        """The place of each attendee in `attendees`."""
        return {attendee.id: no for no, attendee in enumerate(self.attendees)}

    @cached_property
    def attendee_by_id(self) -> Mapping[AttendeeId, Attendee]:
        """Every attendee by id."""
        return {attendee.id: attendee for attendee in self.attendees}

    def name_of(self, who: AttendeeId) -> str:
        """Give the name that people read; the id of somebody without a name, or who is not in the list."""
        return self.attendee_by_id[who].name or who if who in self.attendee_by_id else who

    def names_of(self, people: Iterable[AttendeeId]) -> str:
        """Give the names of several people for a sentence."""
        return " and ".join(self.name_of(who) for who in people)

    @property
    def round_nos(self) -> range:
        """The numbers of the rounds, from 1."""
        return range(1, len(self.rounds) + 1)

    def round(self, no: int) -> Round:
        """Give a round by its 1-based number."""
        return self.rounds[no - 1]

    def is_present(self, who: AttendeeId, no: int) -> bool:
        """Say whether an attendee is there in a round."""
        return no not in self.wishes.absent.get(who, NEVER_AWAY) and no not in self.wishes.dropped

    def present(self, no: int) -> tuple[AttendeeId, ...]:
        """Give the attendees who are there in a round, in the order of the list."""
        if no not in self._present_by_round:
            away = {who for who, nos in self.wishes.absent.items() if no in nos}
            dropped = no in self.wishes.dropped
            self._present_by_round[no] = () if dropped else tuple([attendee.id for attendee in self.attendees if attendee.id not in away])
        return self._present_by_round[no]

    @cached_property
    def _present_by_round(self) -> dict[int, tuple[AttendeeId, ...]]:
        """Who is there in the rounds that were asked for so far."""
        return {}

    @cached_property
    def forbidden(self) -> frozenset[Pair]:
        """Pairs who never meet: must-not-meet, and those of a company that one of them hides from."""
        return self.wishes.must_not_meet | frozenset(_hidden_pairs(self.attendees))

    def forbidden_in(self, no: int) -> frozenset[Pair]:
        """Give the pairs who must not meet in a round: those who never meet, and those who parted in it or before."""
        return self._forbidden_by_round[no - 1] if self.wishes.parted else self.forbidden

    @cached_property
    def _forbidden_by_round(self) -> tuple[frozenset[Pair], ...]:
        return tuple(self.forbidden | {pair for pair, first in self.wishes.parted.items() if first <= no} for no in self.round_nos)

    @cached_property
    def requested(self) -> frozenset[Pair]:
        """Requests as unordered pairs."""
        return frozenset(pair_of(asker, asked) for asker, asked in self.wishes.requests)

    def hosts_present(self, no: int) -> tuple[AttendeeId, ...]:
        """Give the hosts who are there in a round, in the order of the list."""
        return tuple(who for who in self.present(no) if who in self.wishes.hosting.tables)

    def tables(self, no: int) -> tuple[Table, ...]:
        """Give the tables (or circles of chairs) that a table or hosts round can use; empty without a room.

        All hosts rounds have the circles of the largest of them, so that a host can keep one circle all evening.
        """
        if self.room is None:
            return ()
        kind, size = self.round(no).kind, self.round(no).size
        if kind is RoundKind.HOSTS:
            size = max(round_.size for round_ in self.rounds if round_.kind is kind)
        return self.room.tables_for(size)

    def measures_reach(self, no: int) -> bool:
        """Say whether home chairs limit who can meet in this round: a neighbour round, or a nearby round with a reach, in a room."""
        round_ = self.round(no)
        return self.room is not None and (round_.kind is RoundKind.NEIGHBOUR or (round_.kind is RoundKind.NEARBY and round_.reach_m is not None))

    def most_trios(self, no: int) -> int:
        """Give the most trios that a pair round may have: those that are needed, or all that are pinned, where those are more."""
        return max(self.needed_trios(no), sum(len(meeting.attendees) == 3 for meeting in self.pinned_by_round.get(no, ())))

    def needed_trios(self, no: int) -> int:
        """Give how many trios a pair round may need.

        Where anybody can be paired with anybody, only an odd one makes a trio (and those who prefer groups);
        where home chairs limit who can meet, trios are allowed wherever a bye would be the alternative.
        """
        round_ = self.round(no)
        if round_.kind not in (RoundKind.NEIGHBOUR, RoundKind.NEARBY):
            return 0
        people = self.present(no)
        if self.measures_reach(no):
            return len(people) // 3
        shy = self.wishes.prefers_groups
        return min(len(people) // 3, len(people) % 2 + (sum([who in shy for who in people]) if shy else 0))

    def pinned_in(self, no: int) -> tuple[frozenset[AttendeeId], ...]:
        """Give the groups that are pinned in a round."""
        return tuple(frozenset(meeting.attendees) for meeting in self.pinned_by_round.get(no, ()))

    @cached_property
    def pinned_by_round(self) -> Mapping[int, tuple[Meeting, ...]]:
        """The pinned meetings of each round that has some."""
        found: dict[int, list[Meeting]] = {}
        for meeting in self.wishes.pinned:
            found.setdefault(meeting.round_no, []).append(meeting)
        return {no: tuple(meetings) for no, meetings in found.items()}


def _hidden_pairs(attendees: Iterable[Attendee]) -> Iterable[Pair]:
    """Give each pair of which one hides from the other's company."""
    people = tuple(attendees)
    by_company: dict[str, list[Attendee]] = {}
    for attendee in people:
        by_company.setdefault(company_key(attendee.profile.company), []).append(attendee)
    for attendee in people:
        for name in attendee.hides_from:
            for other in by_company.get(company_key(name), ()):
                if other.id != attendee.id and company_key(name):
                    yield pair_of(attendee.id, other.id)
