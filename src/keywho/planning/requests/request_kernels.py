"""Compiled moves of the requests rounds. Small and fenced: only `scheduling.py` calls them, and slow plain twins check them.

A move is a list of pairs with new rounds, built in `State.move`: a Kempe chain between two rounds, a chain the other way where places run
short, or a meeting that is brought in, with those that give way. Along a chain only the people at its two ends change the rounds in which
they meet, so its gain is read off them before anything is written; other moves are tried in the counts, then kept or undone.
"""

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

FREE = NOT_HELD = -1
TRIES = 3  # chains tried against a round that a move would overfill
WAIT = 0.1  # what a round of a gap counts in the search, in gaps: short gaps are nearer to closing
WAITING = 0.2  # share of moves for meetings that are not held, as long as there are some
FOCUS = 0.5  # share of moves that fill a round of somebody's gap
LOOKS = 8  # people looked at to find one with a gap

# Kernels that only kernels call: no way in from Python to compile, and arrays are borrowed, not counted, which halves the running time.
_BORROWED: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
_inner = njit(cache=True, **_BORROWED)


class State(NamedTuple):
    """Which meeting is in which round, and all that a move's gain needs. The kernels change it in place.

    A round of -1 is "not held"; it is the last row of `roster`, `load` and `places`.

    Attributes
    ----------
    one, other, worth : the meetings, by pair.
    asker : pairs x 2: to whom the meeting is useful, -1 for nobody.
    steps : worth of somebody's first, second ... useful meeting; the last entry is 0.
    can : pairs x rounds: whether the meeting may be put there. Never for pinned ones.
    pinned : pairs that stay where they are.
    there, busy : people: bits of the rounds in which each is present, has a meeting.
    counted : people: the bits that `gaps` was counted from.
    price : what a person's k gaps cost together, from k = 0; convex.
    wait : price of a round of a gap, in the search only.
    at : people x rounds: the pair that meets, or FREE.
    held : round of each pair.
    gaps, waits, have : people: idle gaps, rounds in them, useful meetings.
    roster, load, places : the pairs of each round, how many, and how many there may be.
    spot : place of each pair in its round's roster.
    move, goal, mark, extra : the pairs of the move that is being tried, their new rounds, which pairs are in it, and what it
        adds to the load of each round.
    ends : who is at the two ends of each chain of the move.
    """

    one: NDArray[np.int32]
    other: NDArray[np.int32]
    worth: NDArray[np.float64]
    asker: NDArray[np.int32]
    steps: NDArray[np.float64]
    can: NDArray[np.bool_]
    pinned: NDArray[np.bool_]
    there: NDArray[np.int64]
    busy: NDArray[np.int64]
    counted: NDArray[np.int64]
    price: NDArray[np.float64]
    wait: float
    at: NDArray[np.int32]
    held: NDArray[np.int32]
    gaps: NDArray[np.int64]
    waits: NDArray[np.int64]
    have: NDArray[np.int64]
    roster: NDArray[np.int32]
    load: NDArray[np.int64]
    places: NDArray[np.int64]
    spot: NDArray[np.int32]
    move: NDArray[np.int32]
    goal: NDArray[np.int32]
    mark: NDArray[np.bool_]
    extra: NDArray[np.int64]
    ends: NDArray[np.int64]


@_inner
def _below(chance, most):
    """Draw a whole number below `most`. (`Generator.integers` takes seconds to compile.)"""
    return int(chance.random() * most)


@_inner
def _ones(bits):
    found = 0
    while bits:
        bits &= bits - 1
        found += 1
    return found


@_inner
def _idle(busy, there):
    """Give the bits of the rounds between the first and the last meeting in which the person is present and has none."""
    if busy == 0:
        return np.int64(0)
    span = busy
    for shift in (1, 2, 4, 8, 16, 32):
        span |= span >> shift
    return span & ~((busy & -busy) - 1) & there & ~busy


@_inner
def _drawn_bit(bits, chance):
    """Draw the number of one of the bits that are set."""
    for _ in range(_below(chance, _ones(bits))):
        bits &= bits - 1
    return _ones((bits & -bits) - 1)


