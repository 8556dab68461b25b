"""Two meetings exchange people: to bring two together who must meet, and to bring somebody into a group who would rather not meet one to one.

Each way is weighed with the whole objective, like the chains of replacements; the best that has chairs is taken.
"""

from collections.abc import Iterable, Iterator, Sequence

from keywho.planning.repair.chains import Placing
from keywho.planning.repair.running_chairs import Step

COMPANIES = 8
"""Meetings that are looked at for each of two who part to join others."""

Steps = tuple[Step, ...]


def bring_together(placings: Sequence[Placing], one: int, other: int) -> Placing | None:
    """Let two meet in one of some rounds, the one where it costs least; gives that round, or None where there is no place for it."""
    ways = [(placing.weigh(steps), at, steps) for at, placing in enumerate(placings) for steps in _meetings_of(placing, one, other)]
    for points, at, steps in sorted(ways, key=lambda way: (-way[0], way[1])):
        if points > 0 and placings[at].take(steps):
            return placings[at]
    return None


def bring_into_group(placing: Placing, who: int) -> bool:
    """Let somebody who meets one to one be in a trio, where that is worth it: in the place of another, or by parting to join two pairs."""
    round_ = placing.round
    number = round_.group_of.get(who)
    if number is None or len(round_.groups[number]) != 2 or not placing.may_change(number):
        return False
    trios = [at for at, people in round_.groups.items() if len(people) == 3 and placing.may_change(at)]
    ways = [steps for trio in trios for steps in _swaps(placing, who, number, trio)]
    mate = next(other for other in round_.groups[number] if other != who)
    if round_.trios + 2 <= round_.most_trios:
        for mine in placing.pairs_near(who)[:COMPANIES]:
            for theirs in placing.pairs_near(mate)[:COMPANIES]:
                if len({number, mine, theirs}) == 3:
                    ways.append(((number, ()), (mine, (*round_.groups[mine], who)), (theirs, (*round_.groups[theirs], mate))))
    chains = [(placing.weigh(steps), steps) for steps in ways if _allowed(placing, steps)]
    return placing.take_best(chains)


def _meetings_of(placing: Placing, one: int, other: int) -> Iterator[Steps]:
    """Give each way to let two who are there meet in a round."""
    round_ = placing.round
    if not (round_.present[one] and round_.present[other]):
        return
    here, there = round_.group_of.get(one), round_.group_of.get(other)
    if any(number is not None and not placing.may_change(number) for number in (here, there)) or (here is not None and here == there):
        return
    ways: list[Steps] = []
    if here is not None and there is not None:
        ways += [*_swaps(placing, one, here, there, keep=other), *_swaps(placing, other, there, here, keep=one)]
        if round_.of_pairs:
            ways.append(((here, ()), (there, ()), (round_.new_number(), (one, other))))
    elif here is None and there is None:
        ways.append(((round_.new_number(), (one, other)),))
    else:
        loose, number, partner = (one, there, other) if there is not None else (other, here, one)
        assert number is not None
        people = round_.groups[number]
        ways += [((number, (*(mate for mate in people if mate != out), loose)),) for out in people if out != partner]
        if not round_.of_pairs or (len(people) == 2 and round_.trios < round_.most_trios):
            ways.append(((number, (*people, loose)),))
    yield from (steps for steps in ways if _allowed(placing, steps))


def _swaps(placing: Placing, who: int, number: int, into: int, keep: int = -1) -> Iterator[Steps]:
    """Give each way to change places with somebody of another meeting, `keep` aside."""
    mine, theirs = placing.round.groups[number], placing.round.groups[into]
    for out in theirs:
        if out != keep:
            yield (number, _with(mine, who, out)), (into, _with(theirs, out, who))


def _with(people: tuple[int, ...], out: int, come: int) -> tuple[int, ...]:
    return tuple(come if who == out else who for who in people)


def _allowed(placing: Placing, steps: Iterable[Step]) -> bool:
    round_ = placing.round
    for number, people in steps:
        joining = [who for who in people if who not in round_.groups.get(number, ())]
        if people and not round_.may_meet(people, placing.tally, joining):
            return False
    return True
