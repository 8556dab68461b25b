"""Chairs side by side for meetings of two and three."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from keywho.planning.chairs.places import Chairs, LineSpace, hold, line_space, lines, matching, paths_of_three
from keywho.planning.chairs.walking import Walk, share_places

Taken = tuple[int, ...]
"""The chairs of one group, in the order of its people; empty when no place was found."""


def seat_pairs(chairs: Chairs, groups: Sequence[Sequence[int]], fixed: Mapping[int, int], given: Mapping[int, Taken], walk: Walk) -> list[Taken]:
    """Seat meetings of two and three side by side with little walking.

    The hardest come first: meetings with given chairs, then those of people who can't move, then the trios where they leave room for
    all pairs, then the pairs on the dominoes of a maximum matching. Last, single meetings move to better free chairs.

    Parameters
    ----------
    fixed : the chair of each person who is present and can't move; nobody else sits on it.
    given : the chairs of groups (by number) that are pinned to them.
    """
    floor = _Floor(chairs, groups, fixed, walk)
    for group, place in given.items():
        floor.take(group, place)
    floor.seat_immobile()
    floor.seat_trios([group for group, people in enumerate(groups) if len(people) == 3 and not floor.taken[group]])
    floor.seat_rest([group for group, people in enumerate(groups) if len(people) == 2 and not floor.taken[group]])
    floor.improve(set(given), 3 if len(groups) <= 500 else 1)
    return floor.taken


class _Floor:
    """The chairs of a round while they are being given away."""

    def __init__(self, chairs: Chairs, groups: Sequence[Sequence[int]], fixed: Mapping[int, int], walk: Walk) -> None:
        self.chairs, self.groups, self.fixed, self.walk = chairs, groups, fixed, walk
        self.free = set(range(len(chairs))) - set(fixed.values())
        self.taken: list[Taken] = [()] * len(groups)
        self.xy: list[list[float]] = walk.xy.tolist()  # plain lists: `improve` looks at one person at a time
        self.stops: list[list[int]] = walk.stops.tolist()

    def take(self, group: int, place: Iterable[int]) -> None:
        self.taken[group] = tuple(place)
        self.free -= set(self.taken[group])

    def seat_immobile(self) -> None:
        """Seat the groups of those who can't move: the others come to them."""
        beside = self.chairs.beside
        waiting = {group: [self.fixed[one] for one in people if one in self.fixed] for group, people in enumerate(self.groups) if not self.taken[group]}
        waiting = {group: seats for group, seats in waiting.items() if seats}
        for group, seats in waiting.items():
            if len(seats) == len(self.groups[group]) and self.chairs.hang_together(seats):
                self.take(group, [self.fixed[one] for one in self.groups[group]])
        trios = [group for group in waiting if len(self.groups[group]) == 3 and not self.taken[group]]
        single = {group: seats[0] for group, seats in waiting.items() if len(self.groups[group]) == 2 and not self.taken[group]}
        for group in trios:  # few people: weigh every path through their chairs by the pairs it leaves
            best: tuple[int, int, float, Taken] | None = None
            for path in paths_of_three(beside, self.free | set(waiting[group]), waiting[group]):
                rest = self.free - set(path)
                held = hold(beside, rest | set(single.values()), list(single.values()))
                rest -= set(held.values())
                place, metres = self._seat_on(group, path)
                found = (-len(held), -len(matching(beside, rest)), metres, place)
                best = found if best is None else min(best, found)
            if best:
                self.take(group, best[3])
        held = hold(beside, self.free | set(single.values()), list(single.values()))
        for group, seat in single.items():
            if seat in held:
                self.take(group, [seat if one in self.fixed else held[seat] for one in self.groups[group]])

    def _seat_on(self, group: int, place: Sequence[int]) -> tuple[Taken, float]:
        """Seat a group on a place with those who can't move on their own chairs."""
        people = [one for one in self.groups[group] if one not in self.fixed]
        seats = [seat for seat in place if seat not in self.fixed.values()]
        metres, order = self.walk.of_place(np.array(people), np.array(seats))
        seat_of = dict(zip(people, np.array(seats)[order].tolist(), strict=True))
        return tuple(self.fixed.get(one, seat_of.get(one, -1)) for one in self.groups[group]), float(metres)

    def seat_trios(self, trios: Sequence[int]) -> None:
        """Cut paths of three out of lines of chairs, near the people, as long as the pairs still fit."""
        trios = [group for group in trios if not any(one in self.fixed for one in self.groups[group])]
        if not trios:
            return
        pairs = sum(len(people) == 2 and not self.taken[group] for group, people in enumerate(self.groups))
        found = lines(self.chairs.beside, self.free, matching(self.chairs.beside, self.free))
        space = line_space(found)
        while space.most_pairs(len(trios)) < 0:
            trios.pop()
        pairs = min(pairs, space.most_pairs(len(trios)))
        row = np.array([chair for line in found for chair in line])
        start, end = _line_ends(found)
        cut = []
        for left, group in zip(range(len(trios) - 1, -1, -1), trios, strict=True):
            people = np.array(self.groups[group])
            metres = self.walk.to_chairs(people[:, None], row[None, :]).sum(axis=0)[1:]  # to the chair in the middle
            space_after: dict[tuple[int, int], LineSpace] = {}  # by what is left of the line before and behind the trio
            for at in np.argsort(metres, kind="stable").tolist():
                low, high = int(start[at]), int(end[at])
                before, behind = at - low, high - at - 3
                if behind < 0:
                    continue
                if (before, behind) not in space_after:
                    space_after[before, behind] = space + LineSpace.of(high - low, -1) + LineSpace.of(before) + LineSpace.of(behind)
                    if space_after[before, behind].most_pairs(left) >= pairs:
                        space = space_after[before, behind]
                        cut.append(row[at : at + 3])
                        end[low:at], start[at + 3 : high], end[at : at + 3] = at, at + 3, 0
                        break
        if cut:
            self._share(trios, np.array(cut))

    def seat_rest(self, pairs: Sequence[int]) -> None:
        """Tile the free chairs with dominoes and share them out."""
        pairs = [group for group in pairs if not any(one in self.fixed for one in self.groups[group])]
        if not pairs:
            return
        stops = self.walk.stops[:, 0]
        together = [(int(stops[one]), int(stops[other])) for one, other in (self.groups[group] for group in pairs)]
        liked = [(here, there) for here, there in together if here in self.free and there in self.chairs.beside[here]]
        mate = matching(self.chairs.beside, self.free, liked=liked, enough=len(pairs))
        dominoes = [(one, other) for one, other in mate.items() if one < other]
        if dominoes:
            self._share(pairs, np.array(sorted(dominoes)))

    def _share(self, groups: Sequence[int], places: np.ndarray) -> None:
        people = np.array([self.groups[group] for group in groups])
        for group, place in zip(groups, share_places(self.walk, people, places).tolist(), strict=True):
            if place[0] >= 0:
                self.take(group, place)

    def improve(self, stay: set[int], times: int) -> None:
        """Move pairs, one at a time, to two better chairs that are free or their own; turn two pairs of a square by a quarter."""
        pairs = [group for group, place in enumerate(self.taken) if len(place) == 2 and group not in stay]
        for _ in range(times):
            moved = [group for group in pairs if self._move(group)]
            turned = self._turn(pairs)
            if not moved and not turned:
                break

    def _move(self, group: int) -> bool:
        beside, own = self.chairs.beside, self.taken[group]
        if not self.free:
            return False
        people = self.groups[group]
        near = {chair for at in own for chair in (at, *beside[at])}
        near |= {int(stop) for one in people for stop in self.walk.stops[one] if stop >= 0}
        best, least = own, self._metres(people, own) - 1e-6
        for one in sorted(near):
            if one in self.free or one in own:
                for other in beside[one]:
                    if other in self.free or other in own:
                        for place in ((one, other), (other, one)):
                            if self._may_sit(people, place) and (metres := self._metres(people, place)) < least:
                                best, least = place, metres
        if best == own:
            return False
        self.free |= set(own)
        self.take(group, best)
        self.free -= set(self.fixed.values())
        return True

    def _turn(self, pairs: Sequence[int]) -> bool:
        """Give two pairs on a square of chairs its two other sides where they walk less."""
        beside, turned = self.chairs.beside, False
        group_at = {chair: group for group in pairs for chair in self.taken[group]}
        for group in pairs:
            here, there = self.taken[group]
            for side in beside[here]:
                other = group_at.get(side)
                if other is None or other == group:
                    continue
                far = next(chair for chair in self.taken[other] if chair != side)
                if far not in beside[there]:
                    continue
                ones, others = self.groups[group], self.groups[other]
                best = min(
                    (self._metres(ones, first) + self._metres(others, second), first, second)
                    for first in ((here, side), (side, here), (there, far), (far, there))
                    for second in (((there, far), (far, there)) if here in first else ((here, side), (side, here)))
                )
                now = self._metres(ones, self.taken[group]) + self._metres(others, self.taken[other])
                if best[0] < now - 1e-6 and self._may_sit(ones, best[1]) and self._may_sit(others, best[2]):
                    self.taken[group], self.taken[other] = best[1], best[2]
                    group_at |= dict.fromkeys(best[1], group) | dict.fromkeys(best[2], other)
                    turned = True
                    break
        return turned

    def _may_sit(self, people: Sequence[int], place: Taken) -> bool:
        return all(self.fixed.get(one, seat) == seat for one, seat in zip(people, place, strict=True))

    def _metres(self, people: Sequence[int], place: Taken) -> float:
        return sum(math.dist(self.xy[stop], self.xy[seat]) for one, seat in zip(people, place, strict=True) for stop in self.stops[one] if stop >= 0)


def _line_ends(found: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Give for each chair of lines laid end to end where its line begins and ends."""
    lengths = np.array([len(line) for line in found])
    ends = np.cumsum(lengths)
    return np.repeat(ends - lengths, lengths), np.repeat(ends, lengths)