@_inner
def _highest(bits):
    """Give the number of the highest bit that is set."""
    for shift in (1, 2, 4, 8, 16, 32):
        bits |= bits >> shift
    return _ones(bits) - 1


@njit(cache=True)
def gaps_of(busy, there):
    """Count one person's idle gaps, and the rounds in them, from the bits of the rounds; `requests.idle_gaps` is the slow twin."""
    idle = _idle(busy, there)
    return _ones(idle & ~(idle << 1)), _ones(idle)


@_inner
def _add(s, length, pair, goal):
    """Add one pair and its new round to the move."""
    s.move[length] = pair
    s.goal[length] = goal
    s.mark[pair] = True
    s.extra[s.held[pair]] -= 1
    s.extra[goal] += 1
    return length + 1


@_inner
def _cut(s, length, shorter):
    """Take the last pairs out of the move again."""
    for k in range(shorter, length):
        s.mark[s.move[k]] = False
        s.extra[s.held[s.move[k]]] += 1
        s.extra[s.goal[k]] -= 1
    return shorter


@_inner
def _chain(s, length, pair, a, b, chains):
    """Add the Kempe chain of a pair: all that must go from round `a` to `b` and back when the pair leaves `a` for `b`. -1 if it can't.

    Its ends are written as those of chain number `chains`; a closed chain has the same person twice.
    """
    start = length
    if not s.can[pair, b]:
        return -1
    length = _add(s, length, pair, b)
    for end in range(2):
        here = s.one[pair] if end == 0 else s.other[pair]
        now, then = b, a
        edge = s.at[here, now]
        while edge >= 0 and not s.mark[edge]:
            if not s.can[edge, then]:
                _cut(s, length, start)
                return -1
            length = _add(s, length, edge, then)
            here = s.other[edge] if s.one[edge] == here else s.one[edge]
            now, then = then, now
            edge = s.at[here, now]
        s.ends[2 * chains + end] = here
    return length


@_inner
def _is_overfull(s, round_):
    return s.load[round_] + s.extra[round_] > s.places[round_]


@_inner
def _rearrange(s, pair, b, chance):
    """Build the move of a held pair to round `b`; where that overfills a round, chains the other way go with it. Give length, and chains.

    The length is -1 if it can't.
    """
    a = s.held[pair]
    length, chains = _chain(s, 0, pair, a, b, 0), 1
    if length < 0:
        return -1, 0
    for _ in range(TRIES):
        if _is_overfull(s, a):
            full, slack = a, b
        elif _is_overfull(s, b):
            full, slack = b, a
        else:
            return length, chains
        over = s.extra[full]
        counter = s.roster[full, _below(chance, s.load[full])]
        longer = -1 if s.mark[counter] else _chain(s, length, counter, full, slack, chains)
        if longer > 0 and s.extra[full] >= over:
            longer = _cut(s, longer, length)
        if longer > length:
            length = longer
            chains += 1
    if _is_overfull(s, a) or _is_overfull(s, b):
        _cut(s, length, 0)
        return -1, 0
    return length, chains


@_inner
def _at_the_ends(s, chains, flip, keep):
    """Give what the chains gain in points, and how many waits go; write it into the people's counts if `keep`."""
    gain, fewer = 0.0, 0
    for k in range(2 * chains):
        who = s.ends[k]
        if who == s.ends[k ^ 1]:
            continue
        busy = s.busy[who] ^ flip
        gaps, waits = gaps_of(busy, s.there[who])
        gain += s.price[s.gaps[who]] - s.price[gaps]
        fewer += s.waits[who] - waits
        if keep:
            s.busy[who] = s.counted[who] = busy
            s.gaps[who], s.waits[who] = gaps, waits
    return gain, fewer


