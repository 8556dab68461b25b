"""Who is there in which rounds after some changes, and which rounds there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from keywho.core.changes import Back, Change, Departure, LateArrival, NoShow, Parted, PrefersGroups, RoundAdded, RoundDropped, SitOut
from keywho.core.errors import BadInput
from keywho.core.ids import AttendeeId, Pair, RoundNo, pair_of
from keywho.core.people import Attendee
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.rounds import Round

NOWHERE: frozenset[RoundNo] = frozenset()


@dataclass(frozen=True, slots=True)
class Attendance:
    """People and rounds after some changes.

    Attributes
    ----------
    attendees : everybody on the list, newcomers at the end.
    rounds, dropped : all rounds, and the numbers of those that are not held.
    absent : the rounds in which each is not there.
    parted : who must not meet again, from which round on.
    prefers_groups : who would rather be three or more.
    """

    attendees: tuple[Attendee, ...]
    rounds: tuple[Round, ...]
    dropped: frozenset[RoundNo]
    absent: dict[AttendeeId, frozenset[RoundNo]]
    parted: dict[Pair, RoundNo]
    prefers_groups: frozenset[AttendeeId]


def changed_attendance(problem: Problem, programme: Programme, changes: Sequence[Change], first: int) -> Attendance:
    """Apply changes in their order; rounds before `first` are over.

    Raises
    ------
    BadInput
        A change names somebody who is not in the list, a round that the evening does not have or that is over, or changes nothing.
    """
    turning = _Turning(problem, programme, first)
    for change in changes:
        turning.apply(change)
    expect_round(turning.rounds, first, "The repair")
    away = {who: nos for who, nos in turning.absent.items() if nos}
    return Attendance(
        tuple(turning.people.values()), tuple(turning.rounds), frozenset(turning.dropped), away, turning.parted, frozenset(turning.prefers_groups)
    )


def expect_round(rounds: Sequence[Round], no: int, who: str) -> None:
    """Refuse a round that the evening does not have."""
    if not 1 <= no <= len(rounds):
        raise BadInput(f"{who} begins with round {no}, but the evening has rounds 1 to {len(rounds)}. Maybe a mistyped number.")


class _Turning:
    """People and rounds while changes are applied."""

    def __init__(self, problem: Problem, programme: Programme, first: int) -> None:
        self.first = first
        self.people = dict(problem.attendee_by_id)
        self.rounds = list(problem.rounds)
        wishes = problem.wishes
        self.dropped, self.absent, self.parted = set(wishes.dropped), dict(wishes.absent), dict(wishes.parted)
        self.prefers_groups = set(wishes.prefers_groups)
        self.programme = programme

    @cached_property
    def were_there(self) -> set[AttendeeId]:
        """Everybody who met somebody, or had a bye, in a round that is over."""
        over = [meeting for no, meetings in self.programme.by_round.items() if no < self.first for meeting in meetings]
        return {who for meeting in over for who in meeting.attendees} | {bye.attendee for bye in self.programme.byes if bye.round_no < self.first}

    def apply(self, change: Change) -> None:
        """Apply one change; those of chairs and tables are none of people."""
        match change:
            case NoShow(who):
                self._leaves(who, self.first if who in self.were_there else 1)
            case Departure(who, from_round):
                expect_round(self.rounds, from_round, f"The departure of {self._known(who, 'be missing')}")
                self._leaves(who, max(self.first, from_round))
            case LateArrival(attendee, from_round):
                self._comes(attendee, from_round)
            case SitOut(who, no):
                name = self._known(who, "sit out")
                self._expect_to_come(no, f"{name} can't sit out round {no}")
                self.absent[who] = self._away(who) | {no}
            case Back(who, no):
                name = self._known(who, "be back")
                self._expect_to_come(no, f"{name} can't be back in round {no}")
                if no not in self._away(who):
                    raise BadInput(f"{name} is expected in round {no} anyway; nothing changes. Maybe a mistyped number.")
                self.absent[who] = self._away(who) - {no}
            case Parted(one, other, no):
                self._part(one, other, no)
            case PrefersGroups(who, wants):
                self._known(who, "prefer groups")
                (self.prefers_groups.add if wants else self.prefers_groups.discard)(who)
            case RoundAdded(round_):
                self._add(round_)
            case RoundDropped(no):
                self._expect_to_come(no, f"Round {no} can't be dropped")
                self.dropped.add(no)

    def _away(self, who: AttendeeId) -> frozenset[RoundNo]:
        return self.absent.get(who, NOWHERE)

    def _known(self, who: AttendeeId, do: str) -> str:
        """Give the name of somebody on the list."""
        if who not in self.people:
            raise BadInput(f"{who} is not in the list, so can't {do}. Maybe a misspelt id.")
        return self.people[who].name or who

    def _expect_to_come(self, no: int, what: str) -> None:
        """Refuse a round that is over, or dropped, or that the evening does not have."""
        if not 1 <= no <= len(self.rounds):
            raise BadInput(f"{what}: the evening has rounds 1 to {len(self.rounds)}. Maybe a mistyped number.")
        if no < self.first or no in self.dropped:
            raise BadInput(f"{what}: that round is {'over' if no < self.first else 'dropped already'}. Maybe a later one was meant.")

    def _leaves(self, who: AttendeeId, from_no: int) -> None:
        self._known(who, "be missing")
        self.absent[who] = self._away(who) | {RoundNo(no) for no in range(from_no, len(self.rounds) + 1)}

    def _comes(self, newcomer: Attendee, from_round: RoundNo) -> None:
        """Let somebody new come, or somebody on the list who was away from some round on, or late."""
        who = newcomer.id
        expect_round(self.rounds, from_round, f"The evening of {newcomer.name or who}")
        start = max(self.first, from_round)
        if who not in self.people:
            self.absent[who] = frozenset(RoundNo(no) for no in range(1, start))
        else:
            known = self.people[who]
            if known.name != newcomer.name:
                raise BadInput(f"The id {who} belongs to {known.name or who}, so {newcomer.name} can't have it. Maybe give the newcomer another id.")
            away = self._away(who)
            if start == self.first and not any(no >= self.first for no in away):
                raise BadInput(f"{known.name or who} is in the list and is expected from round {self.first} on; nothing changes. Maybe a mistyped name.")
            self.absent[who] = frozenset([no for no in away if no < self.first] + [RoundNo(no) for no in range(self.first, start)])
        self.people[who] = newcomer

    def _part(self, one: AttendeeId, other: AttendeeId, no: RoundNo) -> None:
        """Let two not meet again; a round that is over stays as it was, whatever is said of it now."""
        names = [self._known(who, "be parted from anybody") for who in (one, other)]
        if one == other:
            raise BadInput(f"{names[0]} can't be parted from themselves. Maybe another person was meant.")
        if no < 1:
            raise BadInput(f"{names[0]} and {names[1]} can't be parted from round {no} on. Maybe a mistyped number.")
        pair, start = pair_of(one, other), RoundNo(max(no, self.first))
        self.parted[pair] = min(start, self.parted.get(pair, start))

    def _add(self, round_: Round) -> None:
        """Add a round at the end; who went home before stays away."""
        last = max((no for no in range(1, len(self.rounds) + 1) if no not in self.dropped), default=len(self.rounds))
        self.rounds.append(round_)
        self.absent = {who: nos | {RoundNo(len(self.rounds))} if last in nos else nos for who, nos in self.absent.items()}
