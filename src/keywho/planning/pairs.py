"""Pair rounds: neighbour and nearby.

Rounds with the same candidates are planned together: the best meetings as a maximum-weight b-matching, coloured into rounds. Then each
round is matched again by itself, the others as they are, which pairs up those who are left and never makes the evening worse. At last
the odd one joins a pair, or has a bye.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from keywho.core.rounds import RoundKind
from keywho.planning.colouring import colour_edges
from keywho.planning.designs import flat_rounds
from keywho.planning.instance import FORBIDDEN, Groups, Instance, Ints
from keywho.planning.ledger import Ledger
from keywho.planning.places import Chairs
from keywho.planning.relaxation import Relaxed, solve, whole
from keywho.planning.seating import PairRoom, pair_room

EVERYBODY_UP_TO = 150
"""People up to which all pairs are candidates of a round in which anybody can meet anybody."""

Edges = tuple[Ints, Ints]


@dataclass(frozen=True, eq=False)
class PairPlanner:
    """Plans the pair rounds of one evening whose home chairs are known.

    Attributes
    ----------
    home : chair of each attendee, -1 for none; None without a room.
    pinned : for each round, the groups that stay.
    """

    instance: Instance
    chairs: Chairs | None
    home: Ints
    pinned: Sequence[Groups]
    chance: np.random.Generator
    _candidates: dict[int, Edges | None] = field(default_factory=dict)
    _rooms: dict[int, PairRoom | None] = field(default_factory=dict)

    def free(self, no: int) -> NDArray[np.bool_]:
        """Say who is there in a round and not pinned."""
        free = self.instance.present[no].copy()
        free[[who for group in self.pinned[no] for who in group]] = False
        return free

    def candidates(self, no: int) -> Edges | None:
        """Give the pairs whose home chairs let them meet in a round (forbidden ones left out), or None when anybody can meet anybody."""
        if no not in self._candidates:
            self._candidates[no] = self._within_reach(no)
        return self._candidates[no]

    def _within_reach(self, no: int) -> Edges | None:
        problem = self.instance.problem
        if not problem.measures_reach(no + 1) or self.chairs is None:
            return None
        if problem.rounds[no].kind is RoundKind.NEIGHBOUR:
            person_at = np.full(len(self.chairs), -1, np.int32)
            person_at[self.home[self.home >= 0]] = np.flatnonzero(self.home >= 0)
            pairs = np.array([(a, b) for a, others in enumerate(self.chairs.beside) for b in others if a < b], np.int32).reshape(-1, 2)
            people = np.sort(person_at[pairs], axis=1)
            people = people[people[:, 0] >= 0]
        else:
            from scipy.spatial import KDTree

            seated = np.flatnonzero(self.home >= 0)
            near = KDTree(self.chairs.xy[self.home[seated]]).query_pairs((problem.rounds[no].reach_m or 0.0) + 1e-4, output_type="ndarray")
            people = np.sort(seated[near].astype(np.int32).reshape(-1, 2), axis=1)
            standing = np.flatnonzero(self.home < 0)
            if len(standing):
                anyone = np.array([(min(i, j), max(i, j)) for i in standing for j in range(self.instance.count) if i != j], np.int32).reshape(-1, 2)
                people = np.unique(np.concatenate([people, anyone]), axis=0)
        return self._allowed(people[:, 0], people[:, 1])

    def start(self, nos: Sequence[int], groups_by_round: Sequence[Groups]) -> list[Groups]:
        """Give first groups for rounds with the same candidates: best meetings first, nobody paired just to be paired."""
        instance, ledger = self.instance, Ledger(self.instance, groups_by_round, nos)
        free = np.stack([self.free(no) for no in nos])
        if instance.is_flat and free.all() and self.candidates(nos[0]) is None and not len(ledger.met):
            design = flat_rounds([2] * (instance.count // 2) + [1] * (instance.count % 2), len(nos)) if instance.count > 2 else None
            if design is not None:
                return [[sorted(map(int, group)) for group in groups if len(group) == 2] for groups in design]
        near = self.candidates(nos[0])
        if near is None:
            rows, columns = instance.first.rows(), instance.first.indices
            one, other = self._allowed(*(part[rows < columns] for part in (rows, columns)))
        else:
            one, other = near
        worth = ledger.worth(one, other) - (0.0 if near is not None else instance.anyone)
        most = free.sum(axis=0)
        keep = ~ledger.have_met(one, other) & (worth > 1e-9) & (most[one] > 0) & (most[other] > 0)
        one, other, worth = one[keep], other[keep], worth[keep] + (2 * instance.problem.weights.bye if near is not None else 0.0)
        if not len(one):
            return [list(self.pinned[no]) for no in nos]
        first = instance.first.at(one, other, instance.anyone) + (2 * instance.problem.weights.bye if near is not None else -instance.anyone)
        finds, found = instance.useful.at(one, other, 0.0) > 0, instance.useful.at(other, one, 0.0) > 0
        question = Relaxed(one, other, first, most, finds, found, instance.problem.weights.useful)
        share = whole(question, solve(question)).share > 0.5
        round_of = colour_edges(one[share], other[share], free, self.chance)
        return [[*self.pinned[no], *np.stack([one[share][round_of == at], other[share][round_of == at]], 1).tolist()] for at, no in enumerate(nos)]

    def match_again(self, no: int, groups_by_round: Sequence[Groups]) -> Groups:
        """Give the best groups of one round while all others stay: a maximum-weight matching in which a bye costs what it costs."""
        instance, ledger = self.instance, Ledger(self.instance, groups_by_round, [no])
        free = self.free(no)
        near = self.candidates(no)
        one, other = near if near is not None else self._everybody(no, groups_by_round[no], ledger)
        keep = free[one] & free[other]
        one, other = one[keep], other[keep]
        price = ledger.bye_price()
        shy = np.zeros(instance.count)
        shy[[instance.problem.index[who] for who in instance.problem.wishes.prefers_groups]] = instance.problem.weights.one_to_one
        worth = ledger.worth(one, other) + price[one] + price[other] - np.minimum(shy[one] + shy[other], price[one] + price[other])
        keep = worth > 1e-9
        one, other, worth = one[keep], other[keep], worth[keep]
        nobody = np.zeros(len(one), np.bool_)
        fits = self._room(no).most_pairs(0) - len(self.pinned[no]) if self._room(no) else None
        limit = float(fits) if fits is not None and fits < free.sum() // 2 else None
        question = Relaxed(one, other, worth, free.astype(np.int64), nobody, nobody, most_pairs=limit)
        share = whole(question, solve(question)).share > 0.5
        pairs = np.stack([one[share], other[share]], 1).tolist()
        return self._with_trios(no, [*self.pinned[no], *pairs], ledger, near)

    def complete(self, no: int, groups_by_round: Sequence[Groups]) -> Groups:
        """Pair up those who are left in a round of many people where anybody can meet anybody, with somebody new to them."""
        instance, ledger = self.instance, Ledger(self.instance, groups_by_round, [no])
        groups = [list(group) for group in groups_by_round[no]]
        met = set(ledger.met.tolist())
        avoid = instance.forbidden | instance.acquainted

        def is_new(i: int, j: int) -> bool:
            pair = (min(i, j), max(i, j))
            return pair[0] * instance.count + pair[1] not in met and pair not in avoid

        taken = {who for group in groups for who in group}
        idle = [who for who in self.chance.permutation(np.flatnonzero(instance.present[no])).tolist() if who not in taken]
        fillers: list[list[int]] = []
        while len(idle) > 1:
            who = idle.pop()
            mate = next((at for at in range(len(idle) - 1, -1, -1) if is_new(who, idle[at])), None)
            if mate is not None:
                fillers.append([who, idle.pop(mate)])
                continue
            other = idle.pop()
            swap = next((at for at, (c, d) in enumerate(fillers) if is_new(who, c) and is_new(other, d)), None)
            if swap is None:
                if (min(who, other), max(who, other)) not in instance.forbidden:
                    fillers.append([who, other])
                continue
            c, d = fillers[swap]
            fillers[swap] = [who, c]
            fillers.append([other, d])
        return self._with_trios(no, groups + fillers, ledger, None)

    def _with_trios(self, no: int, groups: Groups, ledger: Ledger, near: Edges | None) -> Groups:
        """Let those who are left join a pair, where a trio costs less than their bye; drop pairs that find no two chairs."""
        instance, problem = self.instance, self.instance.problem
        room, kept = self._room(no), {frozenset(group) for group in self.pinned[no]}
        neighbour = problem.rounds[no].kind is RoundKind.NEIGHBOUR
        allowed = None if near is None else set((near[0].astype(np.int64) * instance.count + near[1]).tolist())
        groups = [list(group) for group in groups]
        if room and not neighbour:
            while sum(len(group) == 2 for group in groups) > room.most_pairs(sum(len(group) == 3 for group in groups)):
                loose = [at for at, group in enumerate(groups) if frozenset(group) not in kept]
                if not loose:
                    break
                values = ledger.worth(np.array([groups[at][0] for at in loose]), np.array([groups[at][1] for at in loose]))
                groups.pop(loose[int(np.argmin(values))])
        taken = {who for group in groups for who in group}
        price = ledger.bye_price()
        left = sorted((who for who in np.flatnonzero(instance.present[no]).tolist() if who not in taken), key=lambda who: -price[who])
        shy = {problem.index[who] for who in problem.wishes.prefers_groups}
        for who in left:
            trios = sum(len(group) == 3 for group in groups)
            pairs = sum(len(group) == 2 for group in groups)
            if trios >= problem.most_trios(no + 1) or (room and not neighbour and not room.fits(pairs - 1, trios + 1)):
                break
            open_pairs = [at for at, group in enumerate(groups) if len(group) == 2 and frozenset(group) not in kept]
            open_pairs = [at for at in open_pairs if self._may_join(who, groups[at], allowed, neighbour)]
            if not open_pairs:
                continue
            members = np.array([groups[at] for at in open_pairs])
            me = np.full(len(members), who)
            worth = ledger.worth(me, members[:, 0]) + ledger.worth(me, members[:, 1])
            worth -= [0.0 if shy & {who, *groups[at]} else problem.weights.trio for at in open_pairs]
            best = int(np.argmax(worth))
            if worth[best] > -price[who]:
                groups[open_pairs[best]] = [*groups[open_pairs[best]], who]
        return groups

    def _may_join(self, who: int, pair: Sequence[int], allowed: set[int] | None, neighbour: bool) -> bool:
        """Say whether a third may join: nobody forbidden, and for neighbours a path of chairs, else all within reach."""
        keys = [min(who, other) * self.instance.count + max(who, other) for other in pair]
        if any((min(who, other), max(who, other)) in self.instance.forbidden for other in pair):
            return False
        return allowed is None or (any if neighbour else all)(key in allowed for key in keys)

    def _everybody(self, no: int, groups: Groups, ledger: Ledger) -> Edges:
        """Give all pairs of a small evening; of a large one the wanted pairs, those of now, and six random others each."""
        count = self.instance.count
        if count <= EVERYBODY_UP_TO:
            one, other = np.triu_indices(count, 1)
            return self._allowed(one.astype(np.int32), other.astype(np.int32))
        rows, columns = self.instance.first.rows(), self.instance.first.indices
        now = np.array([group[:2] for group in groups if len(group) > 1], np.int32).reshape(-1, 2)
        some = self.chance.integers(0, count, (count * 6, 1)).astype(np.int32)
        me = np.repeat(np.arange(count, dtype=np.int32), 6)
        listed = np.concatenate([np.stack([rows, columns], 1), now, np.column_stack([me, some])])
        listed = np.unique(np.sort(listed, axis=1), axis=0)
        listed = listed[listed[:, 0] != listed[:, 1]].astype(np.int32)
        listed = listed[~ledger.have_met(listed[:, 0], listed[:, 1])]
        return self._allowed(listed[:, 0], listed[:, 1])

    def _allowed(self, one: Ints, other: Ints) -> Edges:
        """Leave out forbidden pairs, and two who can't move and do not sit side by side."""
        keep = self.instance.first.at(one, other, 0.0) > FORBIDDEN / 2
        problem = self.instance.problem
        if problem.room and len(problem.wishes.fixed_seats) > 1:
            seat_of = {problem.index[who]: seat for who, seat in problem.wishes.fixed_seats.items()}
            still = np.zeros(self.instance.count, np.bool_)
            still[list(seat_of)] = True
            for at in np.flatnonzero(keep & still[one] & still[other]).tolist():
                keep[at] = problem.room.are_adjacent(seat_of[int(one[at])], seat_of[int(other[at])])
        return one[keep], other[keep]

    def _room(self, no: int) -> PairRoom | None:
        if no not in self._rooms:
            self._rooms[no] = pair_room(self.instance.problem, no + 1) if self.instance.problem.room else None
        return self._rooms[no]
