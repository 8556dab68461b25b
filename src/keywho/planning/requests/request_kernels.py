"""Compiled search of the requests rounds. Small and fenced: only `scheduling.py` calls it, and slow plain twins check it.

Every state is a valid schedule; a move (`move_kernels`) brings meetings along a Kempe chain, in, or out.
"""

import numpy as np
from numba import njit

from keywho.planning.requests.gap_kernels import below, drawn_bit, highest, idle_rounds, inner, ones
from keywho.planning.requests.move_kernels import add, at_the_ends, cut, insert, keep, rearrange, try_out, undo
from keywho.planning.requests.request_state import NOT_HELD

WAITING = 0.2  # share of moves for meetings that are not held, as long as there are some
FOCUS = 0.5  # share of moves that fill a round of somebody's gap
LOOKS = 8  # people looked at to find one with a gap


@njit(cache=True)
def pin(s, pairs, rounds):
    """Hold the pinned pairs where they are."""
    for k in range(len(pairs)):
        add(s, 0, pairs[k], rounds[k])
        try_out(s, 1)
        keep(s, 1)


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
        length = -1 if best < 0 else add(s, 0, pair, best)
        for way in range(rounds * rounds):
            if length > 0:
                break
            length = insert(s, pair, way // rounds, way % rounds, False, chance)
        if length > 0:
            try_out(s, length)
            keep(s, length)


@inner
def _bring(s, wanted, best):
    """Bring the pairs that stand elsewhere out of their rounds, or into those of `best`."""
    for pair in range(len(best)):
        if s.held[pair] != best[pair] and (s.held[pair] == NOT_HELD) == wanted:
            length = add(s, 0, pair, best[pair] if wanted else NOT_HELD)
            try_out(s, length)
            keep(s, length)


@inner
def _gap_move(s, chance):
    """Draw a round of somebody's gap, and one of their meetings that could fill it: half the time their first or last. -1 if none was found."""
    people = len(s.gaps)
    for _ in range(LOOKS):
        who = below(chance, people)
        if s.gaps[who] == 0:
            continue
        busy = s.busy[who]
        goal = drawn_bit(idle_rounds(busy, s.there[who]), chance)
        which = chance.random()
        if which < 0.25:
            old = ones((busy & -busy) - 1)
        elif which < 0.5:
            old = highest(busy)
        else:
            old = drawn_bit(busy, chance)
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
            pair, goal = s.roster[-1, below(chance, s.load[-1])], below(chance, rounds)
        elif chance.random() < FOCUS:
            pair, goal = _gap_move(s, chance)
        if pair < 0:
            pair, goal = np.int32(below(chance, many)), below(chance, rounds)
        if s.pinned[pair]:
            continue
        old, chains = s.held[pair], 0
        if old < 0:
            length = insert(s, pair, goal, below(chance, rounds), True, chance)
        elif old == goal:
            length = add(s, 0, pair, NOT_HELD)
        else:
            length, chains = rearrange(s, pair, goal, chance)
        if length < 0:
            continue
        flip = (np.int64(1) << max(old, 0)) | (np.int64(1) << goal)
        gain, fewer = at_the_ends(s, chains, flip, False) if chains else try_out(s, length)
        pull = gain + fewer * s.wait
        if pull >= 0 or chance.random() < np.exp(pull / temperature):
            if chains:
                at_the_ends(s, chains, flip, True)
            keep(s, length)
            points += gain
            if points > most + 1e-9:
                most = points
                best[:] = s.held
        elif chains:
            cut(s, length, 0)
        else:
            undo(s, length)
    _bring(s, False, best)
    _bring(s, True, best)