@_inner
def _insert(s, pair, a, b, evict, chance):
    """Build the move of a pair that is not held into round `a`.

    Whoever is busy there swaps `a` with `b` along a chain; where that fails, the meeting in the way is given up if `evict`. -1 if it can't.
    """
    if not s.can[pair, a]:
        return -1
    length = 0
    for end in range(2):
        here = s.one[pair] if end == 0 else s.other[pair]
        there = s.other[pair] if end == 0 else s.one[pair]
        block, way_out = s.at[here, a], s.at[here, b]
        if block < 0 or s.mark[block]:
            continue
        if a != b and way_out < 0:
            longer = _chain(s, length, block, a, b, 0)
            if longer > 0 and s.at[there, b] >= 0 and s.mark[s.at[there, b]]:  # the chain would bring the other one into round a
                longer = _cut(s, longer, length)
            if longer > length:
                length = longer
                continue
        if not evict or s.pinned[block]:
            _cut(s, length, 0)
            return -1
        length = _add(s, length, block, NOT_HELD)
    length = _add(s, length, pair, a)
    for round_ in (a, b):
        for _ in range(TRIES):
            if not _is_overfull(s, round_):
                break
            victim = s.roster[round_, _below(chance, s.load[round_])]
            if evict and not s.mark[victim] and not s.pinned[victim]:
                length = _add(s, length, victim, NOT_HELD)
        if _is_overfull(s, round_):
            _cut(s, length, 0)
            return -1
    return length


@_inner
def _shift(s, pair, old, new):
    """Bring one pair from a round to another in its people's counts; give the worth of it, gaps aside."""
    flip = (np.int64(1) << old if old >= 0 else np.int64(0)) | (np.int64(1) << new if new >= 0 else np.int64(0))
    s.busy[s.one[pair]] ^= flip
    s.busy[s.other[pair]] ^= flip
    if (old >= 0) == (new >= 0):
        return 0.0
    gain = s.worth[pair] if new >= 0 else -s.worth[pair]
    for k in range(2):
        who = s.asker[pair, k]
        if who >= 0 and new >= 0:
            gain += s.steps[min(s.have[who], len(s.steps) - 1)]
            s.have[who] += 1
        elif who >= 0:
            s.have[who] -= 1
            gain -= s.steps[min(s.have[who], len(s.steps) - 1)]
    return gain


@_inner
def _recount(s, who):
    """Count one person's gaps anew where their rounds changed; give the points gained, and how many waits went."""
    if s.busy[who] == s.counted[who]:
        return 0.0, 0
    s.counted[who] = s.busy[who]
    gaps, waits = gaps_of(s.busy[who], s.there[who])
    gain, fewer = s.price[s.gaps[who]] - s.price[gaps], s.waits[who] - waits
    s.gaps[who], s.waits[who] = gaps, waits
    return gain, fewer


@_inner
def _try(s, length):
    """Do the move in all people's counts; give its gain in points, and how many waits went. `_keep` or `_undo` must follow."""
    gain, fewer = 0.0, 0
    for k in range(length):
        gain += _shift(s, s.move[k], s.held[s.move[k]], s.goal[k])
    for k in range(length):
        for who in (s.one[s.move[k]], s.other[s.move[k]]):
            saved, waits = _recount(s, who)
            gain += saved
            fewer += waits
    return gain, fewer


@_inner
def _undo(s, length):
    """Take back what `_try` did, and empty the move."""
    for k in range(length - 1, -1, -1):
        _shift(s, s.move[k], s.goal[k], s.held[s.move[k]])
    for k in range(length):
        _recount(s, s.one[s.move[k]])
        _recount(s, s.other[s.move[k]])
    _cut(s, length, 0)


@_inner
def _keep(s, length):
    """Write the tried move into the rounds, and empty it."""
    for k in range(length):
        pair, old = s.move[k], s.held[s.move[k]]
        if old >= 0:
            s.at[s.one[pair], old] = FREE
            s.at[s.other[pair], old] = FREE
    for k in range(length):
        pair, old, new = s.move[k], s.held[s.move[k]], s.goal[k]
        s.mark[pair] = False
        s.extra[old] += 1
        s.extra[new] -= 1
        s.load[old] -= 1
        last = s.roster[old, s.load[old]]
        s.roster[old, s.spot[pair]] = last
        s.spot[last] = s.spot[pair]
        s.roster[new, s.load[new]] = pair
        s.spot[pair] = s.load[new]
        s.load[new] += 1
        s.held[pair] = new
        if new >= 0:
            s.at[s.one[pair], new] = pair
            s.at[s.other[pair], new] = pair


