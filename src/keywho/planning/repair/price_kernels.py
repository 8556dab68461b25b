"""What a slot on somebody's card is worth: prices of people, near the dual ones of the b-matching of all rounds to come.

A meeting that is held is worth at least the prices of its two, one that is not at most that; where no prices do that exactly, each is the middle of
what its own meetings ask for, the prices of all others as they are (a fixed point as of Kleinberg and Tardos 2008, Balanced outcomes in social
exchange networks).
"""

from numba import njit

from keywho.planning.repair.floor_kernels import first_worth, is_in_trio, loss_in, times_in

UNPRICED = 1e6
"""Price of somebody who is in none of the rounds."""


@njit(cache=True)
def settle(floor, first, price, people, sweeps):
    """Bring the prices of some people nearer to what they should be, the rounds before `first` being over; `price` is changed."""
    rounds, start, column, worth, mates = floor.there.shape[0], floor.start, floor.column, floor.worth, floor.mate
    is_plain = len(floor.steps) == 1
    for _ in range(sweeps):
        for who in people:
            least, most, is_there = UNPRICED, floor.anyone, False
            for r in range(first, rounds):
                is_there |= floor.there[r, who]
                mate = floor.mate[who, r]
                if mate >= 0 and not is_in_trio(floor, r, who):
                    least = min(least, loss_in(floor, start, column, worth, mates, is_plain, who, mate) - price[mate])
            if not is_there:
                price[who] = UNPRICED
                continue
            for k in range(start[who], start[who + 1]):
                other = column[k]
                asks = (worth[k] if is_plain else first_worth(floor, k, who, other, 0)) - price[other]
                if asks > most and worth[k] > 0 and not times_in(mates, who, other):
                    most = asks
            price[who] = max(0.0, most if least == UNPRICED else (least + most) / 2)
