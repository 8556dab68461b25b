"""Where two or three can sit side by side: the chairs as a graph, and how many meetings fit on it at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from keywho.core.ids import SeatId
from keywho.core.problem import Problem
from keywho.core.room import Room

Beside = Sequence[Sequence[int]]
"""The chairs beside each chair, by number."""


@dataclass(frozen=True, eq=False)
class Chairs:
    """The seats of a room by number: their places in metres, and which are side by side."""

    ids: tuple[SeatId, ...]
    xy: NDArray[np.float64]
    beside: Beside

    @classmethod
    def of(cls, room: Room) -> "Chairs":
        """Number the seats of a room in its order."""
        number = {seat.id: no for no, seat in enumerate(room.seats)}
        xy = np.array([(seat.x_m, seat.y_m) for seat in room.seats], np.float64).reshape(-1, 2)
        return cls(tuple(number), xy, tuple(tuple(number[other] for other in room.beside[seat]) for seat in number))

    @cached_property
    def number(self) -> Mapping[SeatId, int]:
        """The number of each seat."""
        return {seat: no for no, seat in enumerate(self.ids)}

    def __len__(self) -> int:
        return len(self.ids)

    def hang_together(self, chairs: Sequence[int]) -> bool:
        """Say whether chairs hang together by adjacency: two side by side, three in a path."""
        reached = [chairs[0]]
        for one in reached:
            reached += [other for other in chairs if other not in reached and other in self.beside[one]]
        return len(reached) == len(chairs)


def matching(
    beside: Beside, free: Collection[int], *, first: Iterable[int] = (), liked: Iterable[tuple[int, int]] = (), enough: int | None = None
) -> dict[int, int]:
    """Match free chairs into dominoes of two side by side, as many as can be (or `enough` of them).

    Chairs in `first` (no two of them side by side) are covered together where any matching can; `liked` dominoes are tried before others.
    Gives each matched chair its mate. (Edmonds, Paths, trees, and flowers, 1965: an augmenting path never uncovers a chair.)
    """
    mate: dict[int, int] = {}
    spent: set[int] = set()
    for chair in first:
        if chair not in mate:
            _augment(beside, free, mate, chair, spent)
    for one, other in liked:
        if one not in mate and other not in mate and one in free and other in free:
            mate[one], mate[other] = other, one
    for one in sorted(free):
        side = next((other for other in beside[one] if other in free and other not in mate), None)
        if one not in mate and side is not None:
            mate[one], mate[side] = side, one
    for chair in sorted(free):
        if enough is not None and len(mate) >= 2 * enough:
            break
        if chair not in mate and chair not in spent:
            _augment(beside, free, mate, chair, spent)
    return mate


def _augment(beside: Beside, free: Collection[int], mate: dict[int, int], start: int, spent: set[int]) -> bool:
    """Look for an alternating path from an unmatched chair to another one and flip it; a search in vain marks its chairs as spent."""
    parent: dict[int, int] = {}
    base = {start: start}  # the stem of the odd circle (blossom) that a chair was drawn into
    even = [start]
    seen_even = {start}

    def stem(one: int, other: int) -> int:
        above = set()
        while True:
            one = base[one]
            above.add(one)
            if one == start:
                break
            one = parent[mate[one]]
        while (other := base[other]) not in above:
            other = parent[mate[other]]
        return other

    def draw_in(chair: int, to: int, child: int, circle: set[int]) -> None:
        while base[chair] != to:
            circle |= {base[chair], base[mate[chair]]}
            parent[chair] = child
            child = mate[chair]
            chair = parent[child]

    for one in even:  # grows while we walk it
        for other in beside[one]:
            if other not in free or other in spent or mate.get(one) == other or base[one] == base.get(other):
                continue
            if other in seen_even:
                top, circle = stem(one, other), set[int]()
                draw_in(one, top, other, circle)
                draw_in(other, top, one, circle)
                for chair in list(base):
                    if base[chair] in circle:
                        base[chair] = top
                        if chair not in seen_even:
                            seen_even.add(chair)
                            even.append(chair)
            elif other not in parent:
                parent[other] = one
                base[other] = other
                if other not in mate:
                    at: int | None = other
                    while at is not None:
                        before = parent[at]
                        following = mate.get(before)
                        mate[at], mate[before] = before, at
                        at = following
                    return True
                partner = mate[other]
                base[partner] = partner
                seen_even.add(partner)
                even.append(partner)
    spent |= base.keys()
    return False


def lines(beside: Beside, free: Collection[int], mate: Mapping[int, int]) -> list[list[int]]:
    """String the free chairs into lines in which each chair is beside the next, keeping every domino together."""
    links: dict[int, list[int]] = {chair: [mate[chair]] if chair in mate else [] for chair in sorted(free)}
    root = {chair: min(chair, mate.get(chair, chair)) for chair in links}

    def find(chair: int) -> int:
        while root[chair] != chair:
            root[chair] = root[root[chair]]
            chair = root[chair]
        return chair

    for one in links:
        for other in beside[one]:
            if other in links and len(links[one]) < 2 and len(links[other]) < 2 and find(one) != find(other):
                links[one].append(other)
                links[other].append(one)
                root[find(one)] = find(other)
    found, done = [], set[int]()
    for end in links:
        if len(links[end]) < 2 and end not in done:
            line, step = [end], links[end]
            while step:
                line.append(step[0])
                step = [chair for chair in links[line[-1]] if chair != line[-2]]
            done |= {line[0], line[-1]}
            found.append(line)
    return found


@dataclass(frozen=True, slots=True)
class LineSpace:
    """What lines of chairs can hold; the spaces of several lines add up.

    A line of n chairs holds p pairs and t trios when 2 p + 3 t <= n. Its first trio costs it one pair where n is odd; after that,
    two trios cost three pairs, and a single one costs two.
    """

    pairs: int = 0
    cheap: int = 0
    doubles: int = 0
    singles: int = 0

    @classmethod
    def of(cls, length: int, sign: int = 1) -> "LineSpace":
        """Give the space of one line, or what is taken away with it when `sign` is -1."""
        cheap = int(length % 2 == 1 and length >= 3)
        rest = max(0, length - 3) if length % 2 else length
        return cls(sign * (length // 2), sign * cheap, sign * (rest // 6), sign * int(rest % 6 == 4))

    def __add__(self, other: "LineSpace") -> "LineSpace":
        return LineSpace(self.pairs + other.pairs, self.cheap + other.cheap, self.doubles + other.doubles, self.singles + other.singles)

    def most_pairs(self, trios: int) -> int:
        """Give the most pairs that fit beside so many trios; -1 when not even the trios fit."""
        cheap = min(trios, self.cheap)
        left = trios - cheap
        doubles = min(left // 2, self.doubles)
        left -= 2 * doubles
        if left > self.singles + int(left == 1 and doubles < self.doubles):
            return -1
        return self.pairs - cheap - 3 * doubles - 2 * left


@dataclass(frozen=True, slots=True)
class PairRoom:
    """How many meetings of two and three fit side by side at once.

    `space` is what the free chairs hold; `pairs` and `trios` are the meetings whose chairs are given (pinned ones, and a pair for
    everybody who is present and can't move). Where `fits` says yes the groups can be seated, if nobody with a fixed seat is in a trio
    or has a bye; it is exact where chairs stand in rows and at tables, and may be too careful in odder rooms.
    """

    space: LineSpace
    pairs: int = 0
    trios: int = 0

    def fits(self, pairs: int, trios: int = 0) -> bool:
        """Say whether so many pairs and trios, those with given chairs among them, find chairs at once."""
        return 0 <= max(0, pairs - self.pairs) <= self.space.most_pairs(max(0, trios - self.trios))

    def most_pairs(self, trios: int = 0) -> int:
        """Give the most pairs beside so many trios; -1 when the trios do not fit."""
        pairs = self.space.most_pairs(max(0, trios - self.trios))
        return pairs + self.pairs if pairs >= 0 else -1

    def most_people(self, people: int, most_trios: int | None = None) -> tuple[int, int]:
        """Split so many people into (pairs, trios) that find chairs: as few left over as can be, then as few trios as can be."""
        best = (people, 0, 0)
        for trios in range(min(people // 3, people if most_trios is None else most_trios) + 1):
            pairs = min((people - 3 * trios) // 2, self.most_pairs(trios))
            if pairs >= 0:
                best = min(best, (people - 2 * pairs - 3 * trios, trios, pairs))
        return best[2], best[1]


def pair_room(problem: Problem, no: int) -> PairRoom:
    """Say how many pairs and trios can sit side by side at once in a round of a problem with a room.

    The most dominoes are a maximum matching of the chairs. The matching is strung into lines; how a line can be cut into pairs and
    trios is then counted, never searched.
    """
    assert problem.room is not None, "without a room everybody finds a place"
    chairs = Chairs.of(problem.room)
    free = set(range(len(chairs)))
    pinned = [meeting for meeting in problem.wishes.pinned if meeting.round_no == no and meeting.seats]
    free -= {chairs.number[seat] for meeting in pinned for seat in meeting.seats}
    fixed = [chairs.number[seat] for who, seat in problem.wishes.fixed_seats.items() if problem.is_present(who, no)]
    held = hold(chairs.beside, free, [chair for chair in fixed if chair in free])
    free -= {*held.keys(), *held.values(), *fixed}
    space = line_space(lines(chairs.beside, free, matching(chairs.beside, free)))
    return PairRoom(space, len(held) + sum(len(meeting.seats) == 2 for meeting in pinned), sum(len(meeting.seats) == 3 for meeting in pinned))


def line_space(found: Iterable[Sequence[int]]) -> LineSpace:
    """Add up what lines of chairs can hold."""
    space = LineSpace()
    for line in found:
        space += LineSpace.of(len(line))
    return space


def hold(beside: Beside, free: Collection[int], fixed: Sequence[int]) -> dict[int, int]:
    """Give each fixed chair another one beside it for a partner, no two the same; the rest keeps as many dominoes as can be."""
    if not fixed:
        return {}
    apart = frozenset(fixed)
    open_sides = [[other for other in sides if other not in apart] if chair in apart else sides for chair, sides in enumerate(beside)]
    mate = matching(open_sides, free, first=fixed)
    return {chair: mate[chair] for chair in fixed if chair in mate}


def paths_of_three(beside: Beside, free: Collection[int], through: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """Give each path of three free chairs that contains all chairs of `through` (one at least)."""
    around = {chair for start in through for chair in (start, *beside[start])} & set(free)
    for middle in sorted(around):
        sides = [chair for chair in beside[middle] if chair in free]
        for at, one in enumerate(sides):
            for other in sides[at + 1 :]:
                if all(chair in (one, middle, other) for chair in through):
                    yield one, middle, other