@njit(cache=True)
def pin(s, pairs, rounds):
    """Hold the pinned pairs where they are."""
    for k in range(len(pairs)):
        _add(s, 0, pairs[k], rounds[k])
        _try(s, 1)
        _keep(s, 1)


@njit(cache=True)
def fill(s, order, chance):
    """Hold the pairs in the given order, without giving up any: in the emptiest free round, else along a chain."""
    rounds = s.can.shape[1]
    for pair in order:
        best = -1
        for a in range(rounds):
            is_free = s.can[pair, a] and s.at[s.one[pair], a] < 0 and s.at[s.other[pair], a] < 0 and s.load[a] < s.places[a]
            if is_free and (best < 0 or s.load[a] * s.places[best] < s.load[best] * s.places[a]):
                best = a
        length = -1 if best < 0 else _add(s, 0, pair, best)
        for way in range(rounds * rounds):
            if length > 0:
                break
            length = _insert(s, pair, way // rounds, way % rounds, False, chance)
        if length > 0:
            _try(s, length)
            _keep(s, length)


@_inner
def _bring(s, wanted, best):
    """Bring the pairs that stand elsewhere out of their rounds, or into those of `best`."""
    for pair in range(len(best)):
        if s.held[pair] != best[pair] and (s.held[pair] == NOT_HELD) == wanted:
            length = _add(s, 0, pair, best[pair] if wanted else NOT_HELD)
            _try(s, length)
            _keep(s, length)


@_inner
def _gap_move(s, chance):
    """Draw a round of somebody's gap, and one of their meetings that could fill it: half the time their first or last. -1 if none was found."""
    people = len(s.gaps)
    for _ in range(LOOKS):
        who = _below(chance, people)
        if s.gaps[who] == 0:
            continue
        busy = s.busy[who]
        goal = _drawn_bit(_idle(busy, s.there[who]), chance)
        which = chance.random()
        if which < 0.25:
            old = _ones((busy & -busy) - 1)
        elif which < 0.5:
            old = _highest(busy)
        else:
            old = _drawn_bit(busy, chance)
        return s.at[who, old], goal
    return np.int32(-1), 0


@njit(cache=True)
def anneal(s, work, hot, cold, least, best, chance):
    """Try `work` moves at a falling temperature; end at the best state seen, never worse than the first. `best` is the state's `held`, copied.

    It ends before where all meetings are held and the gaps cost `least`, which nothing can pass.
    """
    rounds, many = s.can.shape[1], len(s.one)
    points, most, temperature, cost = 0.0, 0.0, hot, 0.0
    for turn in range(work):
        if turn % 256 == 0:
            temperature = hot * (cold / hot) ** (turn / work)
            if s.load[-1] == 0:
                cost = 0.0
                for who in range(len(s.gaps)):
                    cost += s.price[s.gaps[who]]
                if cost <= least + 1e-9:
                    break  # all held at the least price: nothing is better
        pair, goal = np.int32(-1), 0
        if s.load[-1] > 0 and chance.random() < WAITING:
            pair, goal = s.roster[-1, _below(chance, s.load[-1])], _below(chance, rounds)
        elif chance.random() < FOCUS:
            pair, goal = _gap_move(s, chance)
        if pair < 0:
            pair, goal = np.int32(_below(chance, many)), _below(chance, rounds)
        if s.pinned[pair]:
            continue
        old, chains = s.held[pair], 0
        if old < 0:
            length = _insert(s, pair, goal, _below(chance, rounds), True, chance)
        elif old == goal:
            length = _add(s, 0, pair, NOT_HELD)
        else:
            length, chains = _rearrange(s, pair, goal, chance)
        if length < 0:
            continue
        flip = (np.int64(1) << max(old, 0)) | (np.int64(1) << goal)
        gain, fewer = _at_the_ends(s, chains, flip, False) if chains else _try(s, length)
        pull = gain + fewer * s.wait
        if pull >= 0 or chance.random() < np.exp(pull / temperature):
            if chains:
                _at_the_ends(s, chains, flip, True)
            _keep(s, length)
            points += gain
            if points > most + 1e-9:
                most = points
                best[:] = s.held
        elif chains:
            _cut(s, length, 0)
        else:
            _undo(s, length)
    _bring(s, False, best)
    _bring(s, True, best)
