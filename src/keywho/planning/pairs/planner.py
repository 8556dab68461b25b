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
from keywho.planning.chairs.places import Chairs
from keywho.planning.chairs.seating import PairRoom, pair_room
from keywho.planning.designs.constructions import flat_rounds
from keywho.planning.instance import FORBIDDEN, Floats, Groups, Instance, Ints
from keywho.planning.pairs.colouring import colour_edges
from keywho.planning.pairs.dealing import dealt_out
from keywho.planning.pairs.ledger import Ledger
from keywho.planning.pairs.relaxation import TOLERANCE, Relaxation, Relaxed, solve, whole

EVERYBODY_UP_TO = 150
"""People up to which all pairs are candidates of a round in which anybody can meet anybody."""

TOGETHER_UP_TO = 50_000
"""Candidate pairs up to which rounds limited by reach are planned together; past it, one after the other."""

Edges = tuple[Ints, Ints]


@dataclass(frozen=True, eq=False)
class PairPlanner:
    """Plans the pair rounds of one evening whose home chairs are known.

    Attributes
    ----------
    home : chair of each attendee, -1 for none; None without a room.
    pinned : for each round, the groups that stay.
    unplanned : rounds in which nobody has been given a meeting yet; the caller takes them out one by one.
    solved : the b-matching of the whole evening, where all rounds are pair rounds in which anybody can meet anybody.
    """

    instance: Instance
    chairs: Chairs | None
    home: Ints
    pinned: Sequence[Groups]
    chance: np.random.Generator
    unplanned: set[int] = field(default_factory=set)
    solved: tuple[Relaxed, Relaxation] | None = None
    _candidates: dict[int, Edges | None] = field(default_factory=dict)
    _rooms: dict[int, PairRoom | None] = field(default_factory=dict)

    def free(self, no: int) -> NDArray[np.bool_]:
        """Say who is there in a round and not pinned."""
        free: NDArray[np.bool_] = self.instance.present[no].copy()
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
            there = self.instance.present.any(axis=0)
            standing = np.flatnonzero((self.home < 0) & there)
            if len(standing):
                one, other = (part.ravel() for part in np.meshgrid(standing, np.flatnonzero(there), indexing="ij"))
                low, high = np.minimum(one, other)[one != other], np.maximum(one, other)[one != other]
                keys = np.unique(np.concatenate([people[:, 0].astype(np.int64) * self.instance.count + people[:, 1], low * self.instance.count + high]))
                people = np.stack([keys // self.instance.count, keys % self.instance.count], 1).astype(np.int32)
        return self._allowed(people[:, 0], people[:, 1])

    def start(self, nos: Sequence[int], groups_by_round: Sequence[Groups]) -> list[Groups]:
        """Give first groups for rounds with the same candidates: best meetings first, nobody paired just to be paired."""
        instance, so_far = self.instance, [self.pinned[no] if no in nos else groups for no, groups in enumerate(groups_by_round)]
        ledger = Ledger(instance, so_far, (), self.unplanned | set(nos))  # who is pinned together has met
        free = np.stack([self.free(no) for no in nos])
        if instance.is_flat and free.all() and self.candidates(nos[0]) is None and not len(ledger.met):
            design = flat_rounds([2] * (instance.count // 2) + [1] * (instance.count % 2), len(nos)) if instance.count > 2 else None
            if design is not None:
                return [[sorted(map(int, group)) for group in groups if len(group) == 2] for groups in design]
        if self.solved is not None and len(nos) == len(free) == len(self.instance.present) and not any(self.pinned) and self.solved[1].certificate is not None:
            return dealt_out(instance, *self.solved, self.chance)
        near = self.candidates(nos[0])
        if near is not None and (len(nos) == 1 or instance.is_flat or len(near[0]) > TOGETHER_UP_TO):
            return [list(self.pinned[no]) for no in nos]
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
        relaxed = solve(question)
        share = (whole(question, relaxed).share if near is None else np.floor(relaxed.share + TOLERANCE)) > 0.5
        round_of = colour_edges(one[share], other[share], free, self.chance)
        return [[*self.pinned[no], *np.stack([one[share][round_of == at], other[share][round_of == at]], 1).tolist()] for at, no in enumerate(nos)]

    def match_again(self, no: int, groups_by_round: Sequence[Groups]) -> Groups:
        """Give the best groups of one round while all others stay: a maximum-weight matching in which a bye costs what it costs."""
        instance, ledger = self.instance, Ledger(self.instance, groups_by_round, [no], self.unplanned)
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
        pairs = best_matching(one, other, worth)
        return self._with_trios(no, [*self.pinned[no], *pairs], ledger, near)

    def complete(self, no: int, groups_by_round: Sequence[Groups]) -> Groups:
        """Pair up those who are left in a round of many people where anybody can meet anybody, with somebody new to them."""
        instance, ledger = self.instance, Ledger(self.instance, groups_by_round, [no], self.unplanned)
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
            fillers.append([who, idle.pop()])
            _part(fillers, groups, self.pinned[no], ledger)
        return self._with_trios(no, [group for group in groups + fillers if group], ledger, None)

    def _with_trios(self, no: int, groups: Groups, ledger: Ledger, near: Edges | None) -> Groups:
        """Drop pairs that find no two chairs; let those who are left join a pair where a trio costs less than their bye."""
        instance, problem = self.instance, self.instance.problem
        floor = _Floor(self, no, [list(group) for group in groups], ledger, near)
        floor.drop_unseatable()
        taken = {who for group in floor.groups for who in group}
        price = ledger.bye_price()
        left = sorted((who for who in np.flatnonzero(instance.present[no]).tolist() if who not in taken), key=lambda who: -price[who])
        for who in left:
            if not floor.join_best(who, price[who]):
                break
        if problem.wishes.prefers_groups:
            floor.group_the_shy()
        return floor.groups

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

    def room(self, no: int) -> PairRoom | None:
        """Say how many pairs and trios find chairs in a round; None where chairs do not matter."""
        if no not in self._rooms:
            self._rooms[no] = pair_room(self.instance.problem, no + 1) if self.instance.problem.room else None
        return self._rooms[no]


def best_matching(one: Ints, other: Ints, worth: Floats) -> Groups:
    """Give a maximum-weight matching of a general graph (Galil 1986, as rustworkx computes it); worths are taken to a thousandth."""
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    people, ends = np.unique(np.concatenate([one, other]), return_inverse=True)
    graph.add_nodes_from(people.tolist())
    graph.extend_from_weighted_edge_list(
        list(zip(ends[: len(one)].tolist(), ends[len(one) :].tolist(), np.round(worth * 1000).astype(np.int64).tolist(), strict=True))
    )
    matched = rustworkx.max_weight_matching(graph, max_cardinality=False, weight_fn=int)
    return sorted(sorted((int(people[i]), int(people[j]))) for i, j in matched)


def _part(fillers: list[list[int]], groups: list[list[int]], pinned: Groups, ledger: Ledger) -> None:
    """Two who may not or need not meet, the last of the `fillers`, take the partners of another pair, if there is one where that brings more."""
    who, other = fillers.pop()
    loose = [group for group in fillers + groups if len(group) == 2 and group not in pinned]
    alone = float(ledger.worth(np.array([who]), np.array([other]))[0])
    if loose:
        c, d = np.array(loose).T
        now = ledger.worth(c, d)
        gains = np.stack([ledger.worth(np.full(len(c), who), a) + ledger.worth(np.full(len(c), other), b) - now for a, b in ((c, d), (d, c))])
        way, at = np.unravel_index(int(np.argmax(gains)), gains.shape)
        if gains[way, at] > alone:
            mine, theirs = (int(c[at]), int(d[at])) if way == 0 else (int(d[at]), int(c[at]))
            loose[at][:] = [who, mine]
            fillers.append([other, theirs])
            return
    if alone > FORBIDDEN / 2:
        fillers.append([who, other])


class _Floor:
    """One pair round while those who are left over find a place."""

    def __init__(self, planner: PairPlanner, no: int, groups: Groups, ledger: Ledger, near: Edges | None) -> None:
        self.instance, self.ledger, self.groups = planner.instance, ledger, groups
        problem = planner.instance.problem
        self.neighbour = problem.rounds[no].kind is RoundKind.NEIGHBOUR
        self.room = None if self.neighbour else planner.room(no)
        self.near = near
        self.kept = {frozenset(group) for group in planner.pinned[no]}
        self.most_trios = problem.most_trios(no + 1)
        self.trios = sum(len(group) == 3 for group in groups)
        self.shy = {problem.index[who] for who in problem.wishes.prefers_groups}
        self.weights = problem.weights
        self.group_of = {who: at for at, group in enumerate(groups) for who in group}
        self._near_of: dict[int, set[int]] = {}

    def drop_unseatable(self) -> None:
        """Take away the pairs that are worth least, the price of their byes counted, while the room has no chairs side by side for all."""
        if self.room is None:
            return
        loose = [at for at, group in enumerate(self.groups) if frozenset(group) not in self.kept]
        beyond = sum(len(group) == 2 for group in self.groups) - max(0, self.room.most_pairs(self.trios))
        if beyond > 0 and loose:
            one, other = np.array([self.groups[at][0] for at in loose]), np.array([self.groups[at][1] for at in loose])
            worth = self.ledger.worth(one, other) + self.ledger.bye_price()[one] + self.ledger.bye_price()[other]
            out = {loose[at] for at in np.argsort(worth, kind="stable")[:beyond]}
            self.groups = [group for at, group in enumerate(self.groups) if at not in out]
            self.group_of = {who: at for at, group in enumerate(self.groups) for who in group}

    def join_best(self, who: int, price: float) -> bool:
        """Let somebody join the pair where a trio brings most, if that beats a bye; False when no more trios fit."""
        pairs = len(self.groups) - self.trios
        if self.trios >= self.most_trios or (self.room and not self.room.fits(pairs - 1, self.trios + 1)):
            return False
        around = range(len(self.groups)) if self.near is None else sorted({self.group_of[other] for other in self._neighbours(who) if other in self.group_of})
        open_pairs = [at for at in around if len(self.groups[at]) == 2 and self._may_join(who, self.groups[at]) and frozenset(self.groups[at]) not in self.kept]
        if open_pairs:
            worth = [self._joining(who, self.groups[at]) for at in open_pairs]
            best = int(np.argmax(worth))
            if worth[best] > -price:
                self.groups[open_pairs[best]] = [*self.groups[open_pairs[best]], who]
                self.group_of[who] = open_pairs[best]
                self.trios += 1
        return True

    def group_the_shy(self) -> None:
        """Make two trios of three pairs, where that spares somebody a talk one to one."""
        for at, pair in enumerate(self.groups):
            if len(pair) != 2 or self.shy.isdisjoint(pair) or frozenset(pair) in self.kept:
                continue
            pairs = [k for k, group in enumerate(self.groups) if len(group) == 2 and k != at and frozenset(group) not in self.kept]
            if self.trios + 2 > self.most_trios or (self.room and not self.room.fits(len(self.groups) - self.trios - 3, self.trios + 2)):
                return
            best, choice = 1e-9, None
            for split in [k for k in pairs if any(self._may_join(who, pair) for who in self.groups[k])][:40]:
                for mine, theirs in (self.groups[split], self.groups[split][::-1]):
                    for second in pairs[:40]:
                        if second == split or not self._may_join(mine, pair) or not self._may_join(theirs, self.groups[second]):
                            continue
                        gain = self._joining(mine, pair) + self._joining(theirs, self.groups[second]) - self._pair_worth(self.groups[split])
                        gain += self.weights.one_to_one * sum(len(self.shy.intersection(group)) for group in (pair, self.groups[second], self.groups[split]))
                        if gain > best:
                            best, choice = gain, (split, mine, theirs, second)
            if choice:
                split, mine, theirs, second = choice
                self.groups[at] = [*pair, mine]
                self.groups[second] = [*self.groups[second], theirs]
                self.groups[split] = []
                self.trios += 2
        self.groups = [group for group in self.groups if group]

    def _joining(self, who: int, pair: Sequence[int]) -> float:
        worth = float(self.ledger.worth(np.array([who, who]), np.array(pair[:2])).sum())
        return worth - (0.0 if self.shy & {who, *pair} else self.weights.trio)

    def _pair_worth(self, pair: Sequence[int]) -> float:
        return float(self.ledger.worth(np.array(pair[:1]), np.array(pair[1:2]))[0])

    def _may_join(self, who: int, pair: Sequence[int]) -> bool:
        """Say whether a third may join: nobody forbidden, and for neighbours a path of chairs, else all within reach."""
        if any((min(who, other), max(who, other)) in self.instance.forbidden for other in pair):
            return False
        return self.near is None or (any if self.neighbour else all)(other in self._neighbours(who) for other in pair)

    def _neighbours(self, who: int) -> set[int]:
        if who not in self._near_of:
            one, other = self.near if self.near is not None else (np.zeros(0, np.int32), np.zeros(0, np.int32))
            self._near_of[who] = {*other[one == who].tolist(), *one[other == who].tolist()}
        return self._near_of[who]
