"""Random problems of all kinds that can be planned, and random valid programmes of them, for hypothesis."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, permutations

from hypothesis import strategies as st

from keywho.core.benefit import Benefit
from keywho.core.errors import FaultyProblem
from keywho.core.ids import AttendeeId, Pair, RoundNo, SeatId, TableId, pair_of
from keywho.core.layouts import round_tables, rows, standing
from keywho.core.people import Attendee, Profile
from keywho.core.problem import Problem
from keywho.core.programme import Programme
from keywho.core.room import Room
from keywho.core.rounds import Round, RoundKind
from keywho.core.score import EVENING_WEIGHTS, Weights
from keywho.core.wishes import Hosting, Wishes
from simple_planner import NoPlace, simple_programme

NAMES = ("Ada", "Ben", "Chloë", "Dung", "Eva", "Fritz", "Gül", "Hal", "Ines", "Jo", "Jo", "Łukasz", "Mia", "Noor", "Odd", "Pía", "Quin", "Rui", "Sam", "Tove")
KINDS = tuple(RoundKind)
POINTS = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 7.25, 10.0])
WEIGHTS = st.sampled_from(
    [
        Weights(),
        Weights(useful=()),
        EVENING_WEIGHTS,
        Weights(useful=(2.0,), request=3.0, both_ways=1.0),
        Weights(useful=(), bye=1.0, bye_again=0.0, repeat=1.0, trio=0.0, walk_per_metre=0.0, imbalance=0.0, one_to_one=0.0),
        Weights(useful=(2.0, 2.0), bye=5.0, repeat=10.0, walk_per_metre=1.0, imbalance=3.0, request=4.0, idle_gap=7.0, idle_again=3.0, host_short=9.0),
        Weights((), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0),
    ]
)


@st.composite
def problems(
    draw: st.DrawFn,
    *,
    max_people: int = 14,
    max_rounds: int = 5,
    kinds: Sequence[RoundKind] = KINDS,
    with_room: bool | None = None,
    pinned: bool = True,
) -> Problem:
    """Draw a problem that can be planned. `with_room` True or False makes all problems have a room or none."""
    people = draw(attendees(max_people))
    ids = [attendee.id for attendee in people]
    room = draw(rooms()) if with_room or (with_room is None and draw(st.integers(0, 4))) else None
    rounds = draw(round_lists(kinds, max_rounds, many=len(people) >= 2))
    bare = Problem(people, tuple(round_ for round_ in rounds if round_.kind not in (RoundKind.HOSTS, RoundKind.REQUESTS)), room)
    wishes = draw(_wishes(bare, rounds, ids))
    asked = Problem(people, rounds, room, draw(benefits(ids)), wishes, draw(WEIGHTS))
    asked = draw(_with_must_meets(asked))
    return draw(_with_pinned(asked)) if pinned else asked


@st.composite
def problems_and_programmes(draw: st.DrawFn, *, max_people: int = 14, max_rounds: int = 5, with_room: bool | None = None) -> tuple[Problem, Programme]:
    """Draw a problem and a valid programme of it."""
    problem = draw(problems(max_people=max_people, max_rounds=max_rounds, with_room=with_room))
    return problem, draw(programmes(problem))


def programmes(problem: Problem) -> st.SearchStrategy[Programme]:
    """Draw a valid programme of a problem; nothing about it is good."""
    return st.integers(0, 2**16).map(lambda seed: simple_programme(problem, seed))


@st.composite
def attendees(draw: st.DrawFn, most: int) -> tuple[Attendee, ...]:
    """Draw people; the order of their ids is not the order of the list, and two may have the same name."""
    few, many = range(min(4, most + 1)), range(min(4, most), most + 1)
    count = draw(st.sampled_from([*many, *many, *few]))
    numbers = draw(st.permutations(range(count)))
    companies = st.sampled_from(["", "", "Acme", "acme ", "Initech"])
    hides = st.sampled_from([frozenset(), frozenset(), frozenset(), frozenset({"ACME"}), frozenset({"Initech", "Acme"})])
    situations = st.sampled_from([{}, {"situation": "laid off"}, {"situation": "hiring"}, {"situation": "changing"}])
    return tuple(
        Attendee(
            AttendeeId(f"a{no:02}"),
            NAMES[place % len(NAMES)],
            Profile(draw(st.sampled_from(["", "a nurse's job", "a key who"])), "", "", draw(companies)),
            draw(situations),
            draw(hides),
        )
        for place, no in enumerate(numbers)
    )


def rooms() -> st.SearchStrategy[Room]:
    """Draw rows, round tables or standing places; some have too few chairs."""
    return st.one_of(
        st.builds(
            lambda count, chairs, aisles, over_aisles, front_back: rows(count, chairs, aisles=aisles, over_aisles=over_aisles, front_back=front_back),
            st.integers(1, 4),
            st.integers(1, 6),
            st.lists(st.integers(1, 5), max_size=2),
            st.booleans(),
            st.booleans(),
        ),
        st.builds(round_tables, st.integers(1, 4), st.integers(2, 7)),
        st.builds(standing, st.integers(1, 5), st.integers(2, 4)),
    )


def round_lists(kinds: Sequence[RoundKind], most: int, *, many: bool = True) -> st.SearchStrategy[tuple[Round, ...]]:
    """Draw one to `most` rounds of mixed kinds; without `many` (fewer than two people) none that need two names."""
    by_kind = {
        RoundKind.NEIGHBOUR: st.just(Round.neighbour()),
        RoundKind.NEARBY: st.builds(Round.nearby, st.sampled_from([None, 0.7, 1.3, 3.0])),
        RoundKind.TABLE: st.builds(lambda size, balance: Round.table(size, balance=balance), st.integers(3, 6), st.sampled_from(["", "situation"])),
        RoundKind.HOSTS: st.builds(Round.hosts, st.integers(1, 3)),
        RoundKind.REQUESTS: st.just(Round.requests()),
    }
    usable = [kind for kind in kinds if many or kind not in (RoundKind.HOSTS, RoundKind.REQUESTS)] or [RoundKind.NEARBY]
    return st.lists(st.sampled_from(usable).flatmap(by_kind.__getitem__), min_size=1, max_size=most).map(tuple)


@st.composite
def benefits(draw: st.DrawFn, ids: Sequence[AttendeeId]) -> Benefit:
    """Draw no, uniform, or sparse benefit; some entries have reasons, some are worth nothing."""
    if len(ids) < 2 or draw(st.integers(0, 3)) == 0:
        return Benefit.uniform(draw(POINTS))
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1])
    points = draw(st.dictionaries(pairs, POINTS, max_size=3 * len(ids)))
    reasons = {pair: f"They offer what is sought ({worth:g})." for pair, worth in points.items() if worth > 2}
    return Benefit.of(ids, points, anyone=draw(st.sampled_from([0.0, 0.0, 1.0])), reasons=reasons)


def _pairs(ids: Sequence[AttendeeId], most: int) -> st.SearchStrategy[frozenset[Pair]]:
    """Draw a few unordered pairs."""
    if len(ids) < 2:
        return st.just(frozenset())
    return st.frozensets(st.sampled_from([pair_of(one, other) for one, other in combinations(ids, 2)]), max_size=most)


@st.composite
def _wishes(draw: st.DrawFn, bare: Problem, rounds: Sequence[Round], ids: list[AttendeeId]) -> Wishes:
    if not ids:
        return Wishes()
    everybody = frozenset(pair_of(one, other) for one, other in combinations(ids, 2))
    away = draw(st.dictionaries(st.sampled_from(ids), st.frozensets(st.integers(1, len(rounds)).map(RoundNo), min_size=1), max_size=4))
    kinds = {round_.kind for round_ in rounds}
    requests: list[tuple[AttendeeId, AttendeeId]] = []
    if RoundKind.REQUESTS in kinds or (len(ids) >= 2 and draw(st.integers(0, 4)) == 4):
        requests = draw(st.lists(st.sampled_from(list(permutations(ids, 2))), min_size=1, max_size=2 * len(ids)))
    fixed, homes = draw(_seats(bare.room, ids))
    return Wishes(
        absent=away,
        must_not_meet=everybody if draw(st.integers(0, 19)) == 7 else draw(_pairs(ids, 5)),
        acquainted=draw(_pairs(ids, 5)),
        requests=tuple(requests),
        fixed_seats=fixed,
        home_seats=homes,
        prefers_groups=draw(st.frozensets(st.sampled_from(ids), max_size=3)),
        hosting=draw(_hosting(bare.room, rounds, ids)) if RoundKind.HOSTS in kinds else Hosting(),
        parted={pair: RoundNo(draw(st.integers(1, len(rounds) + 1))) for pair in sorted(draw(_pairs(ids, 2)))},
        dropped=frozenset({RoundNo(draw(st.integers(1, len(rounds))))}) if draw(st.integers(0, 9)) == 7 else frozenset(),
    )


@st.composite
def _seats(draw: st.DrawFn, room: Room | None, ids: Sequence[AttendeeId]) -> tuple[Mapping[AttendeeId, SeatId], Mapping[AttendeeId, SeatId]]:
    """Draw who has a fixed and who a home chair, all different; some have the same chair as both."""
    if room is None:
        return {}, {}
    count = draw(st.integers(0, min(4, len(ids), len(room.seats))))
    people = draw(st.permutations(ids))[:count]
    chairs = draw(st.permutations([seat.id for seat in room.seats]))[:count]
    given = dict(zip(people, chairs, strict=True))
    fixed = {who: seat for who, seat in given.items() if draw(st.booleans())}
    return fixed, {who: seat for who, seat in given.items() if who not in fixed or draw(st.booleans())}


@st.composite
def _hosting(draw: st.DrawFn, room: Room | None, rounds: Sequence[Round], ids: Sequence[AttendeeId]) -> Hosting:
    hosts = draw(st.lists(st.sampled_from(list(ids)), min_size=1, max_size=4, unique=True))
    largest = max(round_.size for round_ in rounds if round_.kind is RoundKind.HOSTS)
    tables: list[TableId | None] = [table.id for table in room.tables_for(largest)] if room else []
    own = draw(st.permutations([*tables, *[None] * len(hosts)]))[: len(hosts)] if tables else [None] * len(hosts)
    least, most = draw(st.sampled_from([(0, None), (2, None), (1, 2), (0, 1)])), draw(st.sampled_from([(0, None), (2, None), (1, 3), (0, 2)]))
    return Hosting(dict(zip(hosts, own, strict=True)), least[0], least[1], most[0], most[1])


@st.composite
def _with_must_meets(draw: st.DrawFn, problem: Problem) -> Problem:
    """Add a few must-meets, each only where the problem stays one that can be planned."""
    for pair in sorted(draw(_pairs([attendee.id for attendee in problem.attendees], 3))):
        try:
            problem = replace(problem, wishes=replace(problem.wishes, must_meet=problem.wishes.must_meet | {pair}))
        except FaultyProblem:
            continue
    return problem


@st.composite
def _with_pinned(draw: st.DrawFn, problem: Problem) -> Problem:
    """Pin a few meetings of a valid programme, some of them without their chairs; so they can be held together.

    Where home chairs limit who can meet, the home chairs are given too.
    """
    if draw(st.integers(0, 3)) < 3:
        return problem
    held = draw(programmes(problem))
    if not held.meetings:
        return problem
    pinned = draw(st.lists(st.sampled_from(held.meetings), max_size=3, unique=True))
    homes = {who: held.home_seats[who] for meeting in pinned if problem.measures_reach(meeting.round_no) for who in meeting.attendees}
    loose = [replace(meeting, seats=(), table=None) if draw(st.booleans()) else meeting for meeting in pinned]
    harder = replace(problem, wishes=replace(problem.wishes, pinned=tuple(loose), home_seats={**problem.wishes.home_seats, **homes}))
    try:
        simple_programme(harder)
    except NoPlace:
        return problem
    return harder
