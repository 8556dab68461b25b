"""Compiled moves of the requests rounds: built, weighed, then kept or undone. Only `request_kernels` calls them.

A move is a list of pairs with new rounds, built in `State.move`: a Kempe chain between two rounds, a chain the other way where places run
short, or a meeting that is brought in, with those that give way. Along a chain only the people at its two ends change the rounds in which
they meet, so its gain is read off them before anything is written; other moves are tried in the counts, then kept or undone.
"""

import numpy as np

from keywho.planning.requests.gap_kernels import below, gaps_of, inner
from keywho.planning.requests.request_state import FREE, NOT_HELD, TRIES


@inner
def add(s, length, pair, goal):
    """Add one pair and its new round to the move."""
    s.move[length] = pair
    s.goal[length] = goal
    s.mark[pair] = True
    s.extra[s.held[pair]] -= 1
    s.extra[goal] += 1
    return length + 1


@inner
def cut(s, length, shorter):
    """Take the last pairs out of the move again."""
    for k in range(shorter, length):
        s.mark[s.move[k]] = False
        s.extra[s.held[s.move[k]]] += 1
        s.extra[s.goal[k]] -= 1
    return shorter


@inner
def _chain(s, length, pair, a, b, chains):
    """Add the Kempe chain of a pair: all that must go from round `a` to `b` and back when the pair leaves `a` for `b`. -1 if it can't.

    Its ends are written as those of chain number `chains`; a closed chain has the same person twice.
    """
    start = length
    if not s.can[pair, b]:
        return -1
    length = add(s, length, pair, b)
    for end in range(2):
        here = s.one[pair] if end == 0 else s.other[pair]
        now, then = b, a
        edge = s.at[here, now]
        while edge >= 0 and not s.mark[edge]:
            if not s.can[edge, then]:
                cut(s, length, start)
                return -1
            length = add(s, length, edge, then)
            here = s.other[edge] if s.one[edge] == here else s.one[edge]
            now, then = then, now
            edge = s.at[here, now]
        s.ends[2 * chains + end] = here
    return length


@inner
def _is_overfull(s, round_):
    return s.load[round_] + s.extra[round_] > s.places[round_]


@inner
def rearrange(s, pair, b, chance):
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
        counter = s.roster[full, below(chance, s.load[full])]
        longer = -1 if s.mark[counter] else _chain(s, length, counter, full, slack, chains)
        if longer > 0 and s.extra[full] >= over:
            longer = cut(s, longer, length)
        if longer > length:
            length = longer
            chains += 1
    if _is_overfull(s, a) or _is_overfull(s, b):
        cut(s, length, 0)
        return -1, 0
    return length, chains


@inner
def at_the_ends(s, chains, flip, write):
    """Give what the chains gain in points, and how many waits go; write it into the people's counts if `write`."""
    gain, fewer = 0.0, 0
    for k in range(2 * chains):
        who = s.ends[k]
        if who == s.ends[k ^ 1]:
            continue
        busy = s.busy[who] ^ flip
        gaps, waits = gaps_of(busy, s.there[who])
        gain += s.price[s.gaps[who]] - s.price[gaps]
        fewer += s.waits[who] - waits
        if write:
            s.busy[who] = s.counted[who] = busy
            s.gaps[who], s.waits[who] = gaps, waits
    return gain, fewer


@inner
def insert(s, pair, a, b, evict, chance):
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
                longer = cut(s, longer, length)
            if longer > length:
                length = longer
                continue
        if not evict or s.pinned[block]:
            cut(s, length, 0)
            return -1
        length = add(s, length, block, NOT_HELD)
    length = add(s, length, pair, a)
    for round_ in (a, b):
        for _ in range(TRIES):
            if not _is_overfull(s, round_):
                break
            victim = s.roster[round_, below(chance, s.load[round_])]
            if evict and not s.mark[victim] and not s.pinned[victim]:
                length = add(s, length, victim, NOT_HELD)
        if _is_overfull(s, round_):
            cut(s, length, 0)
            return -1
    return length


@inner
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


@inner
def _recount(s, who):
    """Count one person's gaps anew where their rounds changed; give the points gained, and how many waits went."""
    if s.busy[who] == s.counted[who]:
        return 0.0, 0
    s.counted[who] = s.busy[who]
    gaps, waits = gaps_of(s.busy[who], s.there[who])
    gain, fewer = s.price[s.gaps[who]] - s.price[gaps], s.waits[who] - waits
    s.gaps[who], s.waits[who] = gaps, waits
    return gain, fewer


@inner
def try_out(s, length):
    """Do the move in all people's counts; give its gain in points, and how many waits went. `keep` or `undo` must follow."""
    gain, fewer = 0.0, 0
    for k in range(length):
        gain += _shift(s, s.move[k], s.held[s.move[k]], s.goal[k])
    for k in range(length):
        for who in (s.one[s.move[k]], s.other[s.move[k]]):
            saved, waits = _recount(s, who)
            gain += saved
            fewer += waits
    return gain, fewer


@inner
def undo(s, length):
    """Take back what `try_out` did, and empty the move."""
    for k in range(length - 1, -1, -1):
        _shift(s, s.move[k], s.goal[k], s.held[s.move[k]])
    for k in range(length):
        _recount(s, s.one[s.move[k]])
        _recount(s, s.other[s.move[k]])
    cut(s, length, 0)


@inner
def keep(s, length):
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
